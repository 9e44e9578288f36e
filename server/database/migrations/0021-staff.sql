-- Staff: the people who work here, what they may do and how they sign in. Staff are persons too: name and
-- sign-in name are sealed under a key of their own (record id = staff id).
CREATE SCHEMA staff;
GRANT USAGE ON SCHEMA staff TO engawa_app;

CREATE TABLE staff.member (
  id uuid PRIMARY KEY,
  -- Blind index of the normalised sign-in name; null once the person has been erased.
  login_token bytea UNIQUE,
  -- { name, login } under the member's own key.
  profile_sealed bytea NOT NULL,
  -- 'scrypt$<N>$<r>$<p>$<salt>$<hash>'; null for people who only use a PIN at a till.
  password_hash text CHECK (password_hash LIKE 'scrypt$%'),
  pin_hash text CHECK (pin_hash LIKE 'scrypt$%'),
  roles text[] NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 10),
  -- The place they act for; null acts for all.
  place_id uuid REFERENCES places.place (id),
  is_active boolean NOT NULL DEFAULT true,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (login_token IS NOT NULL OR NOT is_active)
);
CREATE INDEX member_place ON staff.member (place_id) WHERE place_id IS NOT NULL;

-- The second factor of signing in: time-based codes (RFC 6238) of an app on a telephone, passkeys, or both.
CREATE TABLE staff.second_factor (
  staff_id uuid PRIMARY KEY REFERENCES staff.member (id),
  -- { secret } under the member's own key.
  secret_sealed bytea NOT NULL,
  -- Null until a first code has shown that the app has the secret.
  confirmed_at timestamptz,
  -- The newest step of 30 seconds whose code was taken: neither it nor an older one counts again.
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL
);

-- A passkey beside the password; a public key, nothing personal.
CREATE TABLE staff.passkey (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff.member (id),
  credential_id bytea NOT NULL UNIQUE CHECK (length(credential_id) BETWEEN 1 AND 1023),
  public_key bytea NOT NULL,
  -- Counts uses on authenticators that count; one that goes back is a copy.
  use_count bigint NOT NULL DEFAULT 0,
  -- Whether it is kept in a cloud and so outlives the device.
  is_backed_up boolean NOT NULL,
  -- The kind of browser it was made on, in codes.
  about jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkey_staff ON staff.passkey (staff_id);

-- What an authenticator has to sign, for five minutes and once.
CREATE TABLE staff.challenge (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('new', 'show')),
  challenge text NOT NULL,
  staff_id uuid NOT NULL REFERENCES staff.member (id),
  expires_at timestamptz NOT NULL
);
CREATE INDEX challenge_expiry ON staff.challenge (expires_at);

-- Codes for the day telephone and passkeys are lost: keyed hashes, each good once. They go with the last factor.
CREATE TABLE staff.recovery_code (
  staff_id uuid NOT NULL REFERENCES staff.member (id),
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (staff_id, code_hash)
);

-- Who needs a second factor; no row means headquarters.
CREATE TABLE staff.second_factor_rule (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  asked_of text NOT NULL CHECK (asked_of IN ('headquarters', 'nobody')),
  -- Why nobody is asked: an example holds nobody's data.
  because text CHECK (because IN ('example', 'owner')),
  changed_at timestamptz NOT NULL,
  CHECK ((asked_of = 'nobody') = (because IS NOT NULL))
);
