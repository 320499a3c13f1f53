-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 13: the files of an order itself, beside the proofs of its facts.

CREATE TABLE order_file (
  id TEXT NOT NULL PRIMARY KEY,
  service_order TEXT NOT NULL REFERENCES service_order (id),
  file TEXT NOT NULL REFERENCES attachment (sha256),
  name TEXT NOT NULL CHECK (name <> ''), -- as it was given here: the same content may come under another name elsewhere
  added_at INTEGER NOT NULL
) STRICT;

CREATE INDEX order_file_by_order ON order_file (service_order, added_at);

-- Search: an order is found by the names of its files too ------------------------------

DROP VIEW searchable;
DROP VIEW searchable_order;
CREATE VIEW searchable_order AS
  SELECT 'order' AS kind, o.id AS id, o.title AS title,
    'CMD-' || o.number || ' ' || coalesce (o.perimeter, '') || ' ' || coalesce (o.need_number, '') || ' '
      || coalesce (o.finance_number, '') || ' ' || coalesce (o.invoice_number, '') || ' '
      || coalesce ((SELECT group_concat (code, ' ') FROM (SELECT DISTINCT l.uo AS code FROM order_request AS r
        JOIN order_line AS l ON l.request = r.id WHERE r.service_order = o.id ORDER BY l.uo)), '')
      || coalesce ((SELECT group_concat (' ' || name, '') FROM (SELECT f.name AS name FROM order_file AS f
        WHERE f.service_order = o.id ORDER BY f.added_at, f.id)), '') AS detail,
    NULL AS day
  FROM service_order AS o;

CREATE TRIGGER search_order_file_insert AFTER INSERT ON order_file BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order WHERE id = new.service_order)
    WHERE kind = 'order' AND id = new.service_order;
END;

CREATE TRIGGER search_order_file_delete AFTER DELETE ON order_file BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order WHERE id = old.service_order)
    WHERE kind = 'order' AND id = old.service_order;
END;

CREATE VIEW searchable AS
  SELECT * FROM searchable_body UNION ALL SELECT * FROM searchable_meeting UNION ALL SELECT * FROM searchable_person
  UNION ALL SELECT * FROM searchable_site UNION ALL SELECT * FROM searchable_deadline
  UNION ALL SELECT * FROM searchable_matter UNION ALL SELECT * FROM searchable_emergency_change
  UNION ALL SELECT * FROM searchable_order UNION ALL SELECT * FROM searchable_milestone;

INSERT INTO journal_table VALUES ('order_file', 1);
