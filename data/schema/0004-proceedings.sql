-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4: what takes place in the meetings: agenda, attendance, minutes, what was
-- decided there and where it goes, what a COPIL settles, emergency changes, freeze
-- periods, the grid of the problem committee.

-- Several deadlines of one rule for one subject: the version of the minutes.
ALTER TABLE deadline ADD COLUMN part INTEGER CHECK (part >= 2);

-- Enumerations -------------------------------------------------------------------

CREATE TABLE agenda_origin (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO agenda_origin VALUES ('standing'), ('carried'), ('escalated'), ('proposed');

CREATE TABLE attendance_state (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO attendance_state VALUES ('expected'), ('present'), ('represented'), ('excused'), ('absent');

-- With the letter people cite it by: S for a désaccord, since D is a decision; L for
-- an alerte, since A is an action.
CREATE TABLE matter_kind (code TEXT NOT NULL PRIMARY KEY, letter TEXT NOT NULL) STRICT;
INSERT INTO matter_kind VALUES ('decision', 'D'), ('action', 'A'), ('disagreement', 'S'), ('alert', 'L');

-- open: a decision in force, anything else still to be settled; closed: done,
-- resolved; dropped: withdrawn, with a reason
CREATE TABLE matter_state (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO matter_state VALUES ('open'), ('closed'), ('dropped');

CREATE TABLE settlement_kind (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO settlement_kind VALUES ('service'), ('indicator'), ('billing'), ('penalty'), ('bonus'), ('malus');

CREATE TABLE settlement_position (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO settlement_position VALUES ('awaited'), ('provided'), ('agreed'), ('contested');

-- Versions of the agenda and of the minutes ----------------------------------------

-- A version is a draft until a fact says that it was sent; from then on its content
-- or its file is bound to its hash. One known by its facts alone has neither.
CREATE TABLE meeting_document (
  id TEXT NOT NULL PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES meeting (id),
  kind TEXT NOT NULL CHECK (kind IN ('agenda', 'minutes')),
  number INTEGER NOT NULL CHECK (number >= 1),
  file TEXT REFERENCES attachment (sha256), -- written elsewhere
  summary TEXT, -- what the minutes open with, while they are written here
  content TEXT, -- written here: what was sent, word for word
  hash TEXT CHECK (length (hash) = 64) -- SHA-256 of the content or of the file
) STRICT;

CREATE INDEX meeting_document_by_meeting ON meeting_document (meeting, kind, number);

-- Which version a fact of the meeting is about.
CREATE TABLE document_fact (
  fact TEXT NOT NULL PRIMARY KEY REFERENCES fact (id),
  document TEXT NOT NULL REFERENCES meeting_document (id)
) STRICT;

CREATE INDEX document_fact_by_document ON document_fact (document);

-- Agenda ---------------------------------------------------------------------------

-- What the bodies of a kind go through each time.
CREATE TABLE standing_item (
  id TEXT NOT NULL PRIMARY KEY,
  body_kind TEXT NOT NULL,
  code TEXT NOT NULL, -- the source that fills it
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL, -- what it is drawn from, in words
  clause TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE agenda_item (
  id TEXT NOT NULL PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL,
  origin TEXT NOT NULL REFERENCES agenda_origin (code),
  standing TEXT REFERENCES standing_item (id),
  source TEXT, -- what fills it, by the code of its source
  matter TEXT REFERENCES matter (id), -- carried over or escalated
  title TEXT NOT NULL,
  text TEXT, -- what supports it, sent with the agenda
  proposed_side TEXT REFERENCES side (code),
  proposed_by TEXT,
  duration_minutes INTEGER CHECK (duration_minutes BETWEEN 1 AND 600),
  late INTEGER NOT NULL CHECK (late IN (0, 1)), -- came once the agenda was sent
  postponed INTEGER NOT NULL CHECK (postponed IN (0, 1)), -- comes back at the next meeting
  ticket TEXT, -- the number of a change, in a CAB
  verdict TEXT CHECK (verdict IN ('go', 'no_go'))
) STRICT;

CREATE INDEX agenda_item_by_meeting ON agenda_item (meeting, position);
CREATE INDEX agenda_item_by_matter ON agenda_item (matter);

CREATE TABLE agenda_file (
  item TEXT NOT NULL REFERENCES agenda_item (id),
  file TEXT NOT NULL REFERENCES attachment (sha256),
  PRIMARY KEY (item, file)
) STRICT, WITHOUT ROWID;

-- Attendance -----------------------------------------------------------------------

CREATE TABLE attendance (
  id TEXT NOT NULL PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES meeting (id),
  role TEXT REFERENCES role (code), -- NULL: an extra participant
  perimeter TEXT REFERENCES agency (code),
  person TEXT REFERENCES person (id),
  name TEXT NOT NULL, -- as it was that day
  side TEXT NOT NULL REFERENCES side (code),
  state TEXT NOT NULL REFERENCES attendance_state (code),
  represented_by TEXT,
  objection TEXT, -- the other party's, against an extra participant (6.2)
  objection_side TEXT REFERENCES side (code)
) STRICT;

CREATE INDEX attendance_by_meeting ON attendance (meeting);

-- Minutes --------------------------------------------------------------------------

CREATE TABLE minutes_text (
  document TEXT NOT NULL REFERENCES meeting_document (id),
  item TEXT NOT NULL REFERENCES agenda_item (id),
  text TEXT NOT NULL,
  PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE minutes_remark (
  fact TEXT NOT NULL PRIMARY KEY REFERENCES fact (id), -- when, by whom
  document TEXT NOT NULL REFERENCES meeting_document (id),
  item TEXT REFERENCES agenda_item (id),
  text TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('new_version', 'refused')),
  answer_note TEXT,
  answered_at INTEGER,
  answered_by TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;

CREATE INDEX minutes_remark_by_document ON minutes_remark (document);

-- A participant's own validation, where each of them validates.
CREATE TABLE minutes_signature (
  fact TEXT NOT NULL PRIMARY KEY REFERENCES fact (id),
  document TEXT NOT NULL REFERENCES meeting_document (id),
  attendance TEXT NOT NULL REFERENCES attendance (id)
) STRICT;

CREATE INDEX minutes_signature_by_document ON minutes_signature (document);
CREATE INDEX minutes_signature_by_attendance ON minutes_signature (attendance);

-- Decisions, actions, disagreements, alerts -----------------------------------------

CREATE TABLE matter (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL REFERENCES matter_kind (code),
  number INTEGER NOT NULL CHECK (number >= 1), -- within its kind, as people cite it
  state TEXT NOT NULL REFERENCES matter_state (code),
  title TEXT NOT NULL,
  detail TEXT,
  meeting TEXT REFERENCES meeting (id), -- where it came up; NULL: between two meetings
  item TEXT REFERENCES agenda_item (id), -- under which item
  body TEXT NOT NULL REFERENCES body (code), -- which has it now
  perimeter TEXT REFERENCES agency (code), -- NULL: the whole contract
  owner TEXT REFERENCES person (id),
  owner_side TEXT REFERENCES side (code),
  raised_on TEXT NOT NULL CHECK (raised_on IS date (raised_on) AND raised_on BETWEEN '1983' AND '2200'),
  due_on TEXT CHECK (due_on IS date (due_on) AND due_on BETWEEN '1983' AND '2200'),
  scope TEXT NOT NULL CHECK (scope IN ('operations', 'service', 'clause')), -- what it bears on
  ticket TEXT, -- a ticket's number
  closed_on TEXT CHECK (closed_on IS date (closed_on) AND closed_on BETWEEN '1983' AND '2200')
) STRICT;

CREATE INDEX matter_by_number ON matter (kind, number);
CREATE INDEX matter_by_body ON matter (body, state);
CREATE INDEX matter_by_meeting ON matter (meeting);
CREATE INDEX matter_by_owner ON matter (owner, state);
CREATE INDEX matter_by_due ON matter (due_on);

-- The way of a matter up the chain of 6.5.
CREATE TABLE matter_hop (
  id TEXT NOT NULL PRIMARY KEY,
  matter TEXT NOT NULL REFERENCES matter (id),
  from_body TEXT NOT NULL REFERENCES body (code),
  to_body TEXT NOT NULL REFERENCES body (code),
  meeting TEXT REFERENCES meeting (id), -- where that was decided
  at INTEGER NOT NULL,
  by_name TEXT NOT NULL,
  reason TEXT
) STRICT;

CREATE INDEX matter_hop_by_matter ON matter_hop (matter, at);

-- What a COPIL settles (6.2) ---------------------------------------------------------

CREATE TABLE settlement (
  id TEXT NOT NULL PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL REFERENCES settlement_kind (code),
  title TEXT NOT NULL,
  amount_cents INTEGER, -- euros excluding tax, in cents
  contractor_position TEXT NOT NULL REFERENCES settlement_position (code),
  contractor_note TEXT,
  dsiun_position TEXT NOT NULL REFERENCES settlement_position (code),
  dsiun_note TEXT,
  file TEXT REFERENCES attachment (sha256)
) STRICT;

CREATE INDEX settlement_by_meeting ON settlement (meeting, position);

-- CAB --------------------------------------------------------------------------------

CREATE TABLE emergency_change (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 1),
  perimeter TEXT NOT NULL REFERENCES agency (code),
  title TEXT NOT NULL,
  detail TEXT,
  ticket TEXT,
  opened TEXT NOT NULL REFERENCES fact (id),
  due_on TEXT NOT NULL CHECK (due_on IS date (due_on) AND due_on BETWEEN '1983' AND '2200'),
  verdict TEXT CHECK (verdict IN ('go', 'no_go')),
  validator TEXT REFERENCES person (id),
  closed TEXT REFERENCES fact (id),
  CHECK ((verdict IS NULL) = (closed IS NULL)),
  CHECK ((verdict IS NULL) = (validator IS NULL))
) STRICT;

CREATE TABLE freeze_period (
  id TEXT NOT NULL PRIMARY KEY,
  perimeter TEXT REFERENCES agency (code), -- NULL: every perimeter
  label TEXT NOT NULL,
  first_on TEXT NOT NULL CHECK (first_on IS date (first_on) AND first_on BETWEEN '1983' AND '2200'),
  last_on TEXT NOT NULL CHECK (last_on IS date (last_on) AND last_on BETWEEN '1983' AND '2200'),
  CHECK (first_on <= last_on)
) STRICT;

-- Problem committee (6.6) --------------------------------------------------------------

CREATE TABLE preproblem (
  id TEXT NOT NULL PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL,
  follows TEXT REFERENCES preproblem (id), -- the same group at an earlier meeting
  title TEXT NOT NULL, -- the group of linked incidents
  incidents TEXT, -- their ticket numbers
  impact TEXT,
  priority INTEGER CHECK (priority BETWEEN 1 AND 3),
  diagnosis_tme TEXT,
  diagnosis_tms TEXT,
  approved TEXT REFERENCES fact (id), -- the ROC's
  verdict TEXT CHECK (verdict IN ('problem', 'not_problem')),
  verdict_note TEXT,
  ticket TEXT -- the problem's number
) STRICT;

CREATE INDEX preproblem_by_meeting ON preproblem (meeting, position);

-- What the ROC says of it between two meetings.
CREATE TABLE preproblem_note (
  id TEXT NOT NULL PRIMARY KEY,
  preproblem TEXT NOT NULL REFERENCES preproblem (id),
  at INTEGER NOT NULL,
  by_name TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX preproblem_note_by_preproblem ON preproblem_note (preproblem, at);

-- Search -------------------------------------------------------------------------------

CREATE VIEW searchable_matter AS
  SELECT 'matter' AS kind, m.id AS id, m.title AS title,
    k.letter || '-' || m.number || ' ' || m.body || ' ' || coalesce (m.detail, '') || ' '
      || coalesce (m.ticket, '') || ' ' || coalesce ((SELECT name FROM person WHERE id = m.owner), '') AS detail,
    coalesce (m.due_on, m.raised_on) AS day
  FROM matter AS m JOIN matter_kind AS k ON k.code = m.kind;

CREATE VIEW searchable_emergency_change AS
  SELECT 'emergency_change' AS kind, id, title,
    'eCAB-' || number || ' ' || perimeter || ' ' || coalesce (detail, '') || ' ' || coalesce (ticket, '') AS detail,
    due_on AS day
  FROM emergency_change;

CREATE TRIGGER search_matter_insert AFTER INSERT ON matter BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_matter WHERE id = new.id;
END;

CREATE TRIGGER search_matter_update AFTER UPDATE OF title, detail, body, owner, due_on, ticket ON matter BEGIN
  UPDATE search_object SET (title, detail, day) = (SELECT title, detail, day FROM searchable_matter WHERE id = new.id)
    WHERE kind = 'matter' AND id = new.id;
END;

CREATE TRIGGER search_matter_delete AFTER DELETE ON matter BEGIN
  DELETE FROM search_object WHERE kind = 'matter' AND id = old.id;
END;

-- A matter is found by its owner's name.
CREATE TRIGGER search_matter_owner AFTER UPDATE OF name ON person BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_matter AS m WHERE m.id = search_object.id)
    WHERE kind = 'matter' AND id IN (SELECT id FROM matter WHERE owner = new.id);
END;

-- An undo or a redo goes table by table: the owner may come after what is owned.
CREATE TRIGGER search_matter_owner_insert AFTER INSERT ON person BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_matter AS m WHERE m.id = search_object.id)
    WHERE kind = 'matter' AND id IN (SELECT id FROM matter WHERE owner = new.id);
END;

CREATE TRIGGER search_emergency_change_insert AFTER INSERT ON emergency_change BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_emergency_change WHERE id = new.id;
END;

CREATE TRIGGER search_emergency_change_update AFTER UPDATE OF title, detail, ticket, due_on ON emergency_change BEGIN
  UPDATE search_object SET (title, detail, day)
    = (SELECT title, detail, day FROM searchable_emergency_change WHERE id = new.id)
    WHERE kind = 'emergency_change' AND id = new.id;
END;

CREATE TRIGGER search_emergency_change_delete AFTER DELETE ON emergency_change BEGIN
  DELETE FROM search_object WHERE kind = 'emergency_change' AND id = old.id;
END;

DROP VIEW searchable;
CREATE VIEW searchable AS
  SELECT * FROM searchable_body UNION ALL SELECT * FROM searchable_meeting UNION ALL SELECT * FROM searchable_person
  UNION ALL SELECT * FROM searchable_site UNION ALL SELECT * FROM searchable_deadline
  UNION ALL SELECT * FROM searchable_matter UNION ALL SELECT * FROM searchable_emergency_change;

INSERT INTO journal_table VALUES
  ('agenda_origin', 0), ('attendance_state', 0), ('matter_kind', 0), ('matter_state', 0), ('settlement_kind', 0),
  ('settlement_position', 0),
  ('meeting_document', 1), ('document_fact', 1), ('standing_item', 1), ('agenda_item', 1), ('agenda_file', 1),
  ('attendance', 1), ('minutes_text', 1), ('minutes_remark', 1), ('minutes_signature', 1), ('matter', 1),
  ('matter_hop', 1), ('settlement', 1), ('emergency_change', 1), ('freeze_period', 1), ('preproblem', 1),
  ('preproblem_note', 1);
