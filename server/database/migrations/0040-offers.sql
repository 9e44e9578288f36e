-- Offers: promotions (who gets what, under which conditions) and coupons (a right to one, in somebody's hand).
CREATE SCHEMA offers;
GRANT USAGE ON SCHEMA offers TO engawa_app;

CREATE TABLE offers.promotion (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_ja text NOT NULL,
  name_en text,
  state text NOT NULL CHECK (state IN ('draft', 'active', 'paused', 'ended')),
  -- Promotions of one lane exclude each other; lanes are applied in order, the higher priority first.
  lane text NOT NULL DEFAULT 'default' CHECK (lane IN ('pre', 'default', 'post')),
  priority int NOT NULL DEFAULT 0,
  -- Given by itself, or only to who brings a coupon.
  needs_coupon boolean NOT NULL DEFAULT false,
  -- Lists of { kind, … }; the engine knows the kinds, one rule a file.
  conditions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(conditions) = 'array'),
  benefits jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(benefits) = 'array'),
  uses_max bigint CHECK (uses_max > 0),
  uses_per_record_max int CHECK (uses_per_record_max > 0),
  valid_from timestamptz,
  valid_until timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (valid_until > valid_from)
);
CREATE INDEX promotion_active ON offers.promotion (lane, priority DESC) WHERE state = 'active';

-- Where a promotion holds; none at all: everywhere.
CREATE TABLE offers.promotion_place (
  promotion_id uuid NOT NULL REFERENCES offers.promotion (id) ON DELETE CASCADE,
  place_id uuid NOT NULL REFERENCES places.place (id),
  PRIMARY KEY (promotion_id, place_id)
);

CREATE TABLE offers.coupon (
  id uuid PRIMARY KEY,
  -- Null for a coupon that came in with terms of its own.
  promotion_id uuid REFERENCES offers.promotion (id),
  -- Keyed hash of the normalised code, and the code itself under the house's key, to show it to its holder.
  code_token bytea NOT NULL,
  code_sealed bytea NOT NULL,
  -- Whose it is; null for whoever brings it.
  record_id uuid,
  state text NOT NULL CHECK (state IN ('issued', 'reserved', 'used', 'released', 'expired')),
  uses_left int NOT NULL CHECK (uses_left >= 0),
  -- Terms of its own: an amount off, or a rate off in basis points (1000 is 10%).
  title text,
  discount_minor bigint CHECK (discount_minor > 0),
  discount_bp int CHECK (discount_bp BETWEEN 1 AND 10000),
  currency text,
  valid_from timestamptz,
  valid_until timestamptz,
  -- Which system it came from, and its row there: the same row comes in once.
  source text NOT NULL,
  source_key text,
  issued_at timestamptz NOT NULL,
  used_at timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK (discount_minor IS NULL OR currency IS NOT NULL),
  CHECK (discount_minor IS NULL OR discount_bp IS NULL),
  CHECK ((state = 'used') = (uses_left = 0))
);
CREATE UNIQUE INDEX coupon_source ON offers.coupon (source, source_key) WHERE source_key IS NOT NULL;
-- Codes that the house makes are unique; elsewhere one code may have been given to many people.
CREATE UNIQUE INDEX coupon_code_own ON offers.coupon (code_token) WHERE source = 'engawa';
CREATE INDEX coupon_code ON offers.coupon (code_token);
CREATE INDEX coupon_record ON offers.coupon (record_id, valid_until) WHERE record_id IS NOT NULL;
CREATE INDEX coupon_ending ON offers.coupon (valid_until) WHERE state IN ('issued', 'released');

-- What an order did with a coupon: reserved with the order, used with the hand-over, released by a cancellation.
CREATE TABLE offers.coupon_use (
  coupon_id uuid NOT NULL REFERENCES offers.coupon (id),
  order_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'used', 'released')),
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  reserved_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (coupon_id, order_id)
);
CREATE INDEX coupon_use_order ON offers.coupon_use (order_id);
