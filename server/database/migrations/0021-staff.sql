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
