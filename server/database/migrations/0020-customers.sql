-- Customers: records as sources tell them, the links that join records to a customer, sealed profiles and
-- contacts, blind tokens to find them by, and the timeline of moments. No personal value is in clear.
CREATE SCHEMA customers;
GRANT USAGE ON SCHEMA customers TO engawa_app;

-- An id of ours, minted with the first record that carries it and never used again.
CREATE TABLE customers.customer (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON customers.customer FROM engawa_app;

-- What one system tells of one person, card, device or company. Records and customers are never deleted, and a
-- record's customer, profile and tokens are written with it: no foreign keys, a look-up and a lock for each of
-- a guest's rows and each moment of her timeline.
CREATE TABLE customers.record (
  id uuid PRIMARY KEY,
  -- The system: web, guest, line, pos, or the name that an import was given.
  source text NOT NULL,
  -- Blind index of the source's own key. Guests have none; erasure takes it where the key itself is personal.
  source_key_token bytea,
  source_key_sealed bytea,
  kind text NOT NULL
    CHECK (kind IN ('account', 'customer', 'card', 'messenger', 'guest', 'device', 'organisation')),
  place_id uuid REFERENCES places.place (id),
  party_id uuid REFERENCES places.party (id),
  -- The customer it was born with, for ever; and the one it belongs to now. A customer's id is the smallest
  -- one its records were born with, so taking a link away gives back the ids of before.
  first_customer_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  -- Purposes that may use what hangs on this record; follows the consents of all records of the customer.
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  registered_at timestamptz,
  created_at timestamptz NOT NULL,
  erased_at timestamptz,
  -- Since when every use is stopped; the mask is that of `duty` alone exactly then.
  stopped_at timestamptz,
  UNIQUE (source, source_key_token),
  CHECK ((stopped_at IS NULL) = (consent & 1 <> 0))
);
CREATE INDEX record_customer ON customers.record (customer_id);
CREATE INDEX record_first_customer ON customers.record (first_customer_id);
CREATE INDEX record_known ON customers.record ((coalesce(registered_at, created_at)));
CREATE INDEX record_stopped ON customers.record (id) WHERE stopped_at IS NOT NULL;
-- What ingest remembers of known people is true as long as the revision is the same.
CREATE TRIGGER revised AFTER UPDATE OF consent, erased_at OR DELETE OR TRUNCATE ON customers.record
  FOR EACH STATEMENT EXECUTE FUNCTION kernel.revise('customers');

-- Why two records are one person, or must never be taken for one. Taken back, never deleted.
CREATE TABLE customers.link (
  id uuid PRIMARY KEY,
  record_a uuid NOT NULL REFERENCES customers.record (id),
  record_b uuid NOT NULL REFERENCES customers.record (id),
  verdict text NOT NULL CHECK (verdict IN ('same', 'never')),
  -- What speaks for it: email, phone, line, member, card, sign_in, person, score …
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_]{1,39}$'),
  strength text NOT NULL CHECK (strength IN ('certain', 'strong', 'weak')),
  probability real CHECK (probability BETWEEN 0 AND 1),
  -- Field names, weights and codes; no values.
  evidence jsonb NOT NULL DEFAULT '{}',
  source text NOT NULL,
  rule_version int NOT NULL DEFAULT 1,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  CHECK (record_a < record_b),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX link_live ON customers.link (record_a, record_b, kind, verdict)
  WHERE withdrawn_at IS NULL;
CREATE INDEX link_a ON customers.link (record_a);
CREATE INDEX link_b ON customers.link (record_b);
REVOKE DELETE ON customers.link FROM engawa_app;

-- The profile as it is now; the versions before are in profile_history. `fingerprint` is a keyed hash of the
-- fields and the record's id, so that an import sees that nothing changed without opening the seal.
CREATE TABLE customers.profile (
  record_id uuid PRIMARY KEY,
  version int NOT NULL CHECK (version > 0),
  sealed bytea NOT NULL,
  fingerprint bytea NOT NULL,
  consent bigint NOT NULL CHECK (consent > 0),
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL
);
CREATE TABLE customers.profile_history (
  record_id uuid NOT NULL,
  version int NOT NULL,
  sealed bytea NOT NULL,
  consent bigint NOT NULL CHECK (consent > 0),
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL,
  replaced_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, version)
);

-- An address that a person showed to be hers (verified), or gave for one purpose.
CREATE TABLE customers.contact (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'phone', 'line', 'push', 'post')),
  token bytea NOT NULL,
  sealed bytea NOT NULL,
  consent bigint NOT NULL CHECK (consent > 0),
  created_at timestamptz NOT NULL,
  verified_at timestamptz,
  -- Set when mail came back or she took it away.
  ended_at timestamptz,
  UNIQUE (record_id, kind, token)
);
CREATE INDEX contact_token ON customers.contact (kind, token);

-- Blind indexes of normalised values, for exact look-up; they die with the record.
CREATE TABLE customers.token (
  record_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_]{1,39}$'),
  token bytea NOT NULL,
  PRIMARY KEY (record_id, kind, token)
);
CREATE INDEX token_value ON customers.token (kind, token, record_id);

-- Signs by which records are surely one person: an address she proved, a LINE user, a number or card that was handed
-- to her, a device. A sign is a keyed hash; on the block list it joins nobody (a shop's telephone, a shared tablet).
CREATE TABLE customers.identifier (
  kind text NOT NULL CHECK (kind IN ('email', 'phone', 'line', 'member', 'card', 'device')),
  token bytea NOT NULL,
  -- Why it joins nobody: shared (too many records have it), house (staff say it is the shop's).
  blocked_for text CHECK (blocked_for IN ('shared', 'house')),
  blocked_at timestamptz,
  blocked_by text,
  -- What staff typed when they blocked it, sealed under the master key, so that the list can be read.
  value_sealed bytea,
  PRIMARY KEY (kind, token),
  CHECK ((blocked_for IS NULL) = (blocked_at IS NULL))
);
CREATE INDEX identifier_blocked ON customers.identifier (blocked_at DESC) WHERE blocked_for IS NOT NULL;

-- How many records may share a sign of a kind; beyond, it is taken for shared and joins nobody.
CREATE TABLE customers.sign_cap (
  kind text PRIMARY KEY CHECK (kind IN ('email', 'phone', 'line', 'member', 'card', 'device')),
  holders_most int NOT NULL CHECK (holders_most BETWEEN 2 AND 1000),
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT 'system'
);
INSERT INTO customers.sign_cap (kind, holders_most) VALUES
  ('email', 10), ('phone', 10), ('line', 5), ('member', 20), ('card', 20),
  -- One account and the browser it was used on.
  ('device', 2);
CREATE TABLE customers.holding (
  record_id uuid NOT NULL REFERENCES customers.record (id),
  kind text NOT NULL,
  token bytea NOT NULL,
  -- How it was shown: code, import, till, line_login …
  proved_by text NOT NULL,
  proved_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, kind, token),
  FOREIGN KEY (kind, token) REFERENCES customers.identifier (kind, token)
);
CREATE INDEX holding_sign ON customers.holding (kind, token, record_id);

-- A link that a sign asked for and did not get, and why. Nothing is evicted for it.
CREATE TABLE customers.link_refusal (
  record_id uuid NOT NULL REFERENCES customers.record (id),
  kind text NOT NULL,
  token bytea NOT NULL,
  reason text NOT NULL CHECK (reason IN ('placeholder', 'role_address', 'house', 'shared', 'never_same')),
  -- How many records had the sign then.
  holder_count int NOT NULL,
  refused_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, kind, token, reason)
);
CREATE INDEX link_refusal_time ON customers.link_refusal (refused_at DESC, record_id);

-- The timeline: every event that carries a record. Event data holds ids, amounts and codes only.
CREATE TABLE customers.moment (
  record_id uuid NOT NULL,
  event_id uuid NOT NULL,
  position bigint NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  occurred_at timestamptz NOT NULL,
  place_id uuid,
  channel text,
  actor text NOT NULL,
  data jsonb NOT NULL,
  consent bigint NOT NULL CHECK (consent > 0),
  PRIMARY KEY (record_id, event_id)
);
CREATE INDEX moment_time ON customers.moment (record_id, occurred_at DESC, position DESC);

-- Row security: a row is seen by the purposes in its mask only; reading without a declared purpose raises.
-- Personal rows are written for the service she asked for or for what contract and law demand (4097: `service` and
-- `duty`), never under another purpose. While she has stopped every use the mask is that of `duty` alone.
ALTER TABLE customers.profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.profile FORCE ROW LEVEL SECURITY;
ALTER TABLE customers.profile_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.profile_history FORCE ROW LEVEL SECURITY;
ALTER TABLE customers.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.contact FORCE ROW LEVEL SECURITY;
ALTER TABLE customers.moment ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.moment FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON customers.profile
  USING ((consent & kernel.purpose_bit()) <> 0) WITH CHECK (kernel.purpose_bit() IN (1, 4097));
CREATE POLICY purpose ON customers.profile_history
  USING ((consent & kernel.purpose_bit()) <> 0) WITH CHECK (kernel.purpose_bit() IN (1, 4097));
CREATE POLICY purpose ON customers.contact
  USING ((consent & kernel.purpose_bit()) <> 0) WITH CHECK (kernel.purpose_bit() IN (1, 4097));
CREATE POLICY purpose ON customers.moment
  USING ((consent & kernel.purpose_bit()) <> 0) WITH CHECK (kernel.purpose_bit() IN (1, 4097));

-- What a pharmacist keeps of a person's health, sealed under her key. It exists under the purpose `health` only, and only
-- while her profile may be seen under it: no mask of its own to go stale, and not even `service` reads it. Few rows are
-- read at a time, so the policy may ask. 5120 is `health` for herself while use is stopped. It goes with her profile,
-- whatever the purpose of who erases her.
CREATE TABLE customers.health_note (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES customers.profile (record_id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('allergy', 'medicine', 'condition', 'advice')),
  -- { text }
  sealed bytea NOT NULL,
  place_id uuid REFERENCES places.place (id),
  noted_by text NOT NULL,
  noted_at timestamptz NOT NULL
);
CREATE INDEX health_note_record ON customers.health_note (record_id, noted_at DESC);
ALTER TABLE customers.health_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers.health_note FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON customers.health_note
  USING (kernel.purpose_bit() IN (1024, 5120) AND EXISTS (
    SELECT 1 FROM customers.profile p WHERE p.record_id = health_note.record_id));

-- One-time codes on their way: one an address, by its blind index; the code only as a keyed hash.
CREATE TABLE customers.sign_in_code (
  kind text NOT NULL CHECK (kind IN ('email', 'phone')),
  token bytea NOT NULL,
  code_hash bytea NOT NULL,
  tries_left smallint NOT NULL CHECK (tries_left >= 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (kind, token)
);
CREATE INDEX sign_in_code_expiry ON customers.sign_in_code (expires_at);
