-- Devices: tills, tablets, lockers, sensors, displays, printers. They are reconciled, not commanded: what we
-- want and what they report are rows, and whoever looks compares the two.
CREATE SCHEMA devices;
GRANT USAGE ON SCHEMA devices TO engawa_app;

CREATE TABLE devices.device (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('till', 'tablet', 'locker', 'sensor', 'display', 'printer')),
  place_id uuid NOT NULL REFERENCES places.place (id),
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'enrolled', 'retired')),
  -- Keyed hash of the code that enrols it once.
  code_token bytea UNIQUE,
  code_expires_at timestamptz,
  desired jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(desired) = 'object'),
  -- Grows with every change of the wish, so that a device can say which one it has seen.
  desired_revision bigint NOT NULL DEFAULT 0,
  reported jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(reported) = 'object'),
  reported_at timestamptz,
  last_seen_at timestamptz,
  enrolled_at timestamptz,
  retired_at timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  CHECK ((code_token IS NULL) = (code_expires_at IS NULL)),
  CHECK (state <> 'retired' OR retired_at IS NOT NULL)
);
CREATE INDEX device_place ON devices.device (place_id, kind);
