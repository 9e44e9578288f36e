-- Allowances: what a till may accept of one customer's value while it is cut off. What an allowance promises is kept in
-- the ledger and in the coupons until it is used or its time is over, so nobody else can spend it meanwhile.
CREATE SCHEMA allowances;
GRANT USAGE ON SCHEMA allowances TO engawa_app;

CREATE TABLE allowances.allowance (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  -- The terminal, as it names itself.
  till text NOT NULL,
  record_id uuid NOT NULL,
  points bigint NOT NULL CHECK (points >= 0),
  used_points bigint NOT NULL DEFAULT 0 CHECK (used_points BETWEEN 0 AND points),
  -- [{couponId, holdId}]: each kept under an id of its own.
  coupons jsonb NOT NULL DEFAULT '[]',
  granted_at timestamptz NOT NULL,
  -- The till accepts nothing by it from then on.
  expires_at timestamptz NOT NULL,
  -- Sales of its time may still arrive until then.
  kept_until timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'ended')),
  ended_at timestamptz,
  CHECK (granted_at < expires_at AND expires_at <= kept_until)
);
CREATE INDEX allowance_open ON allowances.allowance (kept_until) WHERE state = 'open';
CREATE INDEX allowance_record ON allowances.allowance (record_id, granted_at DESC);
