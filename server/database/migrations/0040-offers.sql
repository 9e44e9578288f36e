-- Offers: promotions (who gets what, under which conditions) and coupons (a right to one, in somebody's hand).
CREATE SCHEMA offers;
GRANT USAGE ON SCHEMA offers TO engawa_app;

CREATE TABLE offers.promotion (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_ja text NOT NULL,
  name_en text,
  -- active: its approved version is on, from valid_from until valid_until.
  state text NOT NULL CHECK (state IN ('draft', 'active', 'paused', 'ended')),
  -- What was written last, what waits for somebody else's approval, and what is on.
  newest_version int NOT NULL DEFAULT 0,
  proposed_version int,
  live_version int,
  valid_from timestamptz,
  valid_until timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (valid_until > valid_from),
  CHECK (proposed_version <= newest_version AND live_version <= newest_version)
);
CREATE INDEX promotion_active ON offers.promotion (valid_until) WHERE state = 'active';
REVOKE DELETE ON offers.promotion FROM engawa_app;

-- What headquarters wrote: lane, conditions, benefits, limits. A version never changes; it is approved or not.
CREATE TABLE offers.promotion_version (
  promotion_id uuid NOT NULL REFERENCES offers.promotion (id),
  version int NOT NULL CHECK (version > 0),
  terms jsonb NOT NULL CHECK (jsonb_typeof(terms -> 'benefits') = 'array'),
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  PRIMARY KEY (promotion_id, version),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
REVOKE DELETE ON offers.promotion_version FROM engawa_app;

-- What the sky does at a place, as the shop or its weather service told last.
CREATE TABLE offers.weather (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  weather text NOT NULL CHECK (weather IN ('rain', 'snow', 'hot', 'cold')),
  until timestamptz NOT NULL,
  told_at timestamptz NOT NULL
);

-- What a checkout remembers of these tables is true as long as the revision is the same.
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON offers.promotion
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('offers');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON offers.promotion_version
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('offers');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON offers.weather
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('offers');

-- How often a limited promotion was used: by everybody (owner is the promotion itself) and by each record; a customer's
-- uses are those of her records. Orders count behind the lock of these rows, which are made from the uses when they
-- are first asked for; a promotion without limits has none.
CREATE TABLE offers.promotion_count (
  promotion_id uuid NOT NULL REFERENCES offers.promotion (id),
  owner_id uuid NOT NULL,
  uses bigint NOT NULL DEFAULT 0 CHECK (uses >= 0),
  spent_minor bigint NOT NULL DEFAULT 0 CHECK (spent_minor >= 0),
  PRIMARY KEY (promotion_id, owner_id)
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

-- Codes that are made by the lot (up to a million), each for one use. A lot keeps one secret, sealed, from which its
-- codes are made again to be printed; the codes themselves are only a keyed hash, which is the row's id.
CREATE TABLE offers.code_lot (
  id uuid PRIMARY KEY,
  promotion_id uuid NOT NULL REFERENCES offers.promotion (id),
  name text NOT NULL,
  code_count int NOT NULL CHECK (code_count BETWEEN 1 AND 1000000),
  made_count int NOT NULL DEFAULT 0,
  secret_sealed bytea NOT NULL,
  valid_from timestamptz,
  valid_until timestamptz,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  ended_at timestamptz,
  CHECK (valid_until > valid_from),
  CHECK (made_count BETWEEN 0 AND code_count)
);
CREATE INDEX code_lot_promotion ON offers.code_lot (promotion_id);

CREATE TABLE offers.code (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL,
  uses_left smallint NOT NULL CHECK (uses_left >= 0),
  -- Whose it is since she put it among her coupons, and then the code itself, to show it to her.
  record_id uuid,
  code_sealed bytea,
  CHECK ((record_id IS NULL) = (code_sealed IS NULL))
);
CREATE INDEX code_record ON offers.code (record_id) WHERE record_id IS NOT NULL;

-- What an order did with promotions and coupons: reserved with the order, used with the hand-over, released by a
-- cancellation; held_out when the buyer was among those a promotion is compared with.
CREATE TABLE offers.promotion_use (
  order_id uuid NOT NULL,
  number smallint NOT NULL,
  -- Null for a coupon that came in with terms of its own.
  promotion_id uuid,
  version int,
  -- A coupon or a code of a lot.
  coupon_id uuid,
  state text NOT NULL CHECK (state IN ('reserved', 'used', 'released', 'held_out')),
  record_id uuid,
  place_id uuid NOT NULL,
  channel text NOT NULL,
  discount_minor bigint NOT NULL CHECK (discount_minor >= 0),
  delivery_minor bigint NOT NULL DEFAULT 0 CHECK (delivery_minor >= 0),
  goods_minor bigint NOT NULL CHECK (goods_minor >= 0),
  reserved_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, number)
);
CREATE INDEX promotion_use_promotion ON offers.promotion_use (promotion_id, reserved_at)
  WHERE promotion_id IS NOT NULL;
CREATE INDEX promotion_use_record ON offers.promotion_use (record_id, promotion_id) WHERE record_id IS NOT NULL;
CREATE INDEX promotion_use_coupon ON offers.promotion_use (coupon_id) WHERE coupon_id IS NOT NULL;
