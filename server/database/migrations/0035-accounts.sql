-- Accounts: the ways in besides one-time codes (customers has those), and how many signed up where. No personal value is
-- here in clear: a passkey is a public key, a LINE user is a blind index.
CREATE SCHEMA accounts;
GRANT USAGE ON SCHEMA accounts TO engawa_app;

CREATE TABLE accounts.passkey (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES customers.record (id),
  credential_id bytea NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1023),
  public_key bytea NOT NULL,
  -- Counts uses on authenticators that count; one that goes back is a copy.
  use_count bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  -- Whether it is kept in a cloud and so outlives the device.
  is_backed_up boolean NOT NULL,
  -- The kind of browser it was made on, in codes.
  about jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_record ON accounts.passkey (record_id);

-- What an authenticator has to sign, for five minutes and once.
CREATE TABLE accounts.challenge (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('new', 'sign_in')),
  challenge text NOT NULL,
  -- Whom a new passkey is for; null while she has no account.
  record_id uuid REFERENCES customers.record (id),
  expires_at timestamptz NOT NULL
);
CREATE INDEX challenge_expiry ON accounts.challenge (expires_at);

-- Who somebody is at LINE: her user id there, by the provider it counts in, as a blind index.
CREATE TABLE accounts.outside_login (
  provider text NOT NULL,
  subject_token bytea NOT NULL,
  record_id uuid NOT NULL REFERENCES customers.record (id),
  made_at timestamptz NOT NULL,
  PRIMARY KEY (provider, subject_token)
);
CREATE INDEX outside_login_record ON accounts.outside_login (record_id);

-- A sign-in that went out to a provider and is to come back, to the same browser, within ten minutes and once.
CREATE TABLE accounts.outside_trip (
  browser_hash bytea PRIMARY KEY,
  provider text NOT NULL,
  -- { state, nonce, verifier, to } under the house's own key.
  sealed bytea NOT NULL,
  -- The account that wants to be joined; null to sign in.
  record_id uuid REFERENCES customers.record (id),
  expires_at timestamptz NOT NULL
);
CREATE INDEX outside_trip_expiry ON accounts.outside_trip (expires_at);

-- Every registration, for counting by place, clerk and source; it stays when the record is erased, for it names nobody.
CREATE TABLE accounts.sign_up (
  record_id uuid PRIMARY KEY,
  source text NOT NULL,
  place_id uuid REFERENCES places.place (id),
  -- The clerk who wrote her down.
  staff_id uuid,
  signed_up_at timestamptz NOT NULL
);
CREATE INDEX sign_up_time ON accounts.sign_up (signed_up_at);

-- Where she has things sent: recipient, telephone and address, under the record's key.
CREATE TABLE accounts.address (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES customers.record (id),
  sealed bytea NOT NULL,
  is_default boolean NOT NULL,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX address_record ON accounts.address (record_id);
CREATE UNIQUE INDEX address_default ON accounts.address (record_id) WHERE is_default;
ALTER TABLE accounts.address ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts.address FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON accounts.address USING ((consent & kernel.purpose_bit()) <> 0);
