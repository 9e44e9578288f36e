-- Rights: what people and staff ask to be done with somebody's data, and who said yes. Nothing here says who she is.
CREATE SCHEMA rights;
GRANT USAGE ON SCHEMA rights TO engawa_app;

CREATE TABLE rights.request (
  id uuid PRIMARY KEY,
  -- package: her data to hand out; erasure; pseudonymised: an export for analysis; transfer: given to a company;
  -- export: everybody's, at the terminal of the server; segment: who is in a segment, with names.
  kind text NOT NULL CHECK (kind IN ('package', 'erasure', 'pseudonymised', 'transfer', 'export', 'segment')),
  -- Records it is about without doubt, and those that a score only suggests; both empty for everybody.
  record_ids uuid[] NOT NULL,
  probable_ids uuid[] NOT NULL,
  -- To whom, for what and which fields a transfer goes.
  party_id uuid REFERENCES places.party (id),
  purpose text REFERENCES privacy.purpose (name),
  items text[] NOT NULL DEFAULT '{}',
  segment_id uuid REFERENCES segments.segment (id),
  reason text NOT NULL CHECK (reason ~ '^[a-z][a-z_]{1,39}$'),
  state text NOT NULL CHECK (state IN ('waiting', 'approved', 'declined', 'done')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  -- Nobody else in the house could have decided.
  is_alone boolean NOT NULL DEFAULT false,
  -- What an approval allows ends then.
  expires_at timestamptz,
  CHECK ((state = 'waiting') = (decided_by IS NULL)),
  CHECK ((kind = 'transfer') = (party_id IS NOT NULL AND purpose IS NOT NULL)),
  CHECK ((kind = 'segment') = (segment_id IS NOT NULL)),
  CHECK ((kind IN ('transfer', 'segment')) = (cardinality(items) > 0)),
  -- Four eyes: whoever asks does not say yes.
  CONSTRAINT request_four_eyes CHECK (decided_by <> asked_by OR is_alone OR state = 'declined')
);
CREATE INDEX request_time ON rights.request (asked_at DESC, id DESC);
REVOKE DELETE ON rights.request FROM engawa_app;

-- How long data is kept without a reason to keep it longer; a missing rule has the days of the code.
CREATE TABLE rights.retention (
  rule text PRIMARY KEY CHECK (rule ~ '^[a-z][a-z_]{1,39}$'),
  days int NOT NULL CHECK (days BETWEEN 1 AND 36500),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);
