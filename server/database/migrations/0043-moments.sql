-- Moments from our own apps: where people came from (tracked links and posters), which browsers agreed to be
-- known, which moments were taken already, and how many there were of each. The moments themselves are events
-- of the log.
CREATE SCHEMA moments;
GRANT USAGE ON SCHEMA moments TO engawa_app;

-- A tracked link (`?s=<code>`), as a link or as a QR code on a poster. Printed paper stays, so a code never
-- changes its meaning; it only ends.
CREATE TABLE moments.source (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  kind text NOT NULL CHECK (kind IN ('poster', 'link', 'ad', 'line', 'receipt')),
  name text NOT NULL,
  -- Where it hangs or is handed out; a check-in by its QR is a visit there.
  place_id uuid REFERENCES places.place (id),
  -- The page of the shop it leads to.
  target text NOT NULL DEFAULT '/' CHECK (target ~ '^/([^/\\]|$)'),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  ended_at timestamptz
);
REVOKE DELETE ON moments.source FROM engawa_app;

-- A browser or app whose person agreed. Its token names the record; who never agreed has no row and no token.
CREATE TABLE moments.device (
  record_id uuid PRIMARY KEY REFERENCES customers.record (id),
  -- The account that signed in on it first; only that one is ever linked to this record.
  owner_record_id uuid REFERENCES customers.record (id),
  first_source_id uuid REFERENCES moments.source (id),
  last_source_id uuid REFERENCES moments.source (id),
  last_source_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX device_owner ON moments.device (owner_record_id) WHERE owner_record_id IS NOT NULL;

-- The ids that apps gave their moments: one is taken once, however often and late it is sent.
CREATE TABLE moments.taken (
  id uuid PRIMARY KEY,
  taken_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON moments.taken FROM engawa_app;

-- Counts by day, of everybody: nobody can be found in them.
CREATE TABLE moments.count (
  day date NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  place_id uuid REFERENCES places.place (id),
  source_id uuid REFERENCES moments.source (id),
  count bigint NOT NULL CHECK (count > 0)
);
CREATE UNIQUE INDEX count_key ON moments.count (day, type, channel, place_id, source_id)
  NULLS NOT DISTINCT;
CREATE INDEX count_source ON moments.count (source_id, day) WHERE source_id IS NOT NULL;
