-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a mail says before anybody edits it: a row where the shipped text was replaced, which follows the language.

CREATE TABLE mail_template (
  act TEXT NOT NULL PRIMARY KEY CHECK (act IN ('convocation', 'agenda', 'minutes', 'validation', 'reminder', 'relance')),
  subject TEXT NOT NULL CHECK (subject <> ''),
  text TEXT NOT NULL CHECK (text <> '')
) STRICT;

INSERT INTO journal_table VALUES ('mail_template', 1);
