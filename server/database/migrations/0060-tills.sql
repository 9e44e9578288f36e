-- Tills: drawers of cash, what was done at them, and where a fact from a till did not fit what the house knew.
-- A till works without a line for days; what it then tells comes here entry by entry, each with an id of its own,
-- and is worked once. The sales themselves are orders.
CREATE SCHEMA tills;
GRANT USAGE ON SCHEMA tills TO engawa_app;

-- One drawer from its opening float to its Z report.
CREATE TABLE tills.drawer (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  -- As the shop calls the till.
  till text NOT NULL,
  business_day date NOT NULL,
  currency text NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid,
  float_minor bigint NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  counted_minor bigint,
  -- Pieces of each note and coin, as they were counted: {"10000": 3, "100": 12}.
  pieces jsonb NOT NULL DEFAULT '{}',
  -- Z reports of a till count up.
  z_number int,
  -- What the till itself reckoned when it closed; the house reckons anew from the orders.
  told jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL,
  CHECK ((closed_at IS NULL) = (counted_minor IS NULL))
);
CREATE INDEX drawer_place ON tills.drawer (place_id, opened_at DESC);
CREATE UNIQUE INDEX drawer_z ON tills.drawer (place_id, till, z_number) WHERE z_number IS NOT NULL;

-- What was done at a till, as it told it. `booked`: it is in the books; `parked`: it happened and the books could not
-- take it, people look at it; `refused`: it needed a promise that was not given, and did not happen; `withdrawn`: the
-- till gave it up while the answer was still open; `set_aside`: it was parked, and somebody said why it stays out of the books.
CREATE TABLE tills.entry (
  id uuid PRIMARY KEY,
  drawer_id uuid NOT NULL,
  place_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('opened', 'sale', 'return', 'counted', 'paid_in', 'paid_out', 'closed', 'withdrawn')),
  outcome text NOT NULL CHECK (outcome IN ('booked', 'parked', 'refused', 'withdrawn', 'set_aside')),
  -- When it happened by the house's clock, and what the clock of the till said then.
  at timestamptz NOT NULL,
  till_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  staff_id uuid,
  -- The sale or the return.
  order_id uuid,
  total_minor bigint NOT NULL DEFAULT 0,
  -- By means of payment, below zero what went out: {"cash": 1100, "card": -500}.
  parts jsonb NOT NULL DEFAULT '{}',
  -- By reason: {"staff": 100}.
  discounts jsonb NOT NULL DEFAULT '{}',
  -- What a repetition is answered.
  answer jsonb NOT NULL,
  -- The whole, kept while it is not in the books.
  told jsonb
);
CREATE UNIQUE INDEX entry_order ON tills.entry (order_id) WHERE order_id IS NOT NULL AND kind IN ('sale', 'return', 'counted');
CREATE INDEX entry_drawer ON tills.entry (drawer_id, at);
CREATE INDEX entry_place ON tills.entry (place_id, received_at DESC);

-- Where a fact did not fit. Shortages of goods are conflicts of stock, which proposes what to do.
CREATE TABLE tills.conflict (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  entry_id uuid NOT NULL REFERENCES tills.entry (id),
  kind text NOT NULL CHECK (kind IN ('price_differs', 'total_differs', 'item_unknown', 'member_unknown',
    'clock_differs', 'drawer_unknown', 'not_booked', 'allowance_not_valid', 'value_short', 'coupon_lost', 'points_lost',
    'offer_unknown')),
  facts jsonb NOT NULL DEFAULT '{}',
  opened_at timestamptz NOT NULL,
  settled_at timestamptz,
  settled_by text,
  settlement text
);
CREATE INDEX conflict_open ON tills.conflict (place_id, opened_at) WHERE settled_at IS NULL;

-- The quick keys of a place.
CREATE TABLE tills.layout (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  item_ids uuid[] NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What a printer is to fetch (CloudPRNT) or is sent (ESC/POS). Kept until it was printed.
CREATE TABLE tills.print_job (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  printer text NOT NULL,
  order_id uuid,
  title text NOT NULL,
  -- receiptline markup; what the printer speaks is made when it asks.
  markup text NOT NULL,
  -- sending: it is out, and nothing is known of it yet. uncertain: it may have been printed, and no machine sends it again.
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'uncertain', 'printed', 'given_up')),
  made_at timestamptz NOT NULL,
  -- How often it went out, and when it did so last.
  attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  fetched_at timestamptz,
  -- What was wrong with the printer the last time.
  failure text CHECK (failure IN ('unreachable', 'not_ready', 'no_paper')),
  ended_at timestamptz
);
CREATE INDEX print_job_open ON tills.print_job (place_id, printer, made_at)
  WHERE state IN ('waiting', 'sending', 'uncertain');
