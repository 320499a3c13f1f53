-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 12: what is not over yet, little of much, found without the rest.

CREATE INDEX deadline_open ON deadline (due_on) WHERE fact IS NULL AND waived_reason IS NULL;

CREATE INDEX fact_order_over ON fact (subject_id) WHERE kind IN ('order_invoiced', 'order_cancelled');
