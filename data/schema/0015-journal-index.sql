-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 15: rows whose parent came after them in one entry were given to no object. The
-- index of the journal is made again from it.

DELETE FROM journal_row;
DELETE FROM journal_object;
