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
  -- Confidence: the age of the newest count, what moved since (absolute), and the known shrinkage: the share of
  -- what moves, or stands a year, that is lost. Null: nobody knows yet, modules/stock/confidence.ts has a usual one.
  counted_at timestamptz,
  last_count_id uuid,
  moved_since_count_milli bigint NOT NULL DEFAULT 0 CHECK (moved_since_count_milli >= 0),
  shrinkage_bp int CHECK (shrinkage_bp BETWEEN 0 AND 10000),
  -- How sure a promise to somebody who is not there must be; 0 asks nothing.
  confidence_min_bp int NOT NULL DEFAULT 0 CHECK (confidence_min_bp BETWEEN 0 AND 9999),
  -- False for most: whoever locks the balance then need not look for lots.
  has_lots boolean NOT NULL DEFAULT false,
  -- What one piece is, to count losses by: 1000, or 100 g of what is weighed.
  piece_milli bigint NOT NULL DEFAULT 1000 CHECK (piece_milli > 0),
  -- Where it stands in the shop, as the label there says: A-03-2. Pick lists go along it.
  shelf text,
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
  -- recall and expired keep what must not be sold: a lot's pieces, from everybody.
  reason text NOT NULL CHECK (reason IN ('cart', 'payment', 'order', 'layaway', 'pickup', 'pos', 'locker', 'transfer',
    'display', 'staff', 'recall', 'expired')),
  -- What it is kept for: a cart, an order, a transfer, a blocked lot.
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
CREATE INDEX hold_place ON stock.hold (place_id, id) WHERE state = 'active';

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
  -- Recalled or past its date: what is left is held, so that nobody is promised it.
  state text NOT NULL DEFAULT 'good' CHECK (state IN ('good', 'recalled', 'expired')),
  blocked_at timestamptz,
  -- Why, a code or the maker's notice number.
  blocked_because text,
  attributes jsonb NOT NULL DEFAULT '{}',
  UNIQUE (place_id, item_id, code),
  CHECK ((state = 'good') = (blocked_at IS NULL))
);
-- First expired, first out; an empty good lot is history.
CREATE INDEX lot_open ON stock.lot (place_id, item_id) WHERE on_hand_milli <> 0 OR state <> 'good';
CREATE INDEX lot_code ON stock.lot (item_id, code);
CREATE INDEX lot_best_before ON stock.lot (best_before, place_id)
  WHERE best_before IS NOT NULL AND state = 'good' AND on_hand_milli > 0;

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
  session_id uuid,
  -- What was at risk since the count before (moved, and stood for its time); 0 for a first count. With expected less
  -- counted it tells the shrinkage.
  exposure_milli bigint NOT NULL DEFAULT 0 CHECK (exposure_milli >= 0),
  actor text NOT NULL
);
CREATE INDEX count_item ON stock.count (place_id, item_id, counted_at DESC);
REVOKE UPDATE, DELETE, TRUNCATE ON stock.count FROM engawa_app;

-- 棚卸: people walk along the shelves for an hour; each line has the moment it was counted, and what sold since is
-- added when the session is posted.
CREATE TABLE stock.count_session (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'posted', 'cancelled')),
  -- Whoever counts is not told what the books say.
  is_blind boolean NOT NULL,
  -- A shelf, a room: what people call it.
  area text,
  -- Counting has ended, what differs is looked at: the books are shown beside it from then on.
  reviewed_at timestamptz,
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX count_session_place ON stock.count_session (place_id, opened_at DESC);

CREATE TABLE stock.count_line (
  session_id uuid NOT NULL REFERENCES stock.count_session (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  -- Null: to be counted, and nobody has been there yet.
  counted_milli bigint CHECK (counted_milli >= 0),
  counted_at timestamptz,
  counted_by text,
  times smallint NOT NULL DEFAULT 0 CHECK (times >= 0),
  -- False: several people counted it and nobody has said whether those are the same pieces.
  is_decided boolean NOT NULL DEFAULT true,
  -- Since when it is as somebody wrote it: what a walk tells after that asks, and changes nothing.
  corrected_at timestamptz,
  -- Why it differs, a code: `stolen`.
  reason text,
  PRIMARY KEY (session_id, item_id),
  CHECK ((counted_milli IS NULL) = (counted_at IS NULL))
);

-- What one person's walk along the shelves has counted of an item so far: a sum that only grows newer. Told again, or late,
-- or in another order, it is the same.
CREATE TABLE stock.count_tally (
  session_id uuid NOT NULL REFERENCES stock.count_session (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  -- Made by the device when the walk began.
  walk_id uuid NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  counted_milli bigint NOT NULL CHECK (counted_milli >= 0),
  counted_at timestamptz NOT NULL,
  -- When the house heard of it: hours later, where there was no line.
  told_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (session_id, item_id, walk_id)
);

-- The identity of an imported row and the hash of its content, so that a second run changes nothing.
CREATE TABLE stock.imported_row (
  source text NOT NULL,
  row_number bigint NOT NULL,
  content_hash bytea NOT NULL,
  count_id uuid NOT NULL,
  PRIMARY KEY (source, row_number)
);

-- From place to place: asked for (the pieces are held there), sent (incoming here), received with its differences.
-- Without a place it comes from: a maker's delivery that is expected.
CREATE TABLE stock.transfer (
  id uuid PRIMARY KEY,
  from_place_id uuid REFERENCES places.place (id),
  to_place_id uuid NOT NULL REFERENCES places.place (id),
  state text NOT NULL CHECK (state IN ('requested', 'sent', 'received', 'cancelled')),
  -- What it is for: an order that is collected there. What arrives is then held for it.
  subject_id uuid,
  due_on date,
  -- Of a maker's delivery: the number on its slip, and the company it comes from.
  slip text,
  supplier text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  received_at timestamptz,
  actor text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK (from_place_id <> to_place_id),
  CHECK (from_place_id IS NOT NULL OR state <> 'requested')
);
CREATE INDEX transfer_to ON stock.transfer (to_place_id, state, id);
CREATE INDEX transfer_from ON stock.transfer (from_place_id, state, id);

CREATE TABLE stock.transfer_line (
  transfer_id uuid NOT NULL REFERENCES stock.transfer (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  requested_milli bigint NOT NULL CHECK (requested_milli > 0),
  -- What was really packed, and what was really unpacked.
  sent_milli bigint CHECK (sent_milli >= 0),
  received_milli bigint CHECK (received_milli >= 0),
  -- The lots that were packed: [{code, bestBefore, dateKind, quantityMilli}].
  lots jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (transfer_id, item_id)
);

-- 入荷 as people unpacked it: what was expected beside what came, and what of it was broken. The id is made by the device,
-- so that one that was kept without a line is booked once.
CREATE TABLE stock.receipt (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  -- Null: nobody had announced it.
  transfer_id uuid REFERENCES stock.transfer (id),
  slip text,
  supplier text,
  received_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL
);
CREATE INDEX receipt_place ON stock.receipt (place_id, id);
CREATE UNIQUE INDEX receipt_transfer ON stock.receipt (transfer_id) WHERE transfer_id IS NOT NULL;

CREATE TABLE stock.receipt_line (
  receipt_id uuid NOT NULL REFERENCES stock.receipt (id),
  line smallint NOT NULL CHECK (line > 0),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  -- Null: not on the slip. Of an item in several lots it stands on its first line.
  expected_milli bigint CHECK (expected_milli >= 0),
  came_milli bigint NOT NULL CHECK (came_milli >= 0),
  damaged_milli bigint NOT NULL CHECK (damaged_milli >= 0),
  lot_code text,
  best_before date,
  PRIMARY KEY (receipt_id, line),
  CHECK (damaged_milli <= came_milli)
);
REVOKE UPDATE, DELETE, TRUNCATE ON stock.receipt, stock.receipt_line FROM engawa_app;

-- Pieces added or taken with a reason. Beyond what a clerk may do alone it waits for somebody who may; then nothing has moved.
CREATE TABLE stock.adjustment (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  quantity_milli bigint NOT NULL CHECK (quantity_milli <> 0),
  reason text NOT NULL,
  -- What the pieces are worth at the price of the day, tax included; null: no price.
  value_minor bigint CHECK (value_minor >= 0),
  state text NOT NULL CHECK (state IN ('waiting', 'posted', 'refused')),
  occurred_at timestamptz NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  decided_at timestamptz,
  decided_by text,
  CHECK ((state = 'waiting') = (decided_at IS NULL))
);
CREATE INDEX adjustment_waiting ON stock.adjustment (place_id, id) WHERE state = 'waiting';
CREATE INDEX adjustment_place ON stock.adjustment (place_id, id);

-- How much a clerk of a place may add or take alone, at once; a place without a row has the usual limit.
CREATE TABLE stock.adjustment_limit (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  pieces_max_milli bigint NOT NULL CHECK (pieces_max_milli >= 0),
  value_max_minor bigint NOT NULL CHECK (value_max_minor >= 0),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
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
