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

-- ---------------------------------------------------------------------------------------------------
-- Moments that other systems send: by the Segment wire or as CloudEvents
-- ---------------------------------------------------------------------------------------------------

-- A feed: one sending system with a write key of its own, kept as a hash.
CREATE TABLE moments.feed (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  channel text NOT NULL CHECK (channel IN ('web', 'app', 'line', 'store', 'phone')),
  place_id uuid REFERENCES places.place (id),
  -- What becomes of an event whose name no schema knows: set aside until one does, or counted by its name alone.
  unknown_names text NOT NULL CHECK (unknown_names IN ('quarantine', 'count')),
  -- Whether its word that she agreed (context.consent) makes her known; otherwise only decisions in our book do.
  trusts_consent boolean NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  ended_at timestamptz
);
REVOKE DELETE ON moments.feed FROM engawa_app;

-- What a custom event carries, by versions; fields that nobody declared are not kept.
CREATE TABLE moments.custom_schema (
  name text NOT NULL,
  version smallint NOT NULL CHECK (version > 0),
  type text NOT NULL CHECK (type ~ '^custom\.[a-z0-9_]{1,60}$'),
  fields jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (name, version)
);
REVOKE UPDATE, DELETE ON moments.custom_schema FROM engawa_app;

-- The moments that feeds sent. Too many for one event each: the log carries a bundle (`moments.arrived`) that names
-- its rows here. Ids are UUIDv7, so a partition is a month. No foreign keys: a check a row would cost as much as the
-- row; what is written was looked up in the same transaction. Once a moment's key is in moments.taken it is never
-- written again, in whatever month.
CREATE TABLE moments.moment (
  id uuid PRIMARY KEY,
  bundle_id uuid NOT NULL,
  feed_id uuid NOT NULL,
  type text NOT NULL,
  version smallint NOT NULL,
  -- Only when she had agreed to be known (purpose analytics) at that time.
  record_id uuid,
  place_id uuid,
  channel text NOT NULL,
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- Ids, numbers and codes only.
  data jsonb NOT NULL,
  consent bigint NOT NULL
) PARTITION BY RANGE (id);
CREATE INDEX moment_record ON moments.moment (record_id, occurred_at) WHERE record_id IS NOT NULL;
ALTER TABLE moments.moment ENABLE ROW LEVEL SECURITY;
ALTER TABLE moments.moment FORCE ROW LEVEL SECURITY;
-- Written under `service` only, like every personal row; the sub-select asks once a statement, not once a row (a fifth
-- of the row's cost).
CREATE POLICY purpose ON moments.moment
  USING (record_id IS NULL OR (consent & kernel.purpose_bit()) <> 0)
  WITH CHECK ((SELECT kernel.purpose_bit()) IN (1, 4097));
CREATE TABLE moments.moment_default PARTITION OF moments.moment DEFAULT;
-- Row security stands at the parent, so nobody may go round it.
REVOKE ALL ON moments.moment_default FROM engawa_app;

-- Partitions of this month and those ahead. Runs as the owner, since the server owns nothing.
CREATE FUNCTION moments.ensure_partitions(months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = moments, pg_temp
AS $$
DECLARE
  month date;
  made int := 0;
  partition text;
BEGIN
  PERFORM set_config('TimeZone', 'UTC', true);
  FOR offset_months IN 0..months_ahead LOOP
    month := date_trunc('month', now() + make_interval(months => offset_months))::date;
    partition := 'moment_' || to_char(month, 'YYYY_MM');
    IF to_regclass('moments.' || partition) IS NULL THEN
      EXECUTE format('CREATE TABLE moments.%I PARTITION OF moments.moment FOR VALUES FROM (%L) TO (%L)',
        partition, kernel.lowest_id(month), kernel.lowest_id((month + interval '1 month')::date));
      EXECUTE format('REVOKE ALL ON moments.%I FROM engawa_app', partition);
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION moments.ensure_partitions(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION moments.ensure_partitions(int) TO engawa_app;
SELECT moments.ensure_partitions(3);

-- What could not be taken, and why. The body is sealed whole: nobody knows what is in it.
CREATE TABLE moments.quarantine (
  id uuid PRIMARY KEY,
  feed_id uuid NOT NULL REFERENCES moments.feed (id),
  -- The key it has in moments.taken.
  key uuid NOT NULL UNIQUE,
  wire text NOT NULL CHECK (wire IN ('segment', 'cloudevents')),
  reason text NOT NULL,
  -- Which field, and the rule it breaks; never its value.
  detail text NOT NULL,
  -- Records it may be about, so that erasing them takes it along.
  record_ids uuid[] NOT NULL,
  body_sealed bytea,
  received_at timestamptz NOT NULL,
  tried_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'replayed', 'discarded')),
  CHECK ((state = 'waiting') = (body_sealed IS NOT NULL))
);
CREATE INDEX quarantine_waiting ON moments.quarantine (received_at, id) WHERE state = 'waiting';
CREATE INDEX quarantine_records ON moments.quarantine USING gin (record_ids) WHERE state = 'waiting';
