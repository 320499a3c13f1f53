-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 14: the drafting of a month's recurring orders is found by its month, which is no
-- row of a table; what its first draft left lies beside it.

DROP VIEW searchable_deadline;
CREATE VIEW searchable_deadline AS
  SELECT 'deadline' AS kind, d.id AS id, r.label AS title,
    b.code || ' ' || m.planned_on || ' ' || r.clause || ' ' || o.label AS detail, m.planned_on AS day
  FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule JOIN role AS o ON o.code = r.owner_role
  JOIN meeting AS m ON d.subject_kind = 'meeting' AND m.id = d.subject_id JOIN body AS b ON b.code = m.body
  WHERE r.reading = 'contract'
  UNION ALL
  SELECT 'deadline', d.id, r.label,
    d.subject_id || ' ' || n.name || ' ' || substr (d.subject_id, 1, 4) || ' ' || r.clause || ' ' || o.label,
    d.subject_id || '-01'
  FROM deadline AS d JOIN deadline_rule AS r ON r.id = d.rule JOIN role AS o ON o.code = r.owner_role
  JOIN month_name AS n ON n.number = substr (d.subject_id, 6, 2)
  WHERE d.subject_kind = 'recurring_month' AND d.part IS NULL;

INSERT OR IGNORE INTO search_object (kind, id, title, detail, day)
  SELECT * FROM searchable_deadline WHERE id IN (SELECT id FROM deadline WHERE subject_kind = 'recurring_month');
