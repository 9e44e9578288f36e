-- 取り置き from the app: a piece of a shop is kept for somebody who may come and look at it. The piece itself is a hold
-- of stock; here stands for whom, until when, and how it ended.
CREATE SCHEMA layaways;
GRANT USAGE ON SCHEMA layaways TO engawa_app;

-- What she says at the counter.
CREATE SEQUENCE layaways.number;
GRANT USAGE ON SEQUENCE layaways.number TO engawa_app;

CREATE TABLE layaways.layaway (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE DEFAULT 'T' || lpad(nextval('layaways.number')::text, 5, '0'),
  -- The hold of stock that keeps the piece.
  hold_id uuid NOT NULL UNIQUE,
  place_id uuid NOT NULL REFERENCES places.place (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  quantity_milli bigint NOT NULL CHECK (quantity_milli > 0),
  record_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'collected', 'cancelled', 'expired')),
  kept_until timestamptz NOT NULL,
  -- She may extend it once; null: not yet.
  extended_at timestamptz,
  -- The shop had to close: until when it was closed as the piece was last kept longer for it.
  closed_until timestamptz,
  channel text NOT NULL,
  language text NOT NULL DEFAULT 'ja',
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK ((state = 'kept') = (ended_at IS NULL))
);
CREATE INDEX layaway_place ON layaways.layaway (place_id, kept_until) WHERE state = 'kept';
CREATE INDEX layaway_record ON layaways.layaway (record_id, created_at DESC);

-- For whom it is kept, sealed under her record's key.
CREATE TABLE layaways.contact (
  layaway_id uuid PRIMARY KEY REFERENCES layaways.layaway (id),
  record_id uuid NOT NULL,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL
);
ALTER TABLE layaways.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE layaways.contact FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON layaways.contact USING ((consent & kernel.purpose_bit()) <> 0);
