-- Orders: any place of sale × any way of hand-over. A sale at the till, a web order, a mobile order and an
-- offline sale that arrives a day late are the same row.
CREATE SCHEMA orders;
GRANT USAGE ON SCHEMA orders TO engawa_app;

CREATE SEQUENCE orders.order_number;

-- What a checkout writes has no foreign keys: places, items and records are never deleted, one statement looks at
-- them before, and lines, taxes and contact are written with their order by one function. Each key is a look-up and
-- a lock on a row that every other checkout wants as well (one place, one item); with a guest's record they were
-- twenty for an order, 50 µs of Postgres in the statements alone. The proofs look for orphans instead.
CREATE TABLE orders.order (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  -- Which system it was made in, and its number there.
  source text NOT NULL,
  source_key text,
  kind text NOT NULL CHECK (kind IN ('sale', 'return')),
  -- The order that a return gives back, when it is known.
  returns_order_id uuid REFERENCES orders.order (id),
  place_id uuid NOT NULL,
  handover_place_id uuid,
  fulfilment text NOT NULL CHECK (fulfilment IN ('carry_out', 'pickup', 'kitchen', 'locker', 'delivery', 'digital')),
  state text NOT NULL CHECK (state IN ('placed', 'accepted', 'preparing', 'ready', 'shipped', 'handed_over',
    'completed', 'cancelled', 'rejected', 'expired', 'returned')),
  channel text NOT NULL,
  record_id uuid,
  party_id uuid REFERENCES places.party (id),
  staff_id uuid,
  device_id uuid,
  currency text NOT NULL,
  -- Whether line amounts hold their tax, and how the tax of a rate is rounded: a return must do as the sale did.
  is_tax_included boolean NOT NULL DEFAULT true,
  tax_rounding text NOT NULL DEFAULT 'floor' CHECK (tax_rounding IN ('floor', 'half_up', 'ceil')),
  items_minor bigint NOT NULL,
  discount_minor bigint NOT NULL DEFAULT 0,
  -- The part of the discount that was bought with points; they have a payment of their own.
  points_minor bigint NOT NULL DEFAULT 0,
  delivery_minor bigint NOT NULL DEFAULT 0,
  tax_minor bigint NOT NULL,
  total_minor bigint NOT NULL,
  line_count int NOT NULL,
  quantity_milli bigint NOT NULL,
  ordered_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  business_day date NOT NULL,
  promised_from timestamptz,
  promised_until timestamptz,
  changed_at timestamptz NOT NULL,
  -- Hash of the token in the customer's status link.
  view_token_hash bytea,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK (total_minor = items_minor - discount_minor + delivery_minor
    + CASE WHEN is_tax_included THEN 0 ELSE tax_minor END)
);
COMMENT ON COLUMN orders.order.total_minor IS 'Tax included; tax_minor of it is tax.';
COMMENT ON COLUMN orders.order.promised_until IS 'Ready by then, as she was told.';
CREATE UNIQUE INDEX order_source_key ON orders.order (source, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX order_place ON orders.order (place_id, ordered_at DESC, id DESC);
CREATE INDEX order_handover ON orders.order (handover_place_id, ordered_at DESC) WHERE handover_place_id IS NOT NULL;
CREATE INDEX order_recent ON orders.order (ordered_at DESC, id DESC);
CREATE INDEX order_day ON orders.order (business_day);
-- Without the state, so that a change of state stays off the indexes.
CREATE INDEX order_promised ON orders.order (promised_until) WHERE promised_until IS NOT NULL;
CREATE INDEX order_returns ON orders.order (returns_order_id) WHERE returns_order_id IS NOT NULL;
CREATE INDEX order_record ON orders.order (record_id, ordered_at DESC) WHERE record_id IS NOT NULL;

CREATE TABLE orders.line (
  order_id uuid NOT NULL,
  line int NOT NULL,
  item_id uuid NOT NULL,
  -- As it was sold; the catalogue may change.
  name text NOT NULL,
  quantity_milli bigint NOT NULL,
  -- Decimal: an imported price may be finer than the currency.
  unit_price numeric NOT NULL,
  amount_minor bigint NOT NULL,
  -- Its share of the order's discounts.
  discount_minor bigint NOT NULL DEFAULT 0,
  -- The part of that share that was bought with points.
  points_minor bigint NOT NULL DEFAULT 0,
  tax_rate_bp int NOT NULL,
  -- Given back after the hand-over, by returns; what was cancelled before it is taken off the line itself.
  returned_milli bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, line)
);

-- Tax is rounded once per rate and receipt (NTA Q&A 57), so it is kept per rate, never per line.
CREATE TABLE orders.tax (
  order_id uuid NOT NULL,
  rate_bp int NOT NULL,
  taxed_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  PRIMARY KEY (order_id, rate_bp)
);

-- Who receives it and where, sealed under her record's key.
CREATE TABLE orders.contact (
  order_id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  consent bigint NOT NULL DEFAULT 1,
  sealed bytea NOT NULL
);
ALTER TABLE orders.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders.contact FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON orders.contact USING ((consent & kernel.purpose_bit()) <> 0);

CREATE TABLE orders.transition (
  order_id uuid NOT NULL REFERENCES orders.order (id),
  at timestamptz NOT NULL,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  from_state text NOT NULL,
  to_state text NOT NULL,
  actor text NOT NULL,
  reason text,
  PRIMARY KEY (order_id, sequence)
);
REVOKE UPDATE, DELETE ON orders.transition FROM engawa_app;

-- How this house sells; one row.
CREATE TABLE orders.policy (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  tax_rounding text NOT NULL DEFAULT 'floor' CHECK (tax_rounding IN ('floor', 'half_up', 'ceil')),
  -- Own points lower the price (値引き) or pay it (支払い); the law leaves the choice.
  points_as text NOT NULL DEFAULT 'discount' CHECK (points_as IN ('discount', 'payment')),
  -- What one point is worth.
  point_value_minor int NOT NULL DEFAULT 1 CHECK (point_value_minor > 0),
  -- One point for every so much; 0 gives none.
  point_per_minor int NOT NULL DEFAULT 100 CHECK (point_per_minor >= 0),
  point_base text NOT NULL DEFAULT 'net' CHECK (point_base IN ('net', 'gross')),
  -- Days from the order until its points expire; null never.
  point_days int DEFAULT 365 CHECK (point_days BETWEEN 1 AND 36500),
  refund_order text NOT NULL DEFAULT 'last_first' CHECK (refund_order IN ('last_first', 'first_first')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO orders.policy DEFAULT VALUES;
-- How this house sold before: a sale that is told late is booked by the terms of its own time.
CREATE TABLE orders.policy_past (
  until timestamptz PRIMARY KEY,
  tax_rounding text NOT NULL,
  points_as text NOT NULL,
  point_value_minor int NOT NULL,
  point_per_minor int NOT NULL,
  point_base text NOT NULL,
  point_days int,
  refund_order text NOT NULL
);
REVOKE UPDATE, DELETE ON orders.policy_past FROM engawa_app;
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON orders.policy
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('orders');

-- What was taken off an order before its hand-over; the order itself stands as it is without it.
CREATE TABLE orders.cancellation_line (
  order_id uuid NOT NULL,
  line int NOT NULL,
  at timestamptz NOT NULL,
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  -- As it was sold, and its share of the discounts.
  amount_minor bigint NOT NULL,
  discount_minor bigint NOT NULL,
  actor text NOT NULL,
  reason text,
  PRIMARY KEY (order_id, line, sequence),
  FOREIGN KEY (order_id, line) REFERENCES orders.line (order_id, line)
);
REVOKE UPDATE, DELETE ON orders.cancellation_line FROM engawa_app;

-- A return is an order of kind `return` with amounts below zero; here is what each of its lines gives back and
-- what became of the goods.
CREATE TABLE orders.return_line (
  order_id uuid NOT NULL,
  line int NOT NULL,
  of_order_id uuid NOT NULL,
  of_line int NOT NULL,
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  -- restocked: on the shelf of the place of return; damaged: booked in and written off there; kept: never
  -- came back (the customer keeps it).
  disposition text NOT NULL CHECK (disposition IN ('restocked', 'damaged', 'kept')),
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES orders.line (order_id, line),
  FOREIGN KEY (of_order_id, of_line) REFERENCES orders.line (order_id, line)
);
CREATE INDEX return_line_of ON orders.return_line (of_order_id, of_line);

-- By which means a return or a cancellation gave money and value back.
CREATE TABLE orders.refund_part (
  order_id uuid NOT NULL REFERENCES orders.order (id),
  part int NOT NULL,
  payment_id uuid NOT NULL,
  -- How it went back: the payment's own method, or cash or an exchange instead of it.
  method text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (order_id, part)
);
REVOKE UPDATE, DELETE ON orders.return_line, orders.refund_part FROM engawa_app;

-- 予約販売: an item that is made for a chosen day, beside what stands on the shelf. So much of it can be made in a
-- day, for all places together; a promise takes from the day, not from stock.
CREATE TABLE orders.preorder (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  time_zone text NOT NULL,
  -- Days on which it can be had: between these, on these weekdays (bits, 1 is Monday), not on public holidays if so.
  first_day date,
  last_day date CHECK (last_day >= first_day),
  weekday_mask smallint NOT NULL CHECK (weekday_mask BETWEEN 1 AND 127),
  closes_on_holidays boolean NOT NULL,
  -- Ordered so many days before; after this minute of a day it counts as the next.
  lead_days smallint NOT NULL CHECK (lead_days BETWEEN 0 AND 365),
  cutoff_minute smallint NOT NULL CHECK (cutoff_minute BETWEEN 1 AND 1440),
  day_limit_milli bigint NOT NULL CHECK (day_limit_milli >= 0),
  is_active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX preorder_item ON orders.preorder (item_id) WHERE is_active;

-- When orders are taken: at the place that hands it over or sends it (null: any), by a channel (null: any).
CREATE TABLE orders.preorder_window (
  preorder_id uuid NOT NULL REFERENCES orders.preorder (id) ON DELETE CASCADE,
  number smallint NOT NULL,
  place_id uuid REFERENCES places.place (id),
  channel text,
  opens_at timestamptz NOT NULL,
  closes_at timestamptz CHECK (closes_at > opens_at),
  PRIMARY KEY (preorder_id, number)
);

-- A day of which something was promised, or that has a limit of its own (0: closed).
CREATE TABLE orders.preorder_day (
  preorder_id uuid NOT NULL REFERENCES orders.preorder (id),
  day date NOT NULL,
  limit_milli bigint CHECK (limit_milli >= 0),
  taken_milli bigint NOT NULL DEFAULT 0 CHECK (taken_milli >= 0),
  PRIMARY KEY (preorder_id, day)
) WITH (fillfactor = 70);

-- The lines of orders that are made for a day, and what each still takes of it. Most lines have none.
CREATE TABLE orders.preorder_line (
  order_id uuid NOT NULL,
  line int NOT NULL,
  preorder_id uuid NOT NULL,
  day date NOT NULL,
  taken_milli bigint NOT NULL CHECK (taken_milli >= 0),
  PRIMARY KEY (order_id, line)
);
CREATE INDEX preorder_line_day ON orders.preorder_line (preorder_id, day);
CREATE INDEX preorder_line_coming ON orders.preorder_line (day);

-- From where a delivery is sent when the place of sale has no stock of its own; one row.
CREATE TABLE orders.routing (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  strategy text NOT NULL DEFAULT 'nearest' CHECK (strategy IN ('nearest', 'fewest', 'capacity')),
  -- In as many parcels an order may come whose goods no one place has together; 1: it is refused.
  parcels_max smallint NOT NULL DEFAULT 3 CHECK (parcels_max BETWEEN 1 AND 8),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO orders.routing DEFAULT VALUES;

-- 送料: what an order costs to be sent, once, however many parcels it becomes. Without a row, or where it says so, nothing is
-- charged.
CREATE TABLE orders.delivery_terms (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  -- Grows with each wording: who saves has seen the one before.
  version int NOT NULL DEFAULT 1,
  is_charged boolean NOT NULL DEFAULT true,
  currency text NOT NULL,
  -- Tax included, by prefecture in the order of JIS X 0401.
  fees_minor int[] NOT NULL CHECK (cardinality(fees_minor) = 47 AND 0 <= ALL (fees_minor)),
  -- Goods of so much after discounts, tax included, are sent free; null: never.
  free_from_minor bigint CHECK (free_from_minor > 0),
  -- 離島: on top of the prefecture's fee, where a postal code begins with one of these.
  island_minor int NOT NULL DEFAULT 0 CHECK (island_minor >= 0),
  island_codes text[] NOT NULL DEFAULT '{}' CHECK (cardinality(island_codes) <= 200),
  -- Whether goods that are sent free are sent free to these too.
  is_island_free boolean NOT NULL DEFAULT false,
  -- Places of sale whose deliveries cost nothing.
  exempt_place_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(exempt_place_ids) <= 1000),
  updated_at timestamptz NOT NULL
);
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON orders.delivery_terms
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('orders');

-- As many parcels wait at a place at once; a place without a row packs whatever comes.
CREATE TABLE orders.packing (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  parcels_max int NOT NULL CHECK (parcels_max >= 0)
);

-- 店舗受取: how soon a place gets an order ready, and how many in an hour. Whoever promises locks this row, so that
-- orders of one moment never promise an hour twice. A place without a row has an hour and no limit.
CREATE TABLE orders.pickup_rule (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  -- As many orders, or lines, can be picked in an open hour; null: whatever comes.
  hour_capacity int CHECK (hour_capacity >= 0),
  counts text NOT NULL CHECK (counts IN ('orders', 'lines')),
  -- Open minutes between the order and the earliest promise.
  lead_minutes smallint NOT NULL CHECK (lead_minutes BETWEEN 0 AND 1440),
  -- So many more where the books are not sure that the pieces are there.
  check_minutes smallint NOT NULL CHECK (check_minutes BETWEEN 0 AND 1440),
  -- After this minute of a day it is promised for another day.
  cutoff_minute smallint CHECK (cutoff_minute BETWEEN 1 AND 1440),
  -- What is ready is kept so long.
  keep_days smallint NOT NULL CHECK (keep_days BETWEEN 1 AND 60),
  updated_at timestamptz NOT NULL
);
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON orders.pickup_rule
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('orders');

-- An hour of which something was promised, and what each order takes of it until it is picked.
CREATE TABLE orders.pickup_slot (
  place_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  taken int NOT NULL CHECK (taken >= 0),
  PRIMARY KEY (place_id, starts_at)
) WITH (fillfactor = 70);
CREATE TABLE orders.pickup_take (
  order_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  place_id uuid NOT NULL,
  amount int NOT NULL CHECK (amount > 0),
  PRIMARY KEY (order_id, starts_at)
);

-- Promises that were moved, and what she was told.
CREATE TABLE orders.promise_move (
  order_id uuid NOT NULL REFERENCES orders.order (id),
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  from_until timestamptz,
  to_until timestamptz,
  from_place_id uuid NOT NULL,
  to_place_id uuid NOT NULL,
  -- A code: late, by_shop, place_closed.
  reason text NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (order_id, sequence)
);
REVOKE UPDATE, DELETE ON orders.promise_move FROM engawa_app;

-- ピッキング: what was found of a line, who has it in hand, and what she was asked where it is short.
CREATE TABLE orders.pick (
  order_id uuid NOT NULL,
  line int NOT NULL,
  picked_milli bigint NOT NULL DEFAULT 0 CHECK (picked_milli >= 0),
  -- An actor; free for others when it has not been touched for some minutes.
  claimed_by text,
  claimed_at timestamptz,
  -- Not found. While she is asked it stays on the order.
  short_milli bigint NOT NULL DEFAULT 0 CHECK (short_milli >= 0),
  ask_state text CHECK (ask_state IN ('asked', 'accepted', 'refused', 'lapsed')),
  -- Items that could stand for it, at its price.
  offered_item_ids uuid[] NOT NULL DEFAULT '{}',
  asked_at timestamptz,
  answer_until timestamptz,
  answered_at timestamptz,
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES orders.line (order_id, line)
);
CREATE INDEX pick_asked ON orders.pick (answer_until) WHERE ask_state = 'asked';

-- Which place sends which line of an order that several places send together; another order has no rows here. A line
-- whose pieces come from two places was cut into two lines when it was placed. Written with the order, without keys.
CREATE TABLE orders.sent_line (
  order_id uuid NOT NULL,
  line int NOT NULL,
  -- 1, 2 … of the order; the first one's place is the order's handover_place_id.
  parcel smallint NOT NULL CHECK (parcel > 0),
  place_id uuid NOT NULL,
  -- It has left; null while it waits, and for ever where it was given up before.
  left_at timestamptz,
  PRIMARY KEY (order_id, line)
);
CREATE INDEX sent_line_place ON orders.sent_line (place_id, order_id);
CREATE INDEX sent_line_waiting ON orders.sent_line (place_id) WHERE left_at IS NULL;

-- What is packed and waits: on which shelf, until when; and back on the sales floor if nobody came.
CREATE TABLE orders.parcel (
  order_id uuid NOT NULL REFERENCES orders.order (id),
  -- As `sent_line` numbers them; 1 where one place sends or hands over all of it.
  number smallint NOT NULL DEFAULT 1,
  place_id uuid NOT NULL REFERENCES places.place (id),
  shelf text,
  ready_at timestamptz NOT NULL,
  keep_until timestamptz,
  packed_by text NOT NULL,
  put_back_at timestamptz,
  put_back_by text,
  carrier text CHECK (carrier IN ('yamato', 'sagawa')),
  tracking_number text,
  shipped_at timestamptz,
  PRIMARY KEY (order_id, number)
);
CREATE INDEX parcel_waiting ON orders.parcel (place_id, ready_at) WHERE put_back_at IS NULL;

-- By what contract a shop sends with a carrier, as its label program asks for it.
CREATE TABLE orders.carrier_contract (
  place_id uuid NOT NULL REFERENCES places.place (id),
  carrier text NOT NULL CHECK (carrier IN ('yamato', 'sagawa')),
  -- 請求先顧客コード of Yamato, お客様コード of Sagawa.
  customer_code text NOT NULL,
  -- 運賃管理番号 of Yamato.
  fare_code text NOT NULL DEFAULT '01',
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (place_id, carrier)
);

-- 卸: a company that buys on account, by its own price list, up to a limit, and pays once a month. What it may still
-- buy is value of the ledger (`credit:JPY` of the party), so two orders never take the same yen of it.
CREATE TABLE orders.account (
  party_id uuid PRIMARY KEY REFERENCES places.party (id),
  price_list_id uuid REFERENCES catalog.price_list (id),
  currency text NOT NULL,
  credit_limit_minor bigint NOT NULL CHECK (credit_limit_minor >= 0),
  -- 締め日; 31 is the last day of the month.
  closing_day smallint NOT NULL CHECK (closing_day BETWEEN 1 AND 31),
  -- 支払期限: this day, so many months after the closing.
  due_months smallint NOT NULL CHECK (due_months BETWEEN 0 AND 12),
  due_day smallint NOT NULL CHECK (due_day BETWEEN 1 AND 31),
  is_active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Customers who buy for it themselves.
CREATE TABLE orders.account_buyer (
  party_id uuid NOT NULL REFERENCES orders.account (party_id),
  record_id uuid NOT NULL,
  PRIMARY KEY (party_id, record_id)
);

-- 適格請求書: one for the orders of a period; tax is rounded once per rate of the whole.
CREATE SEQUENCE orders.invoice_number;
CREATE TABLE orders.invoice (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  party_id uuid NOT NULL REFERENCES orders.account (party_id),
  -- As they stood when it was made.
  buyer_name text NOT NULL,
  seller_name text NOT NULL,
  seller_number text,
  closed_on date NOT NULL,
  due_on date NOT NULL,
  issued_at timestamptz NOT NULL,
  currency text NOT NULL,
  is_tax_included boolean NOT NULL,
  total_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  -- The total less the totals of its orders, each of which rounded its tax by itself.
  rounding_minor bigint NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid')),
  paid_at timestamptz,
  CHECK ((state = 'paid') = (paid_at IS NOT NULL))
);
CREATE INDEX invoice_party ON orders.invoice (party_id, id DESC);
CREATE TABLE orders.invoice_tax (
  invoice_id uuid NOT NULL REFERENCES orders.invoice (id),
  rate_bp int NOT NULL,
  taxed_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  PRIMARY KEY (invoice_id, rate_bp)
);

-- Orders on account. What comes back of them is an order of its own and stands on an invoice like it.
CREATE TABLE orders.account_order (
  order_id uuid PRIMARY KEY,
  party_id uuid NOT NULL,
  invoice_id uuid REFERENCES orders.invoice (id)
);
CREATE INDEX account_order_open ON orders.account_order (party_id) WHERE invoice_id IS NULL;
CREATE INDEX account_order_invoice ON orders.account_order (invoice_id) WHERE invoice_id IS NOT NULL;

-- 領収書 with the name of whom it is made out to (宛名). One order may have several, whose amounts never come to more than
-- was paid; each is shown once without a mark, and as 再発行 after that. Whom it names is sealed.
CREATE TABLE orders.named_receipt (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  -- Under whose key it is sealed; null: the house's.
  record_id uuid,
  -- 1, 2, 3 … of the order.
  position int NOT NULL CHECK (position BETWEEN 1 AND 20),
  sealed bytea NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- [{"rateBp": 1000, "taxedMinor": …, "taxMinor": …}]
  rates jsonb NOT NULL,
  -- [{"method": "card", "amountMinor": …}]; empty where the order does not say.
  payments jsonb NOT NULL,
  issued_at timestamptz NOT NULL,
  times_shown int NOT NULL DEFAULT 0,
  shown_at timestamptz,
  UNIQUE (order_id, position)
);

-- 返品特約: what the house says about giving back before anybody buys, and on her order's page; one row. Where nothing
-- is said, 特定商取引法 15条の3 gives a buyer eight days and leaves the postage to her: the row begins with that.
CREATE TABLE orders.return_terms (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  is_offered boolean NOT NULL DEFAULT true,
  -- From the day on which the goods were with her, that day not counted.
  days int NOT NULL DEFAULT 8 CHECK (days BETWEEN 0 AND 365),
  -- The same for what is broken or is not what she ordered; nothing is excluded from that.
  defect_days int NOT NULL DEFAULT 30 CHECK (defect_days BETWEEN 0 AND 3650),
  ways text[] NOT NULL DEFAULT '{shop,parcel}' CHECK (ways <@ '{shop,parcel}'),
  -- False: somebody of the house looks at each request first.
  is_accepted_at_once boolean NOT NULL DEFAULT true,
  -- Postage of what she changed her mind about; what is broken or wrong the house pays.
  parcel_paid_by text NOT NULL DEFAULT 'customer' CHECK (parcel_paid_by IN ('customer', 'house')),
  -- Where parcels go; null: to the place that sent the order.
  parcel_place_id uuid REFERENCES places.place (id),
  condition_ja text NOT NULL DEFAULT '未使用で、タグや付属品がそろっているもの',
  condition_en text NOT NULL DEFAULT 'Unused, with its tags and everything that came with it',
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO orders.return_terms DEFAULT VALUES;

-- What is not taken back when she only changed her mind, and why.
CREATE TABLE orders.return_exclusion (
  -- An item, or a category with all below it.
  subject_id uuid PRIMARY KEY,
  subject_kind text NOT NULL CHECK (subject_kind IN ('item', 'category')),
  reason text NOT NULL CHECK (reason IN ('hygiene', 'perishable', 'made_to_order', 'opened', 'final_sale'))
);

-- 返品の申し込み: what she asks to give back before she brings or sends it. The return itself is an order of kind
-- `return` as ever, written when the goods are there; it ends the request.
CREATE TABLE orders.return_request (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES orders.order (id),
  -- 1, 2, 3 … of the order; its number is the order's with R and this behind it.
  position int NOT NULL CHECK (position BETWEEN 1 AND 99),
  -- Under whose key the note is sealed; null: the house's.
  record_id uuid,
  state text NOT NULL CHECK (state IN ('asked', 'accepted', 'received', 'refunded', 'refused', 'withdrawn')),
  way text NOT NULL CHECK (way IN ('shop', 'parcel')),
  reason text NOT NULL CHECK (reason IN ('changed_mind', 'defect', 'wrong_item')),
  -- Where a parcel goes, and who pays for it: as she was told.
  parcel_place_id uuid,
  parcel_paid_by text CHECK (parcel_paid_by IN ('customer', 'house')),
  -- What she would get back, reckoned when she asked.
  expected_minor bigint NOT NULL,
  expected_points_minor bigint NOT NULL DEFAULT 0,
  -- What went back in money; null until then.
  refunded_minor bigint,
  note_sealed bytea,
  refused_for text CHECK (refused_for IN ('worn', 'incomplete', 'not_ours', 'not_arrived', 'excluded', 'other')),
  return_order_id uuid REFERENCES orders.order (id),
  asked_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (order_id, position),
  CHECK ((way = 'parcel') = (parcel_place_id IS NOT NULL)),
  CHECK ((state = 'refused') = (refused_for IS NOT NULL)),
  CHECK ((state = 'refunded') = (return_order_id IS NOT NULL))
);
-- One at a time: a return of the order ends the one that is open.
CREATE UNIQUE INDEX return_request_open ON orders.return_request (order_id)
  WHERE state IN ('asked', 'accepted', 'received');

CREATE TABLE orders.return_request_line (
  request_id uuid NOT NULL REFERENCES orders.return_request (id),
  line int NOT NULL,
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  PRIMARY KEY (request_id, line)
);

CREATE TABLE orders.return_request_step (
  request_id uuid NOT NULL REFERENCES orders.return_request (id),
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  to_state text NOT NULL,
  actor text NOT NULL,
  place_id uuid,
  PRIMARY KEY (request_id, sequence)
);
REVOKE UPDATE, DELETE ON orders.return_request_line, orders.return_request_step FROM engawa_app;
