-- Payments: what is paid for an order by which means, what the provider says about it, and what we want it
-- to become. A job compares the two; the network is met in jobs only. No card number ever comes here.
CREATE SCHEMA payments;
GRANT USAGE ON SCHEMA payments TO engawa_app;

CREATE TABLE payments.payment (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('cash', 'card', 'jpqr', 'points', 'gift', 'invoice', 'exchange')),
  -- cash, ledger, invoice, counter (a clerk confirms), sandbox, stripe; 'default' until a job takes it.
  provider text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  currency text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'authorised', 'captured', 'voided', 'refunded', 'failed', 'unknown')),
  wanted text NOT NULL CHECK (wanted IN ('authorised', 'captured', 'voided')),
  -- No longer to be taken: a part of the order was cancelled before its money was captured.
  forgone_minor bigint NOT NULL DEFAULT 0,
  captured_minor bigint NOT NULL DEFAULT 0,
  -- Asked back, whether the provider has confirmed it or not.
  refunding_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  provider_reference text,
  -- The idempotency key that every call to the provider carries (with the verb behind it): the typed id, unique
  -- as that is.
  provider_key text NOT NULL,
  -- The provider's token of the means of payment, under the house's master key.
  token_sealed bytea,
  failure_code text,
  attempts int NOT NULL DEFAULT 0,
  -- When a job should look again; null when state and wish agree. While a job works it is the lease.
  next_try_at timestamptz,
  -- No foreign key: the order of the same transaction has looked at its place.
  place_id uuid,
  record_id uuid,
  -- Cash that was handed over for it; the change is the rest.
  tendered_minor bigint CHECK (tendered_minor >= amount_minor),
  -- The account of value that pays it (a gift card's bearer); null for points, which are the record's.
  bearer_id uuid,
  created_at timestamptz NOT NULL,
  authorised_at timestamptz,
  captured_at timestamptz,
  updated_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  CHECK (captured_minor BETWEEN 0 AND amount_minor),
  CHECK (forgone_minor BETWEEN 0 AND amount_minor),
  CHECK (refunding_minor BETWEEN 0 AND captured_minor),
  CHECK (refunded_minor BETWEEN 0 AND refunding_minor)
);
CREATE INDEX payment_order ON payments.payment (order_id);
CREATE INDEX payment_due ON payments.payment (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE UNIQUE INDEX payment_reference ON payments.payment (provider, provider_reference)
  WHERE provider_reference IS NOT NULL;

CREATE TABLE payments.refund (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments.payment (id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- The way it went back when that is not the payment's own: cash at the place of a return.
  paid_out_as text CHECK (paid_out_as IN ('cash', 'exchange')),
  place_id uuid REFERENCES places.place (id),
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'unknown')),
  provider_reference text,
  failure_code text,
  attempts int NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX refund_payment ON payments.refund (payment_id);
CREATE INDEX refund_due ON payments.refund (next_try_at) WHERE next_try_at IS NOT NULL;

-- What providers told us, each once. Their payloads are not kept: they may name a person.
CREATE TABLE payments.provider_event (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  payment_id uuid,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (provider, event_id)
);
