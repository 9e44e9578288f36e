-- Gifts: value or goods that somebody buys for somebody else, sent as a link. What the giver wrote is sealed under her
-- record's key; where a gift goes stands only in the order of whoever took it, under the receiver's own key.
CREATE SCHEMA gifts;
GRANT USAGE ON SCHEMA gifts TO engawa_app;

-- What was bought at once: one gift, or a list of many receivers.
CREATE TABLE gifts.purchase (
  id uuid PRIMARY KEY,
  -- The order that pays for it.
  order_id uuid NOT NULL UNIQUE,
  -- The giver's.
  record_id uuid NOT NULL,
  place_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('value', 'item')),
  item_id uuid,
  quantity int NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 100),
  -- Of one gift, in minor units.
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  gift_count int NOT NULL CHECK (gift_count BETWEEN 1 AND 1000),
  -- The card: from whom, words, picture, のし.
  sealed bytea NOT NULL,
  manage_hash bytea NOT NULL UNIQUE,
  language text NOT NULL DEFAULT 'ja',
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'item') = (item_id IS NOT NULL))
);
CREATE INDEX purchase_record ON gifts.purchase (record_id, created_at DESC);
CREATE INDEX purchase_place ON gifts.purchase (place_id, created_at DESC);

CREATE TABLE gifts.gift (
  id uuid PRIMARY KEY,
  purchase_id uuid NOT NULL REFERENCES gifts.purchase (id),
  position int NOT NULL CHECK (position BETWEEN 1 AND 1000),
  -- Keyed hash of the secret in its link.
  token_hash bytea NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('unpaid', 'issued', 'claimed', 'revoked', 'expired', 'void')),
  -- The first moment at which it cannot be taken any more.
  expires_at timestamptz NOT NULL,
  issued_at timestamptz,
  opened_at timestamptz,
  reminded_at timestamptz,
  ended_at timestamptz,
  -- Goods that nobody took, where the house refunds them: `due` to be given back the way it was paid, `counter` to be
  -- given back by a clerk, `done`. Null: nothing is owed.
  refund text CHECK (refund IN ('due', 'counter', 'done')),
  UNIQUE (purchase_id, position)
);
CREATE INDEX gift_open ON gifts.gift (expires_at) WHERE state = 'issued';
CREATE INDEX gift_refund ON gifts.gift (expires_at) WHERE refund = 'due';

-- What becomes of goods that nobody took in time; one row.
CREATE TABLE gifts.setting (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  unclaimed text NOT NULL DEFAULT 'keep' CHECK (unclaimed IN ('keep', 'refund')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO gifts.setting DEFAULT VALUES;

-- Whom the giver means, in her own words and by the address she gave.
CREATE TABLE gifts.receiver (
  gift_id uuid PRIMARY KEY REFERENCES gifts.gift (id),
  -- Under whose key it is sealed: the giver's.
  record_id uuid NOT NULL,
  consent bigint NOT NULL DEFAULT 1,
  sealed bytea NOT NULL
);
ALTER TABLE gifts.receiver ENABLE ROW LEVEL SECURITY;
ALTER TABLE gifts.receiver FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON gifts.receiver USING ((consent & kernel.purpose_bit()) <> 0);

-- Who took it: apart from the gift, so that nothing that shows the giver her gifts can show this.
CREATE TABLE gifts.claim (
  gift_id uuid PRIMARY KEY REFERENCES gifts.gift (id),
  -- Hash of the key that the receiver's browser made; whoever has it sees the gift again.
  claim_hash bytea NOT NULL,
  -- The receiver's order; null for value, which is a code.
  order_id uuid,
  claimed_at timestamptz NOT NULL,
  -- Words for the giver, sealed under the giver's key.
  thanks_sealed bytea,
  thanked_at timestamptz
);
