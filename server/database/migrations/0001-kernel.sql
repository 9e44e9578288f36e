-- The kernel: roles, the log of moments, idempotency, listeners, sessions, API keys, webhooks.

-- The server works as a role that owns nothing; migrations run as the owner.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'engawa_app') THEN
    CREATE ROLE engawa_app NOLOGIN;
  END IF;
  EXECUTE format('GRANT engawa_app TO %I', current_user);
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO engawa_app', current_database());
END $$;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO engawa_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO engawa_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO engawa_app;

CREATE SCHEMA kernel;
GRANT USAGE ON SCHEMA kernel TO engawa_app;

-- Japanese order for people's eyes; a level-1 collation that takes カ, か and ｶ for the same.
CREATE COLLATION kernel.ja (provider = icu, locale = 'ja-JP');
CREATE COLLATION kernel.ja_loose (provider = icu, locale = 'ja-u-ks-level1', deterministic = false);

-- The purpose that the running transaction declared. Raises when none was: an unset parameter is an error,
-- and the empty text a finished SET LOCAL leaves behind is no number.
CREATE FUNCTION kernel.purpose_bit() RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('engawa.purpose')::bigint $$;

-- ---------------------------------------------------------------------------------------------------
-- The log of moments
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE kernel.event (
  id uuid NOT NULL,
  type text NOT NULL,
  version smallint NOT NULL,
  subject text NOT NULL,
  record_id uuid,
  place_id uuid,
  actor text NOT NULL,
  channel text,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  data jsonb NOT NULL,
  sealed bytea,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE kernel.event IS 'Append-only. Ids are UUIDv7, so a range of ids is a range of time; partitions are months. Personal fields only in sealed.';
-- Read by position and id only, so there is no other index: who asks by person reads customers.moment.

CREATE TABLE kernel.event_default PARTITION OF kernel.event DEFAULT;

-- Events wait here until they get their positions, those of one transaction in one row and in their order; seq is drawn
-- while the transaction runs, so a transaction that saw another's result has the higher one.
CREATE TABLE kernel.event_pending (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_ids uuid[] NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0);

-- The order of the log: dense, given after commit, never changed.
CREATE TABLE kernel.event_position (
  position bigint PRIMARY KEY,
  event_id uuid NOT NULL
);

CREATE TABLE kernel.log_epoch (
  epoch bigint PRIMARY KEY,
  began_at timestamptz NOT NULL DEFAULT now(),
  reason text NOT NULL
);
COMMENT ON TABLE kernel.log_epoch IS 'The newest row is the epoch of the log. A restore begins a new one, so that a reader with a cursor of before knows that positions may mean something else now.';
INSERT INTO kernel.log_epoch (epoch, reason)
  VALUES ((extract(epoch FROM clock_timestamp()) * 1000)::bigint, 'installed');

-- What is in the log stays in the log.
REVOKE UPDATE, DELETE ON kernel.event, kernel.event_default, kernel.event_position, kernel.log_epoch FROM engawa_app;

-- Gives positions to committed events: the caller's own (by their seqs, immune to dead rows) and what is
-- visible of others' near the head. One caller at a time, by a transaction lock that is let go after the
-- commit; the second statement therefore sees what the previous caller did. The deep look finds events
-- whose process died between commit and stamping. Answers the head and which events the newest positions were given to
-- (in order, up to the head), so that who stamped need not ask. The hint to others tells the head: who has read so far
-- has nothing to look for.
CREATE FUNCTION kernel.sequence_events(own bigint[], deep boolean, OUT head bigint, OUT ids uuid[])
LANGUAGE plpgsql
SET search_path = kernel, pg_temp
AS $$
DECLARE
  near bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(3405691582);
  SELECT coalesce(max(position), 0) INTO head FROM event_position;
  near := CASE WHEN deep THEN 0 ELSE coalesce((SELECT max(s) FROM unnest(own) s), 0) - 2000 END;
  WITH taken AS (
    DELETE FROM event_pending WHERE seq >= near RETURNING seq, event_ids
  ), own_old AS (
    DELETE FROM event_pending WHERE seq = ANY (own) AND seq < near RETURNING seq, event_ids
  ), fresh AS (
    SELECT * FROM taken UNION ALL SELECT * FROM own_old
  ), listed AS (
    SELECT f.seq, u.n, u.event_id FROM fresh f CROSS JOIN LATERAL unnest(f.event_ids) WITH ORDINALITY AS u(event_id, n)
  ), placed AS (
    INSERT INTO event_position (position, event_id)
    SELECT head + row_number() OVER (ORDER BY seq, n), event_id FROM listed ORDER BY seq, n
    RETURNING position, event_id
  )
  SELECT coalesce(max(position), head), coalesce(array_agg(event_id ORDER BY position), '{}') INTO head, ids FROM placed;
  IF cardinality(ids) > 0 THEN
    PERFORM pg_notify('engawa_log', head::text);
  END IF;
END $$;

-- Statistics for tables that have grown since the last ones. A plan made while a table was empty reads all of it, stays
-- with its connection until the table is analysed, and autovacuum looks only now and then: in a new house that is
-- thousands of orders. The size on disk is exact at once. Answers how many were analysed; runs as the owner. A small
-- sample does: what it is for is the size, and a full one of a young table was a tenth of what its orders cost Postgres.
-- One that looked empty because its rows were not committed yet is analysed again: every guest's checkout read the whole
-- table of records otherwise.
CREATE FUNCTION kernel.analyse_grown() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = kernel, pg_temp
SET default_statistics_target = 10
AS $$
DECLARE
  grown record;
  analysed int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(3405691583) THEN
    RETURN 0;
  END IF;
  FOR grown IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND pg_has_role(c.relowner, 'MEMBER')
      AND pg_relation_size(c.oid) > current_setting('block_size')::int
        * (16 + CASE WHEN c.reltuples = 0 AND pg_stat_get_mod_since_analyze(c.oid) > 0 THEN 0 ELSE 4 * c.relpages::bigint END)
    ORDER BY c.oid LIMIT 50
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %s', grown.name);
    analysed := analysed + 1;
  END LOOP;
  RETURN analysed;
END $$;

-- Partitions of the log by month. Runs as the owner, since the server owns nothing.
CREATE FUNCTION kernel.ensure_event_partitions(months_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = kernel, pg_temp
AS $$
DECLARE
  month date;
  made int := 0;
  partition text;
BEGIN
  PERFORM set_config('TimeZone', 'UTC', true);
  FOR offset_months IN 0..months_ahead LOOP
    month := date_trunc('month', now() + make_interval(months => offset_months))::date;
    partition := 'event_' || to_char(month, 'YYYY_MM');
    IF to_regclass('kernel.' || partition) IS NULL THEN
      EXECUTE format('CREATE TABLE kernel.%I PARTITION OF kernel.event FOR VALUES FROM (%L) TO (%L)',
        partition, lowest_id(month), lowest_id((month + interval '1 month')::date));
      EXECUTE format('REVOKE UPDATE, DELETE ON kernel.%I FROM engawa_app', partition);
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;

CREATE FUNCTION kernel.lowest_id(day date) RETURNS uuid
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT (lpad(to_hex((extract(epoch FROM day::timestamp AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0')
    || '00000000000000000000')::uuid $$;

REVOKE EXECUTE ON FUNCTION kernel.ensure_event_partitions(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.ensure_event_partitions(int) TO engawa_app;
REVOKE EXECUTE ON FUNCTION kernel.analyse_grown() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.analyse_grown() TO engawa_app;
SELECT kernel.ensure_event_partitions(3);

-- Where each listener stands, and what it could not digest.
CREATE TABLE kernel.listener (
  name text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  retry_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE kernel.listener_parked (
  listener text NOT NULL REFERENCES kernel.listener (name) ON DELETE CASCADE,
  position bigint NOT NULL,
  reason text NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (listener, position)
);

-- ---------------------------------------------------------------------------------------------------
-- Idempotency, sign-in, API keys
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE kernel.idempotency (
  scope text NOT NULL,
  key text NOT NULL,
  input_hash bytea NOT NULL,
  -- As it was written: nobody looks into it.
  answer json NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);

CREATE TABLE kernel.session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('staff', 'customer', 'device')),
  principal_id uuid NOT NULL,
  roles text[] NOT NULL DEFAULT '{}',
  place_id uuid,
  -- How it was opened and on what, in codes: {"method": "passkey", "browser": "safari", "system": "ios"}.
  about jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Of a customer who has stopped every use of her data: what admits her learns it with the session.
  is_stopped boolean NOT NULL DEFAULT false
);
CREATE INDEX session_principal ON kernel.session (principal_id);

CREATE TABLE kernel.api_key (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  name text NOT NULL,
  roles text[] NOT NULL,
  place_id uuid,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);

-- Failed attempts at secrets, by what was attacked (an account, an address), never by name in clear.
CREATE TABLE kernel.attempt (
  subject_hash bytea PRIMARY KEY,
  failures int NOT NULL,
  last_failed_at timestamptz NOT NULL,
  locked_until timestamptz
);

-- ---------------------------------------------------------------------------------------------------
-- Outgoing webhooks (Standard Webhooks)
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE kernel.webhook (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  event_types text[] NOT NULL,
  secret_sealed bytea NOT NULL,
  position bigint NOT NULL,
  is_enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  disabled_reason text
);
CREATE TABLE kernel.webhook_delivery (
  webhook_id uuid NOT NULL REFERENCES kernel.webhook (id) ON DELETE CASCADE,
  event_id uuid NOT NULL,
  position bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  last_status int,
  last_error text,
  delivered_at timestamptz,
  PRIMARY KEY (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_waiting ON kernel.webhook_delivery (next_attempt_at) WHERE state = 'waiting';

-- How often the tables of a subject were changed, so that what was read of them before can be used again as long as
-- the sum is the same: exact where money is at stake, for one look at a few rows. A row a connection, roughly, so
-- that writers do not wait for each other.
CREATE TABLE kernel.revision (
  subject text NOT NULL,
  shard smallint NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (subject, shard)
) WITH (fillfactor = 50);

-- As a statement trigger: FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('catalog').
CREATE FUNCTION kernel.revise() RETURNS trigger
LANGUAGE plpgsql
SET search_path = kernel, pg_temp
AS $$
BEGIN
  INSERT INTO revision AS r (subject, shard, value) VALUES (TG_ARGV[0], pg_backend_pid() % 64, 1)
  ON CONFLICT (subject, shard) DO UPDATE SET value = r.value + 1;
  RETURN NULL;
END $$;

-- Which modules are on, and small settings of the house.
CREATE TABLE kernel.setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
