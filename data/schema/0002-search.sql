-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2: what can be searched, kept by triggers so that commands, undo, restore
-- and replay all keep it. A domain adds its own triggers with its own tables.

-- One row per thing that can be found. day: when it takes place, for the order.
CREATE TABLE search_object (
  number INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  day TEXT CHECK (day IS date(day)),
  UNIQUE (kind, id)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  title, detail, content = 'search_object', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER search_object_insert AFTER INSERT ON search_object BEGIN
  INSERT INTO search (rowid, title, detail) VALUES (new.number, new.title, new.detail);
END;

CREATE TRIGGER search_object_delete AFTER DELETE ON search_object BEGIN
  INSERT INTO search (search, rowid, title, detail) VALUES ('delete', old.number, old.title, old.detail);
END;

CREATE TRIGGER search_object_update AFTER UPDATE ON search_object BEGIN
  INSERT INTO search (search, rowid, title, detail) VALUES ('delete', old.number, old.title, old.detail);
  INSERT INTO search (rowid, title, detail) VALUES (new.number, new.title, new.detail);
END;

CREATE TABLE month_name (number TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO month_name VALUES
  ('01', 'janvier'), ('02', 'février'), ('03', 'mars'), ('04', 'avril'), ('05', 'mai'), ('06', 'juin'),
  ('07', 'juillet'), ('08', 'août'), ('09', 'septembre'), ('10', 'octobre'), ('11', 'novembre'), ('12', 'décembre');

-- What each domain says of its things --------------------------------------------

CREATE VIEW searchable_body AS
  SELECT 'body' AS kind, code AS id, name AS title, code || ' ' || kind || ' ' || clause AS detail, NULL AS day
  FROM body;

CREATE VIEW searchable_meeting AS
  SELECT 'meeting' AS kind, m.id AS id, b.name AS title,
    b.code || ' ' || m.planned_on || ' ' || ltrim (substr (m.planned_on, 9), '0') || ' ' || n.name || ' '
      || substr (m.planned_on, 1, 4) || ' ' || coalesce (m.reason, '') || ' ' || coalesce (m.note, '') AS detail,
    m.planned_on AS day
  FROM meeting AS m JOIN body AS b ON b.code = m.body JOIN month_name AS n ON n.number = substr (m.planned_on, 6, 2);

CREATE VIEW searchable_person AS
  SELECT 'person' AS kind, p.id AS id, p.name AS title,
    p.employer || ' ' || coalesce (p.email, '') || ' ' || coalesce ((SELECT group_concat (r.label, ' ')
      FROM role_holding AS h JOIN role AS r ON r.code = h.role WHERE h.person = p.id), '') AS detail,
    NULL AS day
  FROM person AS p;

CREATE VIEW searchable_site AS
  SELECT 'site' AS kind, code AS id, name AS title, agency || ' ' || city || ' ' || coalesce (alias, '') AS detail,
    NULL AS day
  FROM site;

CREATE VIEW searchable_deadline AS
  SELECT 'deadline' AS kind, d.id AS id, r.label AS title,
    b.code || ' ' || m.planned_on || ' ' || r.clause || ' ' || o.label AS detail, m.planned_on AS day
  FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule JOIN role AS o ON o.code = r.owner_role
  JOIN meeting AS m ON d.subject_kind = 'meeting' AND m.id = d.subject_id JOIN body AS b ON b.code = m.body
  WHERE r.reading = 'contract';

CREATE TRIGGER search_body_insert AFTER INSERT ON body BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_body WHERE id = new.code;
END;

CREATE TRIGGER search_body_delete AFTER DELETE ON body BEGIN
  DELETE FROM search_object WHERE kind = 'body' AND id = old.code;
END;

CREATE TRIGGER search_meeting_insert AFTER INSERT ON meeting BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_meeting WHERE id = new.id;
  INSERT OR IGNORE INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_deadline
    WHERE id IN (SELECT id FROM deadline WHERE subject_kind = 'meeting' AND subject_id = new.id);
END;

CREATE TRIGGER search_meeting_update AFTER UPDATE OF planned_on, reason, note ON meeting BEGIN
  UPDATE search_object SET (detail, day) = (SELECT detail, day FROM searchable_meeting WHERE id = new.id)
    WHERE kind = 'meeting' AND id = new.id;
  UPDATE search_object SET (detail, day)
    = (SELECT detail, day FROM searchable_deadline AS d WHERE d.id = search_object.id)
    WHERE kind = 'deadline' AND old.planned_on <> new.planned_on
    AND id IN (SELECT id FROM deadline WHERE subject_kind = 'meeting' AND subject_id = new.id);
END;

CREATE TRIGGER search_meeting_delete AFTER DELETE ON meeting BEGIN
  DELETE FROM search_object WHERE kind = 'meeting' AND id = old.id;
END;

CREATE TRIGGER search_person_insert AFTER INSERT ON person BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_person WHERE id = new.id;
END;

CREATE TRIGGER search_person_update AFTER UPDATE ON person BEGIN
  UPDATE search_object SET (title, detail) = (SELECT title, detail FROM searchable_person WHERE id = new.id)
    WHERE kind = 'person' AND id = new.id;
END;

CREATE TRIGGER search_person_delete AFTER DELETE ON person BEGIN
  DELETE FROM search_object WHERE kind = 'person' AND id = old.id;
END;

CREATE TRIGGER search_holding_insert AFTER INSERT ON role_holding BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_person WHERE id = new.person)
    WHERE kind = 'person' AND id = new.person;
END;

CREATE TRIGGER search_holding_update AFTER UPDATE ON role_holding BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_person AS p WHERE p.id = search_object.id)
    WHERE kind = 'person' AND id IN (old.person, new.person);
END;

CREATE TRIGGER search_holding_delete AFTER DELETE ON role_holding BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_person WHERE id = old.person)
    WHERE kind = 'person' AND id = old.person;
END;

CREATE TRIGGER search_site_insert AFTER INSERT ON site BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_site WHERE id = new.code;
END;

CREATE TRIGGER search_site_delete AFTER DELETE ON site BEGIN
  DELETE FROM search_object WHERE kind = 'site' AND id = old.code;
END;

-- What a deadline says never changes but with its meeting's day. A redo inserts by
-- table: a deadline may come before its meeting, which then brings it.
CREATE TRIGGER search_deadline_insert AFTER INSERT ON deadline BEGIN
  INSERT OR IGNORE INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_deadline WHERE id = new.id;
END;

CREATE TRIGGER search_deadline_delete AFTER DELETE ON deadline BEGIN
  DELETE FROM search_object WHERE kind = 'deadline' AND id = old.id;
END;

-- All there is to find; a migration that adds a domain makes this view anew.
CREATE VIEW searchable AS
  SELECT * FROM searchable_body UNION ALL SELECT * FROM searchable_meeting UNION ALL SELECT * FROM searchable_person
  UNION ALL SELECT * FROM searchable_site UNION ALL SELECT * FROM searchable_deadline;

INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable;

INSERT INTO journal_table VALUES
  ('search_object', 0), ('search', 0), ('search_data', 0), ('search_idx', 0), ('search_docsize', 0),
  ('search_config', 0), ('month_name', 0);
