-- Carts: what somebody means to buy. A cart promises nothing: pieces are kept from the order on. It is found by
-- the token in her browser (kept as a hash only) or, signed in, by her record.
CREATE SCHEMA carts;
GRANT USAGE ON SCHEMA carts TO engawa_app;

-- Places and items are looked at before and never deleted, so they have no foreign keys here: each was a look-up and a
-- lock on a row that every other cart wants as well.
CREATE TABLE carts.cart (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  record_id uuid REFERENCES customers.record (id),
  -- Where it is bought: its prices are those of this place.
  place_id uuid NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX cart_record ON carts.cart (record_id, updated_at DESC) WHERE record_id IS NOT NULL;
CREATE INDEX cart_updated ON carts.cart (updated_at);

CREATE TABLE carts.line (
  cart_id uuid NOT NULL REFERENCES carts.cart (id) ON DELETE CASCADE,
  item_id uuid NOT NULL,
  quantity_milli bigint NOT NULL CHECK (quantity_milli BETWEEN 1 AND 99000000),
  -- What she was shown when she put it in; a price that differs later is said.
  seen_price_minor bigint,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (cart_id, item_id)
);

-- Wish lists of accounts; without an account a list stays in the browser.
CREATE TABLE carts.wish (
  record_id uuid NOT NULL REFERENCES customers.record (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, item_id)
);

-- What she looked at last, on every device, for whoever agreed to personalisation; without that it stays in the browser.
CREATE TABLE carts.seen (
  record_id uuid NOT NULL REFERENCES customers.record (id),
  item_id uuid NOT NULL REFERENCES catalog.item (id),
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, item_id)
);
