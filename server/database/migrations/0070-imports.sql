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
  -- What the rows became: orders, customers, net revenue, sums that were proved.
  totals jsonb NOT NULL DEFAULT '{}',
  failure text
);
CREATE INDEX run_recent ON imports.run (started_at DESC);
CREATE INDEX run_file ON imports.run (file_id);
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
