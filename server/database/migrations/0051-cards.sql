-- Cards: the member card of an account, the phones that show it, and the claim of a card of paper or plastic. A card's
-- number is random and leads to nobody outside this house.
CREATE SCHEMA cards;
GRANT USAGE ON SCHEMA cards TO engawa_app;

CREATE TABLE cards.card (
  number text PRIMARY KEY CHECK (number ~ '^98[0-9]{14}$'),
  record_id uuid NOT NULL UNIQUE REFERENCES customers.record (id),
  created_at timestamptz NOT NULL
);

-- A phone that shows the card: its public key, certified until a day. The private key never leaves the phone.
CREATE TABLE cards.phone (
  certificate_id bytea PRIMARY KEY CHECK (length(certificate_id) = 8),
  number text NOT NULL REFERENCES cards.card (number) ON DELETE CASCADE,
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  last_day date NOT NULL,
  created_at timestamptz NOT NULL,
  -- Set when she took it back; tills are told until the certificate would be over.
  taken_back_at timestamptz
);
CREATE INDEX phone_card ON cards.phone (number);
CREATE INDEX phone_taken_back ON cards.phone (last_day) WHERE taken_back_at IS NOT NULL;

-- A code counts at one place: the same half minute shown elsewhere is a copy.
CREATE TABLE cards.shown (
  certificate_id bytea NOT NULL,
  half_minute bigint NOT NULL,
  place_id uuid,
  shown_at timestamptz NOT NULL,
  PRIMARY KEY (certificate_id, half_minute)
);
CREATE INDEX shown_time ON cards.shown (shown_at);

-- Somebody says that an old card is hers. A claim that fits no card looks the same; `target_id` is then null.
CREATE TABLE cards.claim (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES customers.record (id),
  target_id uuid REFERENCES customers.record (id),
  code_hash bytea NOT NULL,
  tries_left smallint NOT NULL CHECK (tries_left >= 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX claim_expiry ON cards.claim (expires_at);

-- The card in a wallet of Apple or Google; changed_at moves when what is shown there is no longer true.
CREATE TABLE cards.pass (
  serial uuid PRIMARY KEY,
  number text NOT NULL UNIQUE REFERENCES cards.card (number) ON DELETE CASCADE,
  in_google boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL
);
-- Devices of Apple that want to hear of changes; the push token is sealed under the house's own key.
CREATE TABLE cards.pass_device (
  id uuid PRIMARY KEY,
  device text NOT NULL CHECK (length(device) BETWEEN 1 AND 200),
  serial uuid NOT NULL REFERENCES cards.pass (serial) ON DELETE CASCADE,
  push_token_sealed bytea NOT NULL,
  UNIQUE (device, serial)
);
CREATE INDEX pass_device_serial ON cards.pass_device (serial);
