-- SPDX-License-Identifier: GPL-3.0-or-later
-- What documents are dressed with: a row where the user gave a file of their own.

CREATE TABLE house_style (
  kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('template', 'logo_dsiun', 'logo_contractor')),
  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;

INSERT INTO journal_table VALUES ('house_style', 1);
