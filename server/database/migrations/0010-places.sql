-- Places: one kind for shops, web shops, warehouses, lockers, clinics; their brands; the parties (companies)
-- that the house works with.
CREATE SCHEMA places;
GRANT USAGE ON SCHEMA places TO engawa_app;

CREATE TABLE places.brand (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_ja text NOT NULL,
  name_en text,
  attributes jsonb NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

-- A company: ourselves, a partner, a wholesale customer, a maker.
CREATE TABLE places.party (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('own', 'partner', 'wholesale', 'maker')),
  name_ja text NOT NULL,
  name_en text,
  -- 適格請求書発行事業者登録番号, T + 13 digits.
  invoice_number text CHECK (invoice_number ~ '^T[0-9]{13}$'),
  attributes jsonb NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

CREATE TABLE places.place (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('store', 'web', 'app', 'line', 'warehouse', 'locker', 'kerbside', 'cafe',
    'clinic', 'lounge', 'dock', 'event')),
  name_ja text NOT NULL,
  name_en text,
  name_kana text,
  brand_id uuid REFERENCES places.brand (id),
  party_id uuid REFERENCES places.party (id),
  parent_id uuid REFERENCES places.place (id),
  -- Bits of capability; see modules/places/capabilities.ts.
  capabilities int NOT NULL DEFAULT 0,
  time_zone text NOT NULL,
  currency text NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  postal_code text,
  address text,
  address_kana text,
  phone text,
  -- The minute at which the business day ends: 300 is 29:00, so a sale at 02:00 belongs to yesterday.
  day_ends_minute smallint NOT NULL DEFAULT 0 CHECK (day_ends_minute BETWEEN 0 AND 720),
  -- Closed on public holidays, whatever the weekday says.
  closes_on_holidays boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK (parent_id <> id)
);
CREATE INDEX place_parent ON places.place (parent_id) WHERE parent_id IS NOT NULL;

-- What other systems call a place: store 7 of one system is not store 7 of another.
CREATE TABLE places.place_key (
  source text NOT NULL,
  key text NOT NULL,
  place_id uuid NOT NULL REFERENCES places.place (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (source, key)
);
CREATE INDEX place_key_place ON places.place_key (place_id);

-- Weekly hours: minutes from midnight, may run past 24:00. ISO weekday, 1 is Monday; 8 is a public holiday
-- (without such rows a holiday has the hours of its weekday). A place without any row is always open.
CREATE TABLE places.hours (
  place_id uuid NOT NULL REFERENCES places.place (id) ON DELETE CASCADE,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 8),
  opens_minute smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 2160),
  PRIMARY KEY (place_id, weekday, opens_minute),
  CHECK (closes_minute > opens_minute)
);

-- Days that differ: other hours, or closed when there are none.
CREATE TABLE places.special_day (
  place_id uuid NOT NULL REFERENCES places.place (id) ON DELETE CASCADE,
  day date NOT NULL,
  reason text,
  PRIMARY KEY (place_id, day)
);
CREATE TABLE places.special_hours (
  place_id uuid NOT NULL,
  day date NOT NULL,
  opens_minute smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 2160),
  PRIMARY KEY (place_id, day, opens_minute),
  FOREIGN KEY (place_id, day) REFERENCES places.special_day (place_id, day) ON DELETE CASCADE,
  CHECK (closes_minute > opens_minute)
);

-- What a checkout remembers of these tables is true as long as the revision is the same.
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON places.place
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('places');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON places.hours
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('places');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON places.special_day
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('places');
CREATE TRIGGER revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON places.special_hours
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('places');
