-- The café: what can be made and how it can be had, how much a kitchen makes in a slot, baskets that several phones
-- fill, and the tickets that a kitchen works off. An order of a café is an order like any other (orders.order); a
-- ticket is what has to be made for it.
CREATE SCHEMA kitchen;
GRANT USAGE ON SCHEMA kitchen TO engawa_app;

-- A choice that she makes for an item: the milk, how sweet, one more shot. So many of it, at least and at most.
CREATE TABLE kitchen.option_group (
  code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,29}$'),
  name_ja text NOT NULL,
  name_en text NOT NULL,
  picks_min smallint NOT NULL CHECK (picks_min >= 0),
  picks_max smallint NOT NULL CHECK (picks_max BETWEEN greatest(1, picks_min) AND 20),
  position smallint NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE kitchen.option (
  group_code text NOT NULL REFERENCES kitchen.option_group (code),
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,29}$'),
  name_ja text NOT NULL,
  name_en text NOT NULL,
  -- Added to the price of the item, tax included, the same eaten in or taken out.
  price_minor bigint NOT NULL,
  -- Chosen where she says nothing.
  is_usual boolean NOT NULL,
  -- Codes of menu/allergens.ts that it brings, and that it takes away (oat milk has no milk in it).
  adds_allergens text[] NOT NULL,
  removes_allergens text[] NOT NULL,
  -- Options (`group:code`) that cannot be had together with it.
  excludes text[] NOT NULL,
  position smallint NOT NULL,
  is_active boolean NOT NULL,
  PRIMARY KEY (group_code, code)
);

-- An item that is made to order.
CREATE TABLE kitchen.menu_item (
  item_id uuid PRIMARY KEY REFERENCES catalog.item (id),
  station text NOT NULL CHECK (station ~ '^[a-z][a-z0-9_]{0,29}$'),
  -- How long it takes, and how much of a slot of its station one piece takes.
  prepare_seconds int NOT NULL CHECK (prepare_seconds BETWEEN 0 AND 7200),
  units smallint NOT NULL CHECK (units BETWEEN 1 AND 100),
  group_codes text[] NOT NULL,
  allergens text[] NOT NULL,
  -- Tax included. The catalogue's price is that of eating in; without one of its own, what is taken out costs the same.
  out_price_minor bigint CHECK (out_price_minor >= 0),
  -- Food and drink taken out have the reduced rate; alcohol has not (消費税法 別表第一).
  is_reduced_out boolean NOT NULL,
  position int NOT NULL,
  is_active boolean NOT NULL,
  updated_at timestamptz NOT NULL
);

-- A place whose kitchen takes orders ahead. Whoever promises a time locks its row first.
CREATE TABLE kitchen.shop (
  place_id uuid PRIMARY KEY REFERENCES places.place (id),
  slot_minutes smallint NOT NULL CHECK (slot_minutes IN (2, 3, 5, 10, 15, 20, 30)),
  -- So far ahead a slot can be chosen.
  ahead_minutes int NOT NULL CHECK (ahead_minutes BETWEEN 10 AND 10080),
  has_seats boolean NOT NULL,
  last_call int NOT NULL DEFAULT 0,
  is_active boolean NOT NULL,
  updated_at timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE kitchen.station (
  place_id uuid NOT NULL REFERENCES kitchen.shop (place_id),
  code text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,29}$'),
  name_ja text NOT NULL,
  name_en text NOT NULL,
  -- What its people and machines make in one slot.
  units_per_slot int NOT NULL CHECK (units_per_slot BETWEEN 1 AND 10000),
  position smallint NOT NULL,
  PRIMARY KEY (place_id, code)
);

-- What a kitchen does not make for now: the whole shop (`shop`), an item (`item:<uuid>`), an option (`option:milk:oat`).
CREATE TABLE kitchen.pause (
  place_id uuid NOT NULL REFERENCES kitchen.shop (place_id),
  subject text NOT NULL,
  until timestamptz,
  paused_at timestamptz NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (place_id, subject)
);

-- What of a slot is promised.
CREATE TABLE kitchen.slot (
  place_id uuid NOT NULL,
  station text NOT NULL,
  starts_at timestamptz NOT NULL,
  taken_units int NOT NULL CHECK (taken_units >= 0),
  PRIMARY KEY (place_id, station, starts_at)
) WITH (fillfactor = 70);

-- What she puts together; with its link others put in theirs, each from a phone of their own.
CREATE TABLE kitchen.basket (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  place_id uuid NOT NULL REFERENCES kitchen.shop (place_id),
  is_eaten_in boolean NOT NULL,
  -- Null: as soon as it can be.
  wanted_at timestamptz,
  starts_by text NOT NULL CHECK (starts_by IN ('clock', 'arrival')),
  is_group boolean NOT NULL,
  seat_count smallint NOT NULL DEFAULT 1,
  order_id uuid UNIQUE,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX basket_updated ON kitchen.basket (updated_at);

-- A phone at a basket. Who holds it has no name here: seats are told apart by flowers.
CREATE TABLE kitchen.seat (
  basket_id uuid NOT NULL REFERENCES kitchen.basket (id) ON DELETE CASCADE,
  number smallint NOT NULL,
  key_hash bytea NOT NULL,
  PRIMARY KEY (basket_id, number)
);

CREATE TABLE kitchen.basket_line (
  basket_id uuid NOT NULL REFERENCES kitchen.basket (id) ON DELETE CASCADE,
  number int NOT NULL,
  seat smallint NOT NULL,
  item_id uuid NOT NULL,
  -- `group:code`, in the order of the menu.
  options text[] NOT NULL,
  quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 50),
  PRIMARY KEY (basket_id, number)
);

CREATE TABLE kitchen.ticket (
  order_id uuid PRIMARY KEY,
  place_id uuid NOT NULL,
  -- Called out at the counter; begins anew at 1 after 999.
  call_number int NOT NULL,
  state text NOT NULL CHECK (state IN ('unpaid', 'waiting', 'started', 'ready', 'handed_over', 'ended')),
  is_eaten_in boolean NOT NULL,
  starts_by text NOT NULL CHECK (starts_by IN ('clock', 'arrival')),
  placed_at timestamptz NOT NULL,
  start_at timestamptz NOT NULL,
  -- What she was told first, and what she is told now.
  first_promised_at timestamptz NOT NULL,
  promised_at timestamptz NOT NULL,
  expected_at timestamptz,
  arrived_at timestamptz,
  started_at timestamptz,
  ready_at timestamptz,
  handed_over_at timestamptz,
  code_hash bytea NOT NULL UNIQUE
);
CREATE INDEX ticket_open ON kitchen.ticket (place_id, promised_at) WHERE state IN ('unpaid', 'waiting', 'started', 'ready');
CREATE INDEX ticket_start ON kitchen.ticket (start_at) WHERE state = 'waiting';
CREATE INDEX ticket_day ON kitchen.ticket (place_id, placed_at);

-- One piece, with a label of its own.
CREATE TABLE kitchen.cup (
  order_id uuid NOT NULL REFERENCES kitchen.ticket (order_id),
  number smallint NOT NULL,
  -- Of the order: what is taken off it is not made.
  line smallint NOT NULL,
  seat smallint NOT NULL,
  item_id uuid NOT NULL,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  options_ja text[] NOT NULL,
  options_en text[] NOT NULL,
  -- What was chosen, to be ordered again.
  options text[] NOT NULL,
  allergens text[] NOT NULL,
  station text NOT NULL,
  units smallint NOT NULL,
  bumped_at timestamptz,
  PRIMARY KEY (order_id, number)
);

-- What a ticket takes of which slot.
CREATE TABLE kitchen.load (
  order_id uuid NOT NULL REFERENCES kitchen.ticket (order_id),
  station text NOT NULL,
  starts_at timestamptz NOT NULL,
  units int NOT NULL CHECK (units > 0),
  PRIMARY KEY (order_id, station, starts_at)
);
