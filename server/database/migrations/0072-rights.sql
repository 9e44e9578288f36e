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

-- For which company somebody with the role `partner` looks; without a row they see nobody.
CREATE TABLE rights.partner_person (
  staff_id uuid PRIMARY KEY REFERENCES staff.member (id),
  party_id uuid NOT NULL REFERENCES places.party (id),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL
);

-- What she agreed to show to one company, field by field.
CREATE TABLE rights.share (
  record_id uuid NOT NULL,
  party_id uuid NOT NULL REFERENCES places.party (id),
  items text[] NOT NULL CHECK (cardinality(items) > 0),
  -- Where she said so; null in her account. Who is bound to a place sees what was said there.
  place_id uuid REFERENCES places.place (id),
  given_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (record_id, party_id)
);
CREATE INDEX share_party ON rights.share (party_id, record_id) WHERE ended_at IS NULL;
REVOKE DELETE ON rights.share FROM engawa_app;
-- Under the purpose `partners` only the rows of the company that the transaction declared are there, of its place where
-- it declared one, and only while her profile may be seen under that purpose. Declaring none is an error. Under `service`
-- she herself reads and changes hers.
ALTER TABLE rights.share ENABLE ROW LEVEL SECURITY;
ALTER TABLE rights.share FORCE ROW LEVEL SECURITY;
-- A CASE: of an OR the planner estimates every arm, and would ask for a company under `service` too.
CREATE POLICY party ON rights.share USING (
  CASE kernel.purpose_bit()
    WHEN 1 THEN true
    WHEN 4097 THEN true
    WHEN 2048 THEN party_id = current_setting('engawa.party')::uuid
      AND (current_setting('engawa.place') = '' OR place_id::text = current_setting('engawa.place'))
      AND ended_at IS NULL
      AND EXISTS (SELECT 1 FROM customers.profile p WHERE p.record_id = share.record_id)
    ELSE false
  END);
