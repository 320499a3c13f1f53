-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 9: orders: the catalogue of work units and its prices, requests and their
-- versions, what was quoted, ordered, delivered and verified.

-- Deadline rules of any domain --------------------------------------------------------

-- Each domain has triggers of its own, so which there are is no longer the table's to
-- say. Rows that refer to it wait for the end of the transaction.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE deadline_rule_before AS SELECT * FROM deadline_rule;
DROP TABLE deadline_rule;

CREATE TABLE deadline_rule (
  id TEXT NOT NULL PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  subject_type TEXT NOT NULL, -- the body kind; "order"
  kind TEXT NOT NULL, -- agenda, supports, billing, grid, minutes, remarks, validation; quote_11, execution…
  reading TEXT NOT NULL CHECK (reading IN ('contract', 'indicator')),
  effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  trigger TEXT NOT NULL,
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
  act TEXT,
  business_day INTEGER NOT NULL CHECK (business_day IN (0, 1)), -- days end at 18h, for the trigger and the term
  roll INTEGER NOT NULL CHECK (roll IN (0, 1)) -- a term that is not worked moves on to the next working day
) STRICT;

INSERT INTO deadline_rule SELECT *, 0, 0 FROM deadline_rule_before;
DROP TABLE deadline_rule_before;

-- A delay agreed for one deadline in place of its rule's, and what that one is called.
ALTER TABLE deadline ADD COLUMN own_count INTEGER CHECK (own_count BETWEEN 0 AND 3660);
ALTER TABLE deadline ADD COLUMN own_unit TEXT CHECK (own_unit IN ('calendar_day', 'working_day', 'hour'));
ALTER TABLE deadline ADD COLUMN own_label TEXT;

-- Settings that are an amount ----------------------------------------------------------

CREATE TABLE setting_before AS SELECT * FROM setting;
DROP TABLE setting;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  default_value TEXT NOT NULL,
  choices TEXT, -- comma separated; NULL unless a choice
  kind TEXT NOT NULL CHECK (kind IN ('choice', 'number', 'amount', 'text', 'date', 'elsewhere')),
  label TEXT NOT NULL,
  clause TEXT NOT NULL,
  reading TEXT NOT NULL,
  act TEXT
) STRICT;

INSERT INTO setting SELECT * FROM setting_before;
DROP TABLE setting_before;

-- Enumerations ------------------------------------------------------------------------

CREATE TABLE uo_family (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO uo_family VALUES ('PIL'), ('INIT'), ('TMS-REC'), ('TME-REC'), ('PONC'), ('REV');

-- phase: ordered with a phase of the contract; coefficient: multiplies the price of others
CREATE TABLE uo_nature (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO uo_nature VALUES ('recurring'), ('phase'), ('one_off'), ('on_order'), ('coefficient');

-- When a unit may be worked; off hours as 7.11.5.2 has them.
CREATE TABLE uo_window (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO uo_window VALUES ('half_day'), ('day'), ('evening'), ('night'), ('weekend'), ('on_call_night'),
  ('on_call_weekend'), ('on_call_week');

CREATE TABLE order_stage (code TEXT NOT NULL PRIMARY KEY) STRICT;
INSERT INTO order_stage VALUES ('needed'), ('quoted'), ('ordered');

-- Catalogue ---------------------------------------------------------------------------

CREATE TABLE uo (
  code TEXT NOT NULL PRIMARY KEY, -- "UO 12a", "C1"
  number INTEGER CHECK (number >= 1), -- 12; NULL for a coefficient
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  family TEXT NOT NULL REFERENCES uo_family (code),
  nature TEXT NOT NULL REFERENCES uo_nature (code),
  unit TEXT NOT NULL,
  series TEXT REFERENCES uo (code), -- the first of those that differ by tier or window alone
  tier TEXT CHECK (tier IN ('simple', 'medium', 'complex')),
  tier_from INTEGER CHECK (tier_from >= 1), -- days
  tier_to INTEGER CHECK (tier_to >= tier_from), -- NULL: without end
  quote_rule TEXT, -- the kind of the deadline rule of its quote; NULL: no deadline
  quote_content TEXT CHECK (quote_content IN ('quote_and_commitment', 'commitment')),
  prior_exchange INTEGER NOT NULL CHECK (prior_exchange IN (0, 1)),
  notice_rule TEXT, -- the kind of the rule of its notice
  time_window TEXT REFERENCES uo_window (code),
  hours TEXT, -- when, in words
  place TEXT, -- where, in words
  quantity TEXT, -- the current quantity, in words
  deliverables TEXT, -- those named, in words
  requires TEXT CHECK (requires IN ('specification', 'capacity_note')),
  surge INTEGER NOT NULL CHECK (surge IN (0, 1)), -- the coefficient applies to it in a crisis
  scored INTEGER NOT NULL CHECK (scored IN (0, 1)), -- 8.5*
  stream TEXT CHECK (stream IN ('tms', 'tme')), -- of a ponctuel unit; NULL: chosen for each order
  clause TEXT NOT NULL,
  CHECK ((tier IS NULL) = (tier_from IS NULL)),
  CHECK ((quote_rule IS NULL) = (quote_content IS NULL))
) STRICT;

CREATE TABLE price_list (
  id TEXT NOT NULL PRIMARY KEY,
  label TEXT NOT NULL,
  effective_on TEXT NOT NULL CHECK (effective_on IS date (effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  last_on TEXT CHECK (last_on IS date (last_on) AND last_on BETWEEN '1983' AND '2200'),
  CHECK (last_on IS NULL OR effective_on <= last_on)
) STRICT;

-- Excluding tax; a coefficient is in hundredths too: 150 is 1.50.
CREATE TABLE price (
  list TEXT NOT NULL REFERENCES price_list (id),
  uo TEXT NOT NULL REFERENCES uo (code),
  cents INTEGER NOT NULL CHECK (cents BETWEEN 0 AND 1000000000),
  PRIMARY KEY (list, uo)
) STRICT, WITHOUT ROWID;

-- A unit that comes back by itself, whatever is ordered beside it.
CREATE TABLE recurring_unit (
  uo TEXT NOT NULL PRIMARY KEY REFERENCES uo (code),
  period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 12), -- in months, counted from the RUN's first
  instalments INTEGER NOT NULL CHECK (instalments BETWEEN 1 AND 12) -- in how many its price is paid (UO 1: 12)
) STRICT;

-- How many of a recurring unit are ordered each time, with effect from a day.
CREATE TABLE recurring_quantity (
  id TEXT NOT NULL PRIMARY KEY,
  uo TEXT NOT NULL REFERENCES uo (code),
  effective_on TEXT NOT NULL CHECK (effective_on IS date (effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 10000000), -- hundredths
  act TEXT
) STRICT;

CREATE INDEX recurring_quantity_by_uo ON recurring_quantity (uo, effective_on);

-- How an order is scored (8.5*), with effect from a day.
CREATE TABLE order_indicator (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL CHECK (code IN ('quote', 'execution', 'conformity')),
  effective_on TEXT NOT NULL CHECK (effective_on IS date (effective_on) AND effective_on BETWEEN '1983' AND '2200'),
  label TEXT NOT NULL,
  weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 100),
  points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 20), -- lost for each started day late, for each deferral
  clause TEXT NOT NULL,
  act TEXT
) STRICT;

-- Orders ------------------------------------------------------------------------------

CREATE TABLE service_order (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL CHECK (number >= 1), -- as people cite it: CMD-12
  title TEXT NOT NULL,
  perimeter TEXT REFERENCES agency (code), -- NULL: the whole contract
  crisis INTEGER NOT NULL CHECK (crisis IN (0, 1)),
  stream TEXT CHECK (stream IN ('tms', 'tme')), -- where the catalogue leaves it open
  month TEXT CHECK (month IS strftime ('%Y-%m', month || '-01')), -- of a recurring order, the month it is for
  need_number TEXT,
  finance_number TEXT,
  invoice_number TEXT
) STRICT;

CREATE INDEX service_order_by_number ON service_order (number);

-- What was asked; one changed once it was sent is a new version.
CREATE TABLE order_request (
  id TEXT NOT NULL PRIMARY KEY,
  service_order TEXT NOT NULL REFERENCES service_order (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  estimate INTEGER CHECK (estimate BETWEEN 1 AND 1000000), -- hundredths of days of work
  start_on TEXT CHECK (start_on IS date (start_on) AND start_on BETWEEN '1983' AND '2200'),
  start_minutes INTEGER CHECK (start_minutes BETWEEN 0 AND 1439),
  specification TEXT, -- the cahier des charges it starts from (UO 13)
  capacity_note TEXT, -- why the proximité cannot absorb it (UO 19)
  exchange_on TEXT CHECK (exchange_on IS date (exchange_on) AND exchange_on BETWEEN '1983' AND '2200'), -- agreed with the contractor
  CHECK (start_on IS NOT NULL OR start_minutes IS NULL)
) STRICT;

CREATE INDEX order_request_by_order ON order_request (service_order, number);

CREATE TABLE order_line (
  id TEXT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL REFERENCES order_request (id),
  stage TEXT NOT NULL REFERENCES order_stage (code),
  position INTEGER NOT NULL,
  uo TEXT NOT NULL REFERENCES uo (code),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000000) -- hundredths
) STRICT;

CREATE INDEX order_line_by_request ON order_line (request, stage, position);

CREATE TABLE deliverable (
  id TEXT NOT NULL PRIMARY KEY,
  service_order TEXT NOT NULL REFERENCES service_order (id),
  number INTEGER NOT NULL CHECK (number >= 1), -- within its order, never given again
  title TEXT NOT NULL,
  due_on TEXT CHECK (due_on IS date (due_on) AND due_on BETWEEN '1983' AND '2200') -- NULL: with the order
) STRICT;

CREATE INDEX deliverable_by_order ON deliverable (service_order, number);

-- What a fact of an order is about, and what it says beside its moment.
CREATE TABLE order_fact (
  fact TEXT NOT NULL PRIMARY KEY REFERENCES fact (id),
  request TEXT REFERENCES order_request (id),
  deliverable TEXT REFERENCES deliverable (id), -- NULL: all of them
  due_on TEXT CHECK (due_on IS date (due_on) AND due_on BETWEEN '1983' AND '2200'), -- committed to, ordered, postponed to
  due_count INTEGER CHECK (due_count BETWEEN 0 AND 3660), -- or so many from the notification
  due_unit TEXT CHECK (due_unit IN ('calendar_day', 'working_day')),
  amount_cents INTEGER CHECK (amount_cents >= 0), -- a réfaction
  CHECK (due_on IS NULL OR due_count IS NULL),
  CHECK ((due_count IS NULL) = (due_unit IS NULL))
) STRICT;

CREATE INDEX order_fact_by_request ON order_fact (request);
CREATE INDEX order_fact_by_deliverable ON order_fact (deliverable);

-- Which units an answer covers; none: all.
CREATE TABLE order_answer (
  fact TEXT NOT NULL REFERENCES fact (id),
  uo TEXT NOT NULL REFERENCES uo (code),
  PRIMARY KEY (fact, uo)
) STRICT, WITHOUT ROWID;

-- A crisis: who was mobilised and when, as one side counted it (7.11.5.2).
CREATE TABLE mobilisation (
  id TEXT NOT NULL PRIMARY KEY,
  service_order TEXT NOT NULL REFERENCES service_order (id),
  side TEXT NOT NULL REFERENCES side (code),
  who TEXT NOT NULL,
  uo TEXT NOT NULL REFERENCES uo (code), -- the first of its series
  started_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL CHECK (ended_at > started_at)
) STRICT;

CREATE INDEX mobilisation_by_order ON mobilisation (service_order, started_at);

-- Billing -----------------------------------------------------------------------------

-- Which order, or which line of it, an element of billing is about, and the decision that
-- settles what is contested of it (6.2).
ALTER TABLE settlement ADD COLUMN service_order TEXT REFERENCES service_order (id);
ALTER TABLE settlement ADD COLUMN uo TEXT REFERENCES uo (code);
ALTER TABLE settlement ADD COLUMN decision TEXT REFERENCES matter (id);

CREATE INDEX settlement_by_order ON settlement (service_order) WHERE service_order IS NOT NULL;

-- Search ------------------------------------------------------------------------------

CREATE VIEW searchable_order AS
  SELECT 'order' AS kind, o.id AS id, o.title AS title,
    'CMD-' || o.number || ' ' || coalesce (o.perimeter, '') || ' ' || coalesce (o.need_number, '') || ' '
      || coalesce (o.finance_number, '') || ' ' || coalesce (o.invoice_number, '') || ' '
      || coalesce ((SELECT group_concat (code, ' ') FROM (SELECT DISTINCT l.uo AS code FROM order_request AS r
        JOIN order_line AS l ON l.request = r.id WHERE r.service_order = o.id ORDER BY l.uo)), '') AS detail,
    NULL AS day
  FROM service_order AS o;

CREATE TRIGGER search_order_insert AFTER INSERT ON service_order BEGIN
  INSERT INTO search_object (kind, id, title, detail, day) SELECT * FROM searchable_order WHERE id = new.id;
END;

CREATE TRIGGER search_order_update AFTER UPDATE ON service_order BEGIN
  UPDATE search_object SET (title, detail) = (SELECT title, detail FROM searchable_order WHERE id = new.id)
    WHERE kind = 'order' AND id = new.id;
END;

CREATE TRIGGER search_order_delete AFTER DELETE ON service_order BEGIN
  DELETE FROM search_object WHERE kind = 'order' AND id = old.id;
END;

-- An undo goes table by table: whichever comes last of a request and its lines tells it.
CREATE TRIGGER search_order_request_insert AFTER INSERT ON order_request BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order WHERE id = new.service_order)
    WHERE kind = 'order' AND id = new.service_order;
END;

CREATE TRIGGER search_order_request_delete AFTER DELETE ON order_request BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order WHERE id = old.service_order)
    WHERE kind = 'order' AND id = old.service_order;
END;

CREATE TRIGGER search_order_line_insert AFTER INSERT ON order_line BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order AS o WHERE o.id = search_object.id)
    WHERE kind = 'order' AND id = (SELECT service_order FROM order_request WHERE id = new.request);
END;

CREATE TRIGGER search_order_line_update AFTER UPDATE ON order_line BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order AS o WHERE o.id = search_object.id)
    WHERE kind = 'order' AND id = (SELECT service_order FROM order_request WHERE id = new.request);
END;

CREATE TRIGGER search_order_line_delete AFTER DELETE ON order_line BEGIN
  UPDATE search_object SET detail = (SELECT detail FROM searchable_order AS o WHERE o.id = search_object.id)
    WHERE kind = 'order' AND id = (SELECT service_order FROM order_request WHERE id = old.request);
END;

DROP VIEW searchable;
CREATE VIEW searchable AS
  SELECT * FROM searchable_body UNION ALL SELECT * FROM searchable_meeting UNION ALL SELECT * FROM searchable_person
  UNION ALL SELECT * FROM searchable_site UNION ALL SELECT * FROM searchable_deadline
  UNION ALL SELECT * FROM searchable_matter UNION ALL SELECT * FROM searchable_emergency_change
  UNION ALL SELECT * FROM searchable_order;

INSERT INTO journal_table VALUES
  ('uo_family', 0), ('uo_nature', 0), ('uo_window', 0), ('order_stage', 0),
  ('uo', 1), ('price_list', 1), ('price', 1), ('recurring_unit', 1), ('recurring_quantity', 1), ('order_indicator', 1),
  ('service_order', 1), ('order_request', 1), ('order_line', 1), ('deliverable', 1), ('order_fact', 1),
  ('order_answer', 1), ('mobilisation', 1);
