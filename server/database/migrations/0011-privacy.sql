-- Privacy: the keys of the records, purposes and their texts, consent, erasure, and the books that the law
-- asks for. Nothing here says who a person is: rows hold record ids, codes and sealed bytes.
CREATE SCHEMA privacy;
GRANT USAGE ON SCHEMA privacy TO engawa_app;

-- One key a record, wrapped under a master key that lives outside the database. Deleting the row erases
-- the record. A back-up writes this table apart from the rest and keeps it for a shorter time.
CREATE TABLE privacy.record_key (
  record_id uuid PRIMARY KEY,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60),
  master_id smallint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX record_key_master ON privacy.record_key (master_id, record_id);

CREATE TABLE privacy.purpose (
  name text PRIMARY KEY,
  -- The bit in consent masks; given once, never used again for another purpose.
  bit bigint NOT NULL UNIQUE CHECK (bit > 0 AND (bit & (bit - 1)) = 0),
  -- W3C Data Privacy Vocabulary.
  dpv text NOT NULL
);

-- What a person was shown when she was asked. A text that was shown never changes: a new wording is a new
-- version.
CREATE TABLE privacy.purpose_text (
  purpose text NOT NULL REFERENCES privacy.purpose (name),
  version int NOT NULL CHECK (version > 0),
  ja text NOT NULL,
  en text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (purpose, version)
);
REVOKE UPDATE, DELETE ON privacy.purpose_text FROM engawa_app;

-- Consent records (ISO/IEC TS 27560), append-only; the newest of a record and purpose is what counts.
CREATE TABLE privacy.consent (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  purpose text NOT NULL REFERENCES privacy.purpose (name),
  decision text NOT NULL CHECK (decision IN ('given', 'withdrawn')),
  -- The version shown: ours, or what a source that we imported from called it.
  text_version text NOT NULL,
  language text NOT NULL DEFAULT 'ja',
  -- Where she was asked: web, app, line, till, paper, import.
  channel text NOT NULL,
  place_id uuid,
  actor text NOT NULL,
  -- When she decided, and when we learnt of it.
  decided_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- Proof under the record's key: the answer as received, a scan's name, the address used.
  evidence bytea
);
CREATE INDEX consent_record ON privacy.consent (record_id, purpose, decided_at DESC, id DESC);
REVOKE UPDATE, DELETE ON privacy.consent FROM engawa_app;

-- What was erased, when, on whose word. A restore reads it and erases again.
CREATE TABLE privacy.erasure (
  record_id uuid PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('requested', 'retention', 'legal', 'mistaken', 'test')),
  actor text NOT NULL,
  erased_at timestamptz NOT NULL,
  -- Counts by kind of what went: {"key": 1, "profile": 1, "contact": 2}.
  erased jsonb NOT NULL
);
CREATE INDEX erasure_time ON privacy.erasure (erased_at);
REVOKE UPDATE, DELETE ON privacy.erasure FROM engawa_app;

-- Who looked at a person unmasked, and why; codes only, visible to her.
CREATE TABLE privacy.access_log (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  actor text NOT NULL,
  purpose text NOT NULL REFERENCES privacy.purpose (name),
  reason text NOT NULL CHECK (reason ~ '^[a-z][a-z_]{1,39}$'),
  what text NOT NULL CHECK (what ~ '^[a-z][a-z._]{1,59}$'),
  at timestamptz NOT NULL
);
CREATE INDEX access_log_record ON privacy.access_log (record_id, at DESC);
CREATE INDEX access_log_actor ON privacy.access_log (actor, at DESC);
REVOKE UPDATE, DELETE ON privacy.access_log FROM engawa_app;

-- The book of giving to and receiving from third parties (APPI arts. 29 to 31), kept three years.
CREATE TABLE privacy.provision (
  id uuid PRIMARY KEY,
  direction text NOT NULL CHECK (direction IN ('given', 'received')),
  record_id uuid NOT NULL,
  -- The counterparty: one of places.party, or a name and address of a company.
  party_id uuid,
  party_name text NOT NULL,
  party_address text,
  party_representative text,
  -- Which fields: email, purchase_history …, never their values.
  items text[] NOT NULL CHECK (cardinality(items) > 0),
  purpose text NOT NULL REFERENCES privacy.purpose (name),
  basis text NOT NULL CHECK (basis IN ('consent', 'opt_out', 'entrusted', 'joint_use', 'law')),
  consent_id uuid REFERENCES privacy.consent (id),
  -- For data received: how the other side says it came by it (art. 30).
  acquired_how text,
  channel text NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  keep_until date NOT NULL,
  CHECK (basis <> 'consent' OR consent_id IS NOT NULL)
);
CREATE INDEX provision_record ON privacy.provision (record_id, at DESC);
CREATE INDEX provision_keep_until ON privacy.provision (keep_until);
REVOKE UPDATE ON privacy.provision FROM engawa_app;

-- Leaks (APPI art. 26): what happened, and by when it has to be reported. Clocks follow from the day it was known.
CREATE TABLE privacy.leak (
  id uuid PRIMARY KEY,
  known_at timestamptz NOT NULL,
  happened_at timestamptz,
  -- What makes it reportable (Enforcement Rules art. 7): sensitive, property, malicious, over_1000; none is a record only.
  kind text NOT NULL CHECK (kind IN ('sensitive', 'property', 'malicious', 'over_1000', 'none')),
  -- A code of what leaked how; the story itself is sealed under the house's key.
  cause text NOT NULL CHECK (cause ~ '^[a-z][a-z_]{1,39}$'),
  story_sealed bytea NOT NULL,
  people int NOT NULL CHECK (people >= 0),
  items text[] NOT NULL,
  opened_by text NOT NULL,
  opened_at timestamptz NOT NULL
);
CREATE INDEX leak_time ON privacy.leak (known_at DESC);
REVOKE UPDATE, DELETE ON privacy.leak FROM engawa_app;
-- Sealed anew when the master key changes.
GRANT UPDATE (story_sealed) ON privacy.leak TO engawa_app;

CREATE TABLE privacy.leak_step (
  leak_id uuid NOT NULL REFERENCES privacy.leak (id),
  step text NOT NULL CHECK (step IN ('preliminary_report', 'final_report', 'people_told', 'published')),
  done_at timestamptz NOT NULL,
  done_by text NOT NULL,
  -- The receipt number of the Commission, or where it was published.
  reference text,
  PRIMARY KEY (leak_id, step)
);
REVOKE UPDATE, DELETE ON privacy.leak_step FROM engawa_app;
