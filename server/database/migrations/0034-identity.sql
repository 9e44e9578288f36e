-- Identity: which records may be one person. Blocking tokens to look one record up among a million, models that
-- were learnt from the whole book, and the pairs that were judged. No value is in clear: tokens are keyed hashes,
-- evidence is the names of fields and levels. What hangs on a record dies with its key, in the same transaction.
CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO engawa_app;

-- What one run over the whole book learnt; the highest version counts. `learnt` holds weights and shares.
CREATE TABLE identity.model (
  id uuid PRIMARY KEY,
  version int NOT NULL UNIQUE CHECK (version > 0),
  plan_version int NOT NULL,
  learnt jsonb NOT NULL,
  record_count int NOT NULL CHECK (record_count >= 0),
  pair_count int NOT NULL CHECK (pair_count >= 0),
  duration_ms int NOT NULL CHECK (duration_ms >= 0),
  learnt_at timestamptz NOT NULL,
  learnt_by text NOT NULL
);
REVOKE UPDATE ON identity.model FROM engawa_app;

-- How many records of the book share a value (a family name, a postal code): a keyed hash and a count, kept
-- only of values that several records have.
CREATE TABLE identity.term (
  model_version int NOT NULL,
  token bigint NOT NULL,
  record_count int NOT NULL,
  PRIMARY KEY (model_version, token)
);

-- The tokens of a record as they were made last.
CREATE TABLE identity.scored (
  record_id uuid PRIMARY KEY REFERENCES privacy.record_key (record_id) ON DELETE CASCADE,
  tokens bigint[] NOT NULL,
  plan_version int NOT NULL,
  -- 0: indexed only, no model had been learnt.
  model_version int NOT NULL,
  scored_at timestamptz NOT NULL
);

-- token → records, as the last run over the book left them. Rows go by the trigger below, which knows the tokens of the record that goes.
CREATE TABLE identity.block (
  token bigint NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (token, record_id)
);

-- Tokens that came since the last run over the whole book. A keyed hash falls anywhere in an index: in one of a million
-- people each of a record's tokens wrote another page, 70 kB of log a record. A small index stays in memory, and the
-- run moves it over in order.
CREATE TABLE identity.fresh_block (
  token bigint NOT NULL,
  record_id uuid NOT NULL,
  PRIMARY KEY (token, record_id)
);

CREATE FUNCTION identity.forget_blocks() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- In this order: what is on its way from one to the other is found in the second.
  DELETE FROM identity.fresh_block b USING unnest(OLD.tokens) AS t(token)
  WHERE b.token = t.token AND b.record_id = OLD.record_id;
  DELETE FROM identity.block b USING unnest(OLD.tokens) AS t(token)
  WHERE b.token = t.token AND b.record_id = OLD.record_id;
  RETURN OLD;
END $$;
CREATE TRIGGER scored_forgotten AFTER DELETE ON identity.scored
  FOR EACH ROW EXECUTE FUNCTION identity.forget_blocks();

-- Two records that were judged likely enough to keep: why, how it stands, and who decided.
CREATE TABLE identity.pair (
  record_a uuid NOT NULL REFERENCES privacy.record_key (record_id) ON DELETE CASCADE,
  record_b uuid NOT NULL REFERENCES privacy.record_key (record_id) ON DELETE CASCADE,
  probability real NOT NULL CHECK (probability BETWEEN 0 AND 1),
  strength text NOT NULL CHECK (strength IN ('strong', 'weak', 'doubtful')),
  -- linked: the score joined them. open: for people. quiet: the policy wants nothing of it, or it faded.
  state text NOT NULL CHECK (state IN ('linked', 'open', 'quiet', 'same', 'different', 'unsure')),
  -- Why people are asked: doubt, conflict, bridge, lone, policy, refused.
  reason text,
  conflict text,
  -- Fields, levels and bits; no values.
  evidence jsonb NOT NULL,
  -- How much deciding it is worth: likely pairs of people with much history first.
  worth real NOT NULL DEFAULT 0,
  model_version int NOT NULL,
  found_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (record_a, record_b),
  CHECK (record_a < record_b),
  CHECK ((state IN ('same', 'different', 'unsure')) = (decided_at IS NOT NULL))
);
CREATE INDEX pair_b ON identity.pair (record_b);
CREATE INDEX pair_queue ON identity.pair (worth DESC, record_a, record_b) WHERE state = 'open';
CREATE INDEX pair_unsure ON identity.pair (worth DESC, record_a, record_b) WHERE state = 'unsure';

-- What the house does with each strength; one row.
CREATE TABLE identity.policy (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  strong text NOT NULL DEFAULT 'link' CHECK (strong IN ('link', 'review', 'nothing')),
  weak text NOT NULL DEFAULT 'link' CHECK (weak IN ('link', 'review', 'nothing')),
  doubtful text NOT NULL DEFAULT 'review' CHECK (doubtful IN ('review', 'nothing')),
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT 'system'
);
INSERT INTO identity.policy DEFAULT VALUES;
