-- Imports: which files came in, what became of every row.
CREATE SCHEMA imports;
GRANT USAGE ON SCHEMA imports TO engawa_app;

CREATE TABLE imports.file (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('customers', 'products', 'places', 'stock', 'orders', 'points', 'stamps',
    'gifts', 'coupons', 'consents')),
  source text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (kind, source, name)
);

-- A file that came in through a browser, in parts, and waits to be tried and taken; gone after a week.
CREATE TABLE imports.upload (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind = 'products'),
  source text NOT NULL,
  name text NOT NULL,
  size_bytes int NOT NULL CHECK (size_bytes BETWEEN 1 AND 104857600),
  time_zone text NOT NULL,
  currency text NOT NULL,
  created_at timestamptz NOT NULL,
  -- Asked for; the runs themselves are in imports.run.
  trial_id uuid,
  run_id uuid,
  -- Why the file as a whole could not be read.
  failure jsonb,
  CHECK (run_id IS NULL OR trial_id IS NOT NULL)
);
CREATE INDEX upload_created ON imports.upload (created_at);

CREATE TABLE imports.upload_part (
  upload_id uuid NOT NULL REFERENCES imports.upload (id) ON DELETE CASCADE,
  part int NOT NULL CHECK (part >= 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (upload_id, part)
);

CREATE TABLE imports.run (
  id uuid PRIMARY KEY,
  file_id uuid NOT NULL REFERENCES imports.file (id),
  sha256 bytea NOT NULL,
  row_count int NOT NULL,
  map jsonb NOT NULL,
  place_id uuid REFERENCES places.place (id),
  state text NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
  started_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  finished_at timestamptz,
  rows_done int NOT NULL DEFAULT 0,
  accepted int NOT NULL DEFAULT 0,
  unchanged int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  -- Of the accepted: things that were not there before.
  created int NOT NULL DEFAULT 0,
  -- It only says what would become of the rows.
  is_trial boolean NOT NULL DEFAULT false,
  upload_id uuid REFERENCES imports.upload (id) ON DELETE SET NULL,
  -- What the rows became: orders, customers, net revenue, sums that were proved.
  totals jsonb NOT NULL DEFAULT '{}',
  failure text
);
CREATE INDEX run_recent ON imports.run (started_at DESC);
CREATE INDEX run_file ON imports.run (file_id);
CREATE INDEX run_upload ON imports.run (upload_id) WHERE upload_id IS NOT NULL;
CREATE INDEX run_sha ON imports.run (sha256);

-- What was taken, as 8 bytes a row: a keyed hash of the row's content at its place in the file, zero where
-- nothing was taken. 370,931 rows are 75 of these. A row is known again by its content within its source and
-- file, as often as it was there, so true duplicates stay and a file may grow or lose rows.
CREATE TABLE imports.chunk (
  run_id uuid NOT NULL REFERENCES imports.run (id),
  chunk int NOT NULL,
  first_row int NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (run_id, chunk)
);

CREATE TABLE imports.rejection (
  run_id uuid NOT NULL REFERENCES imports.run (id),
  row int NOT NULL,
  column_name text,
  code text NOT NULL,
  reason_ja text NOT NULL,
  reason_en text NOT NULL,
  PRIMARY KEY (run_id, row)
);
COMMENT ON TABLE imports.rejection IS 'Row, column and reason; never a personal value of the row.';

-- What a trial says of the rows that would make or change something; gone with it after a week.
CREATE TABLE imports.finding (
  run_id uuid NOT NULL REFERENCES imports.run (id),
  row int NOT NULL,
  is_new boolean NOT NULL,
  subject text NOT NULL,
  changes jsonb NOT NULL,
  PRIMARY KEY (run_id, row)
);
