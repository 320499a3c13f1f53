-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 10: the milestones of the contract, which people set; those of its phases follow
-- from its dates and are no rows.

CREATE TABLE milestone (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  perimeter TEXT REFERENCES agency (code), -- NULL: the whole contract
  side TEXT REFERENCES side (code), -- who owes it
  planned_on TEXT NOT NULL CHECK (planned_on IS date (planned_on) AND planned_on BETWEEN '1983' AND '2200'),
  reached_on TEXT CHECK (reached_on IS date (reached_on) AND reached_on BETWEEN '1983' AND '2200'),
  note TEXT,
  note_internal INTEGER NOT NULL CHECK (note_internal IN (0, 1))
) STRICT;

CREATE INDEX milestone_by_title ON milestone (title COLLATE NOCASE);

-- Search ------------------------------------------------------------------------------

CREATE VIEW searchable_milestone AS
  SELECT 'milestone' AS kind, m.id AS id, m.title AS title,
    coalesce (m.perimeter, '') || ' ' || m.planned_on || ' ' || ltrim (substr (m.planned_on, 9), '0') || ' ' || n.name
      || ' ' || substr (m.planned_on, 1, 4) || ' ' || coalesce (m.note, '') AS detail,
    m.planned_on AS day
  FROM milestone AS m JOIN month_name AS n ON n.number = substr (m.planned_on, 6, 2);

CREATE TRIGGER search_milestone_insert AFTER INSERT ON milestone BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_milestone WHERE id = new.id;
END;

CREATE TRIGGER search_milestone_update AFTER UPDATE ON milestone BEGIN
  UPDATE search_object SET (title, detail, day)
    = (SELECT title, detail, day FROM searchable_milestone WHERE id = new.id)
    WHERE kind = 'milestone' AND id = new.id;
END;

CREATE TRIGGER search_milestone_delete AFTER DELETE ON milestone BEGIN
  DELETE FROM search_object WHERE kind = 'milestone' AND id = old.id;
END;

DROP VIEW searchable;
CREATE VIEW searchable AS
  SELECT * FROM searchable_body UNION ALL SELECT * FROM searchable_meeting UNION ALL SELECT * FROM searchable_person
  UNION ALL SELECT * FROM searchable_site UNION ALL SELECT * FROM searchable_deadline
  UNION ALL SELECT * FROM searchable_matter UNION ALL SELECT * FROM searchable_emergency_change
  UNION ALL SELECT * FROM searchable_order UNION ALL SELECT * FROM searchable_milestone;

INSERT INTO journal_table VALUES ('milestone', 1);
