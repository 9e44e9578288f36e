-- Segments: selections of customers by what the house holds of them, each for one purpose. Who is in one is never stored:
-- it is worked out when somebody asks, under the purpose, so that a withdrawal is in force at the next look.
CREATE SCHEMA segments;
GRANT USAGE ON SCHEMA segments TO engawa_app;

CREATE TABLE segments.segment (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- What it may be used for; nobody is in it who did not agree to that.
  purpose text NOT NULL REFERENCES privacy.purpose (name) CHECK (purpose <> 'service'),
  -- A list of {kind, …}, see server/modules/segments/conditions.ts; all of them hold.
  conditions jsonb NOT NULL CHECK (jsonb_typeof(conditions) = 'array'),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  -- Not shown any more; what was sent to it keeps pointing at it.
  ended_at timestamptz
);

-- A message to everybody in a segment, queued page by page; the words are the house's own, no person's.
CREATE TABLE segments.sending (
  id uuid PRIMARY KEY,
  segment_id uuid NOT NULL REFERENCES segments.segment (id),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  -- Not sent before.
  not_before timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'queued')),
  -- Where the next page begins, so that a job that was cut off goes on.
  after_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  queued_count int NOT NULL DEFAULT 0,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL
);
CREATE INDEX sending_segment ON segments.sending (segment_id, asked_at DESC);
REVOKE DELETE ON segments.sending FROM engawa_app;
