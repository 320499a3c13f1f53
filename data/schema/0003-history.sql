-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3: which object each row of an entry belongs to, for the history of any
-- object, also of one that is gone. An index of the journal: made again from it.

DROP TABLE journal_row;

CREATE TABLE journal_object (
  number INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;

CREATE TABLE journal_row (
  entry INTEGER NOT NULL REFERENCES journal (number),
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  object INTEGER NOT NULL REFERENCES journal_object (number)
) STRICT;

CREATE INDEX journal_row_by_entry ON journal_row (entry);
CREATE INDEX journal_row_by_key ON journal_row (table_name, row_key);
CREATE INDEX journal_row_by_object ON journal_row (object);

INSERT INTO journal_table VALUES ('journal_object', 0);
