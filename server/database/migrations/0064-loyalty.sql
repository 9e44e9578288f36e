-- Loyalty: by which rules points and stamps are earned, what orders gave by them, tiers, invitations. The value itself
-- stands in the ledger; here stands why.
CREATE SCHEMA loyalty;
GRANT USAGE ON SCHEMA loyalty TO engawa_app;

-- An earning rule: one kind is one plain function, `terms` are its arguments.
CREATE TABLE loyalty.rule (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  kind text NOT NULL CHECK (kind IN ('order', 'line', 'place', 'tier', 'time', 'first_visit', 'review', 'event', 'visit',
    'invite')),
  name_ja text NOT NULL,
  name_en text,
  terms jsonb NOT NULL,
  -- Days until its points expire; null never.
  point_days int CHECK (point_days BETWEEN 1 AND 3660),
  valid_from timestamptz,
  valid_until timestamptz,
  -- Written, proposed, approved by somebody else, stopped for a while, over for good; what is approved is on in its period.
  state text NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'paused', 'ended')),
  -- The next wording of what is on, until it is approved.
  next jsonb,
  next_state text CHECK (next_state IN ('draft', 'proposed')),
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK ((next IS NULL) = (next_state IS NULL)),
  CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);

-- A stamp card of a campaign; its stamps are the ledger's unit `stamp:<code>`.
CREATE TABLE loyalty.card (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ja text NOT NULL,
  name_en text,
  size int NOT NULL CHECK (size BETWEEN 1 AND 100),
  -- How stamps are given: by order, by scan, by the QR of a place.
  terms jsonb NOT NULL,
  -- What a full card is worth: one of these is chosen.
  rewards jsonb NOT NULL,
  stamp_days int CHECK (stamp_days BETWEEN 1 AND 3660),
  reward_days int NOT NULL DEFAULT 60 CHECK (reward_days BETWEEN 1 AND 3660),
  valid_from timestamptz,
  valid_until timestamptz,
  -- Written, proposed, approved by somebody else, stopped for a while, over for good; what is approved is on in its period.
  state text NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'paused', 'ended')),
  -- The next wording of what is on, until it is approved.
  next jsonb,
  next_state text CHECK (next_state IN ('draft', 'proposed')),
  written_by text NOT NULL,
  written_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK ((next IS NULL) = (next_state IS NULL)),
  CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);

-- What an order earned by a rule, a card or an invitation, as it stands; `terms` are those of its first earning, so that
-- a return is reckoned as the sale was.
CREATE TABLE loyalty.earning (
  order_id uuid NOT NULL,
  source_id uuid NOT NULL,
  record_id uuid NOT NULL,
  unit text NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  is_pending boolean NOT NULL,
  terms jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, source_id)
);

-- What was true of the customer when she ordered: tiers and first visits do not change afterwards.
CREATE TABLE loyalty.order_basis (
  order_id uuid PRIMARY KEY,
  tier_code text,
  is_first boolean NOT NULL
);

-- What was given outside of orders: visits, scans, reviews, events. The key makes each of them once.
CREATE TABLE loyalty.given (
  source_id uuid NOT NULL,
  key text NOT NULL,
  record_id uuid NOT NULL,
  place_id uuid,
  at timestamptz NOT NULL,
  unit text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  -- Whoever gave it: `customer`, `staff:stf_…`.
  actor text NOT NULL,
  PRIMARY KEY (source_id, key)
);
CREATE INDEX given_record ON loyalty.given (record_id, at DESC);
REVOKE UPDATE, DELETE ON loyalty.given FROM engawa_app;

CREATE TABLE loyalty.reward (
  id uuid PRIMARY KEY,
  card_id uuid NOT NULL REFERENCES loyalty.card (id),
  record_id uuid NOT NULL,
  choice text NOT NULL,
  taken_at timestamptz NOT NULL
);
CREATE INDEX reward_record ON loyalty.reward (record_id, taken_at DESC);

-- How long purchases count for tiers; one row.
CREATE TABLE loyalty.scheme (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  period_months int NOT NULL DEFAULT 12 CHECK (period_months BETWEEN 1 AND 60),
  -- A tier that is no longer reached stays so long.
  grace_days int NOT NULL DEFAULT 30 CHECK (grace_days BETWEEN 0 AND 366)
);
INSERT INTO loyalty.scheme DEFAULT VALUES;

CREATE TABLE loyalty.tier (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ja text NOT NULL,
  name_en text,
  threshold_minor bigint NOT NULL UNIQUE CHECK (threshold_minor > 0)
);

CREATE TABLE loyalty.invite (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL UNIQUE,
  code text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);
CREATE TABLE loyalty.invited (
  record_id uuid PRIMARY KEY,
  invite_id uuid NOT NULL REFERENCES loyalty.invite (id),
  accepted_at timestamptz NOT NULL,
  -- The order that counts: the first whose goods have gone.
  order_id uuid UNIQUE
);
CREATE INDEX invited_invite ON loyalty.invited (invite_id);

-- Points at an outside points master, of an order or posted beside orders: what the house wants it to know, and what it
-- told last. A job brings the one to the other; the version grows with every change of the wish, so that a call that
-- arrives late changes nothing.
CREATE TABLE loyalty.master_subject (
  -- Of the order, or of the posting set that came first under its reference.
  subject_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('order', 'posting')),
  -- Under which the ledger knows it: `ord_…`, `adjustment:…`, `visit:…`.
  reference text NOT NULL,
  record_id uuid NOT NULL,
  wanted text NOT NULL CHECK (wanted IN ('held', 'settled', 'released')),
  spent bigint NOT NULL CHECK (spent >= 0),
  earned bigint NOT NULL CHECK (earned >= 0),
  version int NOT NULL DEFAULT 1 CHECK (version > 0),
  told text NOT NULL DEFAULT 'nothing' CHECK (told IN ('nothing', 'held', 'settled', 'released', 'refused')),
  told_version int NOT NULL DEFAULT 0 CHECK (told_version <= version),
  reason text,
  attempts int NOT NULL DEFAULT 0,
  -- Not called again before; null when nothing is to be told.
  next_at timestamptz,
  changed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX master_subject_reference ON loyalty.master_subject (reference, record_id);
CREATE INDEX master_subject_due ON loyalty.master_subject (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX master_subject_record ON loyalty.master_subject (record_id);
CREATE INDEX master_subject_refused ON loyalty.master_subject (changed_at) WHERE told = 'refused';
