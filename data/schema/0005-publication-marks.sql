-- SPDX-License-Identifier: GPL-3.0-or-later
-- Under which SEQUENCE each feed last gave an item to a file: an export of changes writes what has gone beyond.

CREATE TABLE publication_mark (
  feed TEXT NOT NULL, -- its name, perimeter and person: "cab/AERM/"
  uid TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  PRIMARY KEY (feed, uid)
) STRICT, WITHOUT ROWID;

INSERT INTO journal_table VALUES ('publication_mark', 0);
