-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1: the store's own tables, the contract, its register of what is owed,
-- its committees and meetings.

-- Store: never journaled -----------------------------------------------------

-- Every table and whether its changes are journaled.
CREATE TABLE journal_table (
  name TEXT NOT NULL PRIMARY KEY,
  journaled INTEGER NOT NULL CHECK (journaled IN (0, 1))
) STRICT;

CREATE TABLE journal (
  number INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target INTEGER REFERENCES journal (number),
  schema_version INTEGER NOT NULL,
  changeset BLOB NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE journal_row (
  entry INTEGER NOT NULL REFERENCES journal (number),
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  PRIMARY KEY (entry, table_name, row_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_row_by_key ON journal_row (table_name, row_key);

-- What has been exported under which revision; merged by maximum on restore.
CREATE TABLE publication (
  uid TEXT NOT NULL PRIMARY KEY,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  hash TEXT NOT NULL,
  modified INTEGER NOT NULL,
  cancelled_at INTEGER,
  content TEXT NOT NULL -- the last significant fields, JSON: an item deleted since is still withdrawn by name
) STRICT;

-- Enumerations, filled here and never changed by a user ----------------------

CREATE TABLE side (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO side VALUES ('contractor'), ('dsiun'), ('agency'), ('third_party');

CREATE TABLE cause (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO cause VALUES ('contractor'), ('dsiun'), ('agency'), ('third_party'), ('force_majeure');

CREATE TABLE meeting_state (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO meeting_state VALUES ('planned'), ('convened'), ('moved'), ('held'), ('cancelled');

CREATE TABLE frequency (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO frequency VALUES ('none'), ('weekly'), ('every_n_weeks'), ('monthly'), ('twice_monthly'), ('yearly');

-- Contract ---------------------------------------------------------------------

-- One row: the contract itself.
CREATE TABLE contract (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  template TEXT NOT NULL,
  signed_on TEXT NOT NULL CHECK (signed_on IS date(signed_on) AND signed_on BETWEEN '1983' AND '2200'),
  initialisation_on TEXT NOT NULL CHECK (initialisation_on IS date(initialisation_on) AND initialisation_on BETWEEN '1983' AND '2200'),
  initialisation_months INTEGER NOT NULL CHECK (initialisation_months BETWEEN 1 AND 12),
  end_on TEXT NOT NULL CHECK (end_on IS date(end_on) AND end_on BETWEEN '1983' AND '2200'),
  tracked_since TEXT CHECK (tracked_since IS date(tracked_since) AND tracked_since BETWEEN '1983' AND '2200'),
  organizer_name TEXT NOT NULL,
  organizer_email TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)),
  CHECK (signed_on <= initialisation_on),
  CHECK (initialisation_on < end_on)
) STRICT;

-- The readings of ambiguous clauses and other choices that change a date, a
-- note or an export; a change names the act that allows it.
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  default_value TEXT NOT NULL,
  choices TEXT, -- comma separated; NULL unless a choice
  kind TEXT NOT NULL CHECK (kind IN ('choice', 'number', 'text', 'date', 'elsewhere')),
  label TEXT NOT NULL,
  clause TEXT NOT NULL,
  reading TEXT NOT NULL,
  act TEXT
) STRICT;

-- The six agencies and the shared information system: the seven perimeters.
CREATE TABLE agency (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('agency', 'shared_is')),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE site (
  code TEXT NOT NULL PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES agency (code),
  name TEXT NOT NULL,
  alias TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('head_office', 'head_office_branch', 'branch', 'mission')),
  department TEXT NOT NULL,
  address TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  city TEXT NOT NULL,
  users INTEGER NOT NULL CHECK (users >= 0),
  visited INTEGER NOT NULL CHECK (visited IN (0, 1)),
  holiday_zone TEXT NOT NULL CHECK (holiday_zone IN ('national', 'alsace_moselle'))
) STRICT;

CREATE TABLE closure (
  id TEXT NOT NULL PRIMARY KEY,
  agency TEXT REFERENCES agency (code), -- NULL: everywhere
  label TEXT NOT NULL,
  first_on TEXT NOT NULL CHECK (first_on IS date(first_on) AND first_on BETWEEN '1983' AND '2200'),
  last_on TEXT NOT NULL CHECK (last_on IS date(last_on) AND last_on BETWEEN '1983' AND '2200'),
  removes_working_days INTEGER NOT NULL CHECK (removes_working_days IN (0, 1)),
  CHECK (first_on <= last_on)
) STRICT;

CREATE TABLE role (
  code TEXT NOT NULL PRIMARY KEY,
  side TEXT NOT NULL REFERENCES side (code),
  label TEXT NOT NULL,
  per_perimeter INTEGER NOT NULL CHECK (per_perimeter IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  side TEXT NOT NULL REFERENCES side (code),
  employer TEXT NOT NULL,
  email TEXT
) STRICT;

CREATE TABLE role_holding (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL REFERENCES role (code),
  perimeter TEXT REFERENCES agency (code), -- NULL: the whole contract
  first_on TEXT NOT NULL CHECK (first_on IS date(first_on) AND first_on BETWEEN '1983' AND '2200'),
  last_on TEXT CHECK (last_on IS date(last_on) AND last_on BETWEEN '1983' AND '2200'),
  CHECK (last_on IS NULL OR first_on <= last_on)
) STRICT;

-- Files kept by their SHA-256 in the folder beside the contract.
CREATE TABLE attachment (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  size INTEGER NOT NULL
) STRICT;

-- Facts: what happened. subject_kind and subject_id name any domain's object.
CREATE TABLE fact (
  id TEXT NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL, -- when it really happened
  by_name TEXT NOT NULL,
  by_side TEXT REFERENCES side (code),
  note TEXT,
  internal INTEGER NOT NULL CHECK (internal IN (0, 1)), -- the note stays on our side
  proof TEXT REFERENCES attachment (sha256)
) STRICT;

CREATE INDEX fact_by_subject ON fact (subject_kind, subject_id, kind, at);

-- A fact rectified: what it said before and since, why, with which proof.
CREATE TABLE fact_correction (
  id TEXT NOT NULL PRIMARY KEY,
  fact TEXT NOT NULL REFERENCES fact (id),
  old_at INTEGER NOT NULL,
  new_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  old_proof TEXT REFERENCES attachment (sha256),
  new_proof TEXT REFERENCES attachment (sha256),
  corrected_at INTEGER NOT NULL,
  author TEXT NOT NULL
) STRICT;

CREATE INDEX fact_correction_by_fact ON fact_correction (fact);

-- Deadlines: the register of everything owed ----------------------------------

-- How a due date is counted, per document of a body kind; a change takes effect
-- from a date and names the act that allows it.
CREATE TABLE deadline_rule (
  id TEXT NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_type TEXT NOT NULL, -- the body kind
  kind TEXT NOT NULL, -- agenda, supports, billing, grid, minutes, remarks, validation
  reading TEXT NOT NULL CHECK (reading IN ('contract', 'indicator')),
  effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  trigger TEXT NOT NULL CHECK (trigger IN ('meeting', 'minutes_received')),
  direction TEXT NOT NULL CHECK (direction IN ('before', 'after')),
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 3660),
  unit TEXT NOT NULL CHECK (unit IN ('calendar_day', 'working_day', 'hour')),
  clear_days INTEGER NOT NULL CHECK (clear_days IN (0, 1)),
  silence TEXT NOT NULL CHECK (silence IN ('nothing', 'tacit_validation')),
  owner_side TEXT NOT NULL REFERENCES side (code),
  owner_role TEXT NOT NULL REFERENCES role (code),
  clause TEXT NOT NULL,
  label TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  act TEXT
) STRICT;

CREATE TABLE deadline (
  id TEXT NOT NULL PRIMARY KEY,
  rule TEXT NOT NULL REFERENCES deadline_rule (id),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  perimeter TEXT REFERENCES agency (code),
  trigger_on TEXT NOT NULL CHECK (trigger_on IS date(trigger_on) AND trigger_on BETWEEN '1983' AND '2200'),
  trigger_minutes INTEGER CHECK (trigger_minutes BETWEEN 0 AND 1439),
  forecast INTEGER NOT NULL CHECK (forecast IN (0, 1)), -- the trigger has not happened yet
  due_on TEXT NOT NULL CHECK (due_on IS date(due_on) AND due_on BETWEEN '1983' AND '2200'),
  due_minutes INTEGER CHECK (due_minutes BETWEEN 0 AND 1439), -- NULL: to midnight
  fact TEXT REFERENCES fact (id), -- what closed it
  waived_reason TEXT,
  cause TEXT REFERENCES cause (code), -- who caused the lateness
  cause_note TEXT,
  cause_internal INTEGER NOT NULL CHECK (cause_internal IN (0, 1))
) STRICT;

CREATE INDEX deadline_by_due ON deadline (due_on);
CREATE INDEX deadline_by_subject ON deadline (subject_kind, subject_id);

-- Committees -------------------------------------------------------------------

CREATE TABLE body (
  code TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL, -- COSTRAT, COPIL, COSUI, CAB, CPROB, COTECH, COSEC…
  name TEXT NOT NULL,
  perimeter TEXT REFERENCES agency (code), -- NULL: the whole contract
  external INTEGER NOT NULL CHECK (external IN (0, 1)), -- in the calendar, owes nothing
  convener_side TEXT NOT NULL REFERENCES side (code),
  convener_role TEXT REFERENCES role (code),
  escalates_to TEXT REFERENCES body (code),
  clause TEXT NOT NULL,
  active_from TEXT CHECK (active_from IS date(active_from) AND active_from BETWEEN '1983' AND '2200'), -- NULL: not active yet
  active_to TEXT CHECK (active_to IS date(active_to) AND active_to BETWEEN '1983' AND '2200'),
  position INTEGER NOT NULL
) STRICT;

-- When and how long a body meets, with effect from a date.
CREATE TABLE body_schedule (
  id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL REFERENCES body (code),
  effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  frequency TEXT NOT NULL REFERENCES frequency (code),
  weekday INTEGER CHECK (weekday BETWEEN 1 AND 5), -- ISO, 1 is Monday
  nth INTEGER CHECK (nth BETWEEN -1 AND 4 AND nth <> 0), -- -1: the last of the month
  nth2 INTEGER CHECK (nth2 BETWEEN -1 AND 4 AND nth2 <> 0),
  interval_weeks INTEGER CHECK (interval_weeks BETWEEN 2 AND 26),
  month INTEGER CHECK (month BETWEEN 1 AND 12),
  start_minutes INTEGER NOT NULL CHECK (start_minutes BETWEEN 0 AND 1439),
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 600),
  link TEXT,
  act TEXT
) STRICT;

CREATE INDEX body_schedule_by_body ON body_schedule (body, effective_on);

CREATE TABLE body_member (
  id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL REFERENCES body (code),
  role TEXT NOT NULL REFERENCES role (code),
  perimeter TEXT REFERENCES agency (code), -- NULL: the role itself, or every perimeter of a per-perimeter role
  permanent INTEGER NOT NULL CHECK (permanent IN (0, 1)), -- 0: by agenda
  first_on TEXT CHECK (first_on IS date(first_on) AND first_on BETWEEN '1983' AND '2200'),
  last_on TEXT CHECK (last_on IS date(last_on) AND last_on BETWEEN '1983' AND '2200'),
  CHECK (first_on IS NULL OR last_on IS NULL OR first_on <= last_on)
) STRICT;

CREATE INDEX body_member_by_body ON body_member (body);

-- A body held within another from a date (CABs under study, 6.4).
CREATE TABLE body_merge (
  id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL REFERENCES body (code),
  into_body TEXT NOT NULL REFERENCES body (code),
  first_on TEXT NOT NULL CHECK (first_on IS date(first_on) AND first_on BETWEEN '1983' AND '2200'),
  last_on TEXT CHECK (last_on IS date(last_on) AND last_on BETWEEN '1983' AND '2200'),
  CHECK (last_on IS NULL OR first_on <= last_on),
  CHECK (body <> into_body)
) STRICT;

CREATE TABLE meeting (
  id TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL REFERENCES body (code),
  slot TEXT NOT NULL, -- the occurrence of the rule it fills: 2027-W05, 2027-03, 2027-03-1, 2027; or the id itself for an extra one
  nominal_on TEXT NOT NULL CHECK (nominal_on IS date(nominal_on) AND nominal_on BETWEEN '1983' AND '2200'), -- where the rule put it
  nominal_minutes INTEGER NOT NULL CHECK (nominal_minutes BETWEEN 0 AND 1439),
  planned_on TEXT NOT NULL CHECK (planned_on IS date(planned_on) AND planned_on BETWEEN '1983' AND '2200'),
  start_minutes INTEGER NOT NULL CHECK (start_minutes BETWEEN 0 AND 1439),
  duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 600),
  state TEXT NOT NULL REFERENCES meeting_state (code),
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  shift_reason TEXT, -- why the planner left the nominal slot
  reason TEXT, -- why it was moved or cancelled by hand
  cause TEXT REFERENCES cause (code),
  reason_internal INTEGER NOT NULL CHECK (reason_internal IN (0, 1)),
  accepted_on TEXT CHECK (accepted_on IS date(accepted_on) AND accepted_on BETWEEN '1983' AND '2200'), -- where the accepted yearly calendar put it
  accepted_minutes INTEGER CHECK (accepted_minutes BETWEEN 0 AND 1439),
  link TEXT,
  note TEXT,
  note_internal INTEGER NOT NULL CHECK (note_internal IN (0, 1))
) STRICT;

CREATE INDEX meeting_by_date ON meeting (planned_on);
CREATE INDEX meeting_by_body ON meeting (body, slot);

-- The perimeters a meeting covers; none: the whole contract.
CREATE TABLE meeting_perimeter (
  meeting TEXT NOT NULL REFERENCES meeting (id),
  perimeter TEXT NOT NULL REFERENCES agency (code),
  PRIMARY KEY (meeting, perimeter)
) STRICT, WITHOUT ROWID;

INSERT INTO journal_table VALUES
  ('journal_table', 0), ('journal', 0), ('journal_row', 0), ('publication', 0),
  ('side', 0), ('cause', 0), ('meeting_state', 0), ('frequency', 0),
  ('contract', 1), ('setting', 1), ('agency', 1), ('site', 1), ('closure', 1), ('role', 1), ('person', 1),
  ('role_holding', 1), ('attachment', 1), ('fact', 1), ('fact_correction', 1),
  ('deadline_rule', 1), ('deadline', 1),
  ('body', 1), ('body_schedule', 1), ('body_member', 1), ('body_merge', 1),
  ('meeting', 1), ('meeting_perimeter', 1);
