-- The one ledger of value: points, stamps, gift value, store credit. Double entry: every set sums to zero for
-- each unit. What an owner has stands in lots that expire oldest first. Amounts are whole numbers of the unit
-- (points, stamps, minor units of a currency).
CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO engawa_app;

-- As domains, so that their form is looked at when a row is made and not again with every change of a balance: as checks
-- of the table they were two fifths of what an update of an account cost (3.9 of 10 µs).
-- points, stamp:<campaign>, gift:<currency>, credit:<currency>
CREATE DOMAIN ledger.unit_name AS text CHECK (VALUE ~ '^[a-z][a-z_]{0,29}(:[A-Za-z0-9_-]{1,64})?$');
-- main; overdraft:<policy>; for the house issued, spent, expired, opening, adjusted.
CREATE DOMAIN ledger.account_code AS text CHECK (VALUE ~ '^[a-z][a-z_]{0,29}(:[a-z_]{1,30})?$');

CREATE TABLE ledger.account (
  id uuid PRIMARY KEY,
  -- record: a customer's record (not the customer, so that links can be taken away exactly); bearer: whoever
  -- holds the code; party: a partner company; house: where value comes from and goes to.
  owner_kind text NOT NULL CHECK (owner_kind IN ('record', 'bearer', 'party', 'house')),
  owner_id uuid NOT NULL,
  unit ledger.unit_name NOT NULL,
  code ledger.account_code NOT NULL,
  is_overdraft_allowed boolean NOT NULL DEFAULT false,
  -- False for the house's accounts: a row that every posting touched would make all of them wait for each
  -- other. Their balance is the sum of their postings.
  is_balance_kept boolean NOT NULL DEFAULT true,
  pending_amount bigint NOT NULL DEFAULT 0 CHECK (pending_amount >= 0),
  available_amount bigint NOT NULL DEFAULT 0,
  reserved_amount bigint NOT NULL DEFAULT 0 CHECK (reserved_amount >= 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT account_once UNIQUE (owner_id, unit, owner_kind, code),
  CONSTRAINT account_not_overdrawn CHECK (available_amount >= 0 OR is_overdraft_allowed)
) WITH (fillfactor = 70);

-- A journal entry. Ids are UUIDv7, so a range of ids is a range of time; partitions are months.
CREATE TABLE ledger.posting_set (
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('earn', 'spend', 'adjust', 'transfer', 'mature', 'expire', 'opening',
    'reverse')),
  -- The typed id of what it is about: `ord_…`, or an importer's source and row.
  reference text NOT NULL,
  reverses_id uuid,
  -- A code: why it was adjusted.
  reason text,
  occurred_at timestamptz NOT NULL,
  business_day date NOT NULL,
  recorded_at timestamptz NOT NULL,
  place_id uuid,
  actor text NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE ledger.posting_set IS 'Append-only.';
CREATE INDEX posting_set_reference ON ledger.posting_set (reference);
CREATE TABLE ledger.posting_set_default PARTITION OF ledger.posting_set DEFAULT;

-- No foreign keys on the hot tables: sets, postings and lots are written by one function in one transaction,
-- and proveLedger finds any difference.
CREATE TABLE ledger.posting (
  set_id uuid NOT NULL,
  line smallint NOT NULL,
  account_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount <> 0),
  lot_id uuid,
  PRIMARY KEY (set_id, line)
) PARTITION BY RANGE (set_id);
COMMENT ON TABLE ledger.posting IS 'Append-only: a balance is the sum of its postings.';
CREATE INDEX posting_account ON ledger.posting (account_id, set_id);
CREATE TABLE ledger.posting_default PARTITION OF ledger.posting DEFAULT;
REVOKE UPDATE, DELETE, TRUNCATE ON ledger.posting_set, ledger.posting_set_default, ledger.posting,
  ledger.posting_default FROM engawa_app;

-- What must post once only: an importer's row, a till's sale. For ever, hence not partitioned.
CREATE TABLE ledger.once (
  key text NOT NULL,
  set_id uuid NOT NULL,
  CONSTRAINT once_pkey PRIMARY KEY (key)
);

-- Value that came at one time, with its own expiry.
CREATE TABLE ledger.lot (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  set_id uuid NOT NULL,
  reference text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'available')),
  original_amount bigint NOT NULL CHECK (original_amount > 0),
  -- Not yet spent, expired or reversed; includes what is reserved.
  remaining_amount bigint NOT NULL CHECK (remaining_amount BETWEEN 0 AND original_amount),
  reserved_amount bigint NOT NULL DEFAULT 0 CHECK (reserved_amount BETWEEN 0 AND remaining_amount),
  -- What indexes ask by: with the amount itself in their conditions, taking a part of a lot would write all of them anew.
  is_open boolean NOT NULL GENERATED ALWAYS AS (remaining_amount > 0) STORED,
  -- The first moment at which it cannot be spent.
  expires_at timestamptz,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'
) WITH (fillfactor = 80);
CREATE INDEX lot_open ON ledger.lot (account_id, expires_at, id) WHERE is_open;
CREATE INDEX lot_expiry ON ledger.lot (expires_at) WHERE is_open AND expires_at IS NOT NULL;
CREATE INDEX lot_pending ON ledger.lot (reference) WHERE state = 'pending';

-- Value kept for a checkout: from which lots, in order of taking.
CREATE TABLE ledger.hold (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  lot_ids uuid[] NOT NULL,
  lot_amounts bigint[] NOT NULL,
  expires_at timestamptz,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'captured', 'released', 'expired')),
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((state = 'active') = (ended_at IS NULL))
);
CREATE INDEX hold_subject ON ledger.hold (subject_id) WHERE state = 'active';
CREATE INDEX hold_expiry ON ledger.hold (expires_at) WHERE state = 'active' AND expires_at IS NOT NULL;

-- Codes whose holder owns the value (gift cards): only a keyed hash is kept.
CREATE TABLE ledger.bearer (
  id uuid PRIMARY KEY,
  code_hash bytea NOT NULL UNIQUE,
  -- The end of the code, for people at the till.
  code_tail text NOT NULL,
  unit text NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked', 'closed')),
  created_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'
);
