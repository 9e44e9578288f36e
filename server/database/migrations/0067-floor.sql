-- The shop floor: questions from shop to shop whether something is there, to whom a sale is credited that another
-- place sends, and what clerks note of a customer and promise her.
CREATE SCHEMA floor;
GRANT USAGE ON SCHEMA floor TO engawa_app;

CREATE TABLE floor.stock_call (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  -- Who asks, and whom; one row for each shop that is asked.
  from_place_id uuid NOT NULL REFERENCES places.place (id),
  to_place_id uuid NOT NULL REFERENCES places.place (id),
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  asked_by uuid,
  asked_at timestamptz NOT NULL,
  -- here: on the shelf, looked at; none: not found; busy: nobody could look.
  answer text CHECK (answer IN ('here', 'none', 'busy')),
  answered_by uuid,
  answered_at timestamptz,
  -- The pieces are kept there until then, for the shop that asked.
  kept_until timestamptz,
  CHECK (kept_until IS NULL OR answer = 'here'),
  CHECK (from_place_id <> to_place_id),
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX stock_call_to ON floor.stock_call (to_place_id, asked_at DESC);
CREATE INDEX stock_call_from ON floor.stock_call (from_place_id, asked_at DESC);

-- A sale that another place sends is the clerk's and the shop's where she was served.
CREATE TABLE floor.credit (
  order_id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  -- Null: she ordered by herself, standing in this shop.
  staff_id uuid,
  sender_place_id uuid NOT NULL,
  currency text NOT NULL,
  total_minor bigint NOT NULL,
  returned_minor bigint NOT NULL DEFAULT 0,
  ordered_at timestamptz NOT NULL
);
CREATE INDEX credit_time ON floor.credit (ordered_at, place_id);
-- Each return counts once, however often it is heard of.
CREATE TABLE floor.credited_return (
  return_order_id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES floor.credit (order_id),
  amount_minor bigint NOT NULL
);

-- What clerks write of her, sealed under her record's key; she reads it in her disclosure, and it goes with the record.
CREATE TABLE floor.note (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  place_id uuid NOT NULL REFERENCES places.place (id),
  staff_id uuid,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL,
  written_at timestamptz NOT NULL
);
CREATE INDEX note_record ON floor.note (record_id, written_at DESC);

-- A promise to get back to her, due on a day.
CREATE TABLE floor.follow_up (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  place_id uuid NOT NULL REFERENCES places.place (id),
  staff_id uuid,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL,
  due_on date NOT NULL,
  planned_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by uuid,
  CHECK (done_by IS NULL OR done_at IS NOT NULL)
);
CREATE INDEX follow_up_record ON floor.follow_up (record_id, due_on);
CREATE INDEX follow_up_due ON floor.follow_up (place_id, due_on) WHERE done_at IS NULL;

ALTER TABLE floor.note ENABLE ROW LEVEL SECURITY;
ALTER TABLE floor.note FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON floor.note USING ((consent & kernel.purpose_bit()) <> 0);
ALTER TABLE floor.follow_up ENABLE ROW LEVEL SECURITY;
ALTER TABLE floor.follow_up FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON floor.follow_up USING ((consent & kernel.purpose_bit()) <> 0);
