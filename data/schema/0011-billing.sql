-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 11: a réfaction has the decision that settles it, as what is disputed has.

ALTER TABLE order_fact ADD COLUMN decision TEXT REFERENCES matter (id);
