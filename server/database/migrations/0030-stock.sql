-- Stock: one row per place and item, one kind of hold for every reason to keep a piece for somebody, movements
-- that are never changed, and conflicts where a fact did not fit. Quantities are whole thousandths.
CREATE SCHEMA stock;
GRANT USAGE ON SCHEMA stock TO engawa_app;

-- Changed in place all day long: room on the page keeps updates off the indexes.
CREATE TABLE stock.balance (
  place_id uuid NOT NULL REFERENCES places.place (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  -- May be below zero: facts always post.
  on_hand_milli bigint NOT NULL DEFAULT 0,
  held_milli bigint NOT NULL DEFAULT 0 CHECK (held_milli >= 0),
  -- Kept back from promises.
  safety_milli bigint NOT NULL DEFAULT 0 CHECK (safety_milli >= 0),
  -- Sent here and not yet received.
  incoming_milli bigint NOT NULL DEFAULT 0 CHECK (incoming_milli >= 0),
  -- Confidence: the age of the newest count, what moved since (absolute), known shrinkage per year.
  counted_at timestamptz,
  last_count_id uuid,
  moved_since_count_milli bigint NOT NULL DEFAULT 0 CHECK (moved_since_count_milli >= 0),
  shrinkage_bp int NOT NULL DEFAULT 0 CHECK (shrinkage_bp BETWEEN 0 AND 10000),
  updated_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (place_id, item_id)
) WITH (fillfactor = 70);
CREATE INDEX balance_item ON stock.balance (item_id);

-- Holds, movements and counts have no foreign keys to the balance: its row is made and locked in the same
-- transaction, and proveStock finds any difference. Three foreign keys cost a fifth of a checkout's CPU.
CREATE TABLE stock.hold (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  item_id uuid NOT NULL,
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  reason text NOT NULL CHECK (reason IN ('cart', 'payment', 'order', 'layaway', 'pos', 'locker', 'transfer',
    'staff')),
  -- What it is kept for: a cart, an order, a transfer.
  subject_id uuid NOT NULL,
  -- Null: until it is fulfilled or released.
  expires_at timestamptz,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'fulfilled', 'released', 'expired')),
  extended_count smallint NOT NULL DEFAULT 0 CHECK (extended_count >= 0),
  lot_id uuid,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Why it was let go: a code, `order_cancelled`.
  ended_because text,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK ((state = 'active') = (ended_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX hold_subject ON stock.hold (subject_id) WHERE state = 'active';
CREATE INDEX hold_expiry ON stock.hold (expires_at) WHERE state = 'active' AND expires_at IS NOT NULL;

-- What one delivery brought, with its date; kept per place, since pieces of one lot stand in several.
CREATE TABLE stock.lot (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  code text NOT NULL,
  -- 賞味期限 or 消費期限, the last good day.
  best_before date,
  date_kind text NOT NULL DEFAULT 'best_before' CHECK (date_kind IN ('best_before', 'use_by')),
  on_hand_milli bigint NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  UNIQUE (place_id, item_id, code)
);
CREATE INDEX lot_best_before ON stock.lot (place_id, best_before) WHERE best_before IS NOT NULL;

-- Ids are UUIDv7, so a range of ids is a range of time; partitions are months.
CREATE TABLE stock.movement (
  id uuid NOT NULL,
  place_id uuid NOT NULL,
  item_id uuid NOT NULL,
  quantity_milli bigint NOT NULL CHECK (quantity_milli <> 0),
  kind text NOT NULL CHECK (kind IN ('sale', 'return', 'count', 'adjustment', 'transfer_out', 'transfer_in',
    'receipt', 'opening', 'loss')),
  -- The order, the count, the transfer it belongs to.
  subject_id uuid,
  lot_id uuid,
  -- A code for adjustments and losses, `damaged`.
  reason text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE stock.movement IS 'Append-only: the balance is the sum of its movements.';
CREATE INDEX movement_item ON stock.movement (place_id, item_id, occurred_at);
CREATE TABLE stock.movement_default PARTITION OF stock.movement DEFAULT;
REVOKE UPDATE, DELETE, TRUNCATE ON stock.movement, stock.movement_default FROM engawa_app;

-- A count as people made it; what it changed is a movement of kind `count`.
CREATE TABLE stock.count (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  item_id uuid NOT NULL,
  counted_milli bigint NOT NULL CHECK (counted_milli >= 0),
  -- What the books said for that moment.
  expected_milli bigint NOT NULL,
  -- False: a newer count was known already, so this one moved nothing.
  is_newest boolean NOT NULL,
  counted_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  source text,
  actor text NOT NULL
);
CREATE INDEX count_item ON stock.count (place_id, item_id, counted_at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON stock.count FROM engawa_app;

-- The identity of an imported row and the hash of its content, so that a second run changes nothing.
CREATE TABLE stock.imported_row (
  source text NOT NULL,
  row_number bigint NOT NULL,
  content_hash bytea NOT NULL,
  count_id uuid NOT NULL,
  PRIMARY KEY (source, row_number)
);

CREATE TABLE stock.transfer (
  id uuid PRIMARY KEY,
  from_place_id uuid NOT NULL REFERENCES places.place (id),
  to_place_id uuid NOT NULL REFERENCES places.place (id),
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'received', 'cancelled')),
  -- What it is for: an order that is collected there.
  subject_id uuid,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  received_at timestamptz,
  actor text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK (from_place_id <> to_place_id)
);
CREATE INDEX transfer_to ON stock.transfer (to_place_id, state);
CREATE INDEX transfer_from ON stock.transfer (from_place_id, state);

CREATE TABLE stock.transfer_line (
  transfer_id uuid NOT NULL REFERENCES stock.transfer (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  sent_milli bigint NOT NULL CHECK (sent_milli > 0),
  received_milli bigint CHECK (received_milli >= 0),
  PRIMARY KEY (transfer_id, item_id)
);

-- A fact that left less than was promised: people settle it.
CREATE TABLE stock.conflict (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  item_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('below_zero', 'promised_short')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled')),
  -- The lowest that on hand less held has been while it was open.
  short_milli bigint NOT NULL CHECK (short_milli > 0),
  movement_id uuid,
  proposals jsonb NOT NULL DEFAULT '[]',
  opened_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by text,
  settlement text,
  CHECK ((state = 'settled') = (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX conflict_open ON stock.conflict (place_id, item_id) WHERE state = 'open';
CREATE INDEX conflict_opened ON stock.conflict (opened_at DESC, id);
