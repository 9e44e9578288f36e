-- Bookings: what can be booked (a table, a fitting, a stylist, a room, a slot), when, and by whom. The words of
-- a booking's life are those of FHIR's Appointment.
CREATE SCHEMA bookings;
GRANT USAGE ON SCHEMA bookings TO engawa_app;

-- Equality inside exclusion constraints; a trusted extension, so managed services allow it too.
CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;

CREATE TABLE bookings.resource (
  id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES places.place (id),
  code text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('table', 'fitting', 'staff', 'room', 'slot')),
  name_ja text NOT NULL,
  name_en text,
  -- How many bookings it takes at once.
  capacity int NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  -- The person, for kind staff.
  staff_id uuid REFERENCES staff.member (id),
  -- A booking is made at least so long before, and at most so many days ahead.
  lead_minutes int NOT NULL DEFAULT 0 CHECK (lead_minutes >= 0),
  horizon_days int NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 730),
  -- Until so long before the start the person may move or cancel it herself.
  cancel_minutes int NOT NULL DEFAULT 1440 CHECK (cancel_minutes >= 0),
  is_active boolean NOT NULL DEFAULT true,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  UNIQUE (place_id, code)
);

-- Weekly slots: minutes from midnight, may run past 24:00. ISO weekday; 8 is a public holiday.
CREATE TABLE bookings.rule (
  resource_id uuid NOT NULL REFERENCES bookings.resource (id) ON DELETE CASCADE,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 8),
  opens_minute smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 2160),
  slot_minutes smallint NOT NULL CHECK (slot_minutes BETWEEN 5 AND 1440),
  -- Less than the resource can take, at these hours; null is all of it.
  capacity int CHECK (capacity >= 1),
  PRIMARY KEY (resource_id, weekday, opens_minute),
  CHECK (closes_minute > opens_minute)
);

-- A day on which a resource is not as its week has it.
CREATE TABLE bookings.special_day (
  resource_id uuid NOT NULL REFERENCES bookings.resource (id) ON DELETE CASCADE,
  day date NOT NULL,
  -- [{opensMinute, closesMinute, slotMinutes, capacity}]; empty is a day without bookings.
  hours jsonb NOT NULL CHECK (jsonb_typeof(hours) = 'array'),
  reason text,
  PRIMARY KEY (resource_id, day)
);

CREATE TABLE bookings.booking (
  id uuid PRIMARY KEY,
  resource_id uuid NOT NULL REFERENCES bookings.resource (id),
  place_id uuid NOT NULL REFERENCES places.place (id),
  record_id uuid,
  during tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  -- How much of the capacity it takes.
  units int NOT NULL DEFAULT 1 CHECK (units >= 1),
  party_size int NOT NULL DEFAULT 1 CHECK (party_size BETWEEN 1 AND 1000),
  state text NOT NULL CHECK (state IN ('proposed', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
  -- The resource takes one at a time.
  is_exclusive boolean NOT NULL,
  channel text NOT NULL,
  language text NOT NULL DEFAULT 'ja',
  -- What it is for: a service, an order, a vehicle.
  subject text,
  cancelled_reason text,
  -- Grows with every change; iCalendar's SEQUENCE.
  revision int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT booking_no_overlap EXCLUDE USING gist (resource_id WITH =, during WITH &&)
    WHERE (is_exclusive AND state IN ('proposed', 'booked', 'arrived'))
);
CREATE INDEX booking_during ON bookings.booking USING gist (resource_id, during)
  WHERE state IN ('proposed', 'booked', 'arrived');
CREATE INDEX booking_place ON bookings.booking (place_id, lower(during));
CREATE INDEX booking_start ON bookings.booking (lower(during));
CREATE INDEX booking_record ON bookings.booking (record_id, lower(during)) WHERE record_id IS NOT NULL;

-- Who comes and how to reach her, sealed under her record's key.
CREATE TABLE bookings.contact (
  booking_id uuid PRIMARY KEY REFERENCES bookings.booking (id),
  record_id uuid NOT NULL,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL
);
ALTER TABLE bookings.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE bookings.contact FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON bookings.contact USING ((consent & kernel.purpose_bit()) <> 0);
