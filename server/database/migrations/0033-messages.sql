-- Messages: the outbox of everything the house sends to people, and the mailbox that shows it where no real
-- channel is set. What is said and to whom is sealed; the rest is open to counting.
CREATE SCHEMA messages;
GRANT USAGE ON SCHEMA messages TO engawa_app;

CREATE TABLE messages.message (
  id uuid PRIMARY KEY,
  -- Null when there is no record of the person yet (a sign-in code).
  record_id uuid,
  channel text NOT NULL CHECK (channel IN ('mail', 'sms', 'line', 'push')),
  -- A purpose of use (kernel/purposes.ts); anything but service needs consent when it is sent.
  purpose text NOT NULL,
  template text NOT NULL,
  language text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'cancelled')),
  -- One message for one cause, however often it is asked for.
  cause text UNIQUE,
  attempts int NOT NULL DEFAULT 0,
  -- When a job should try; null when sent or given up. While a job works it is the lease.
  next_try_at timestamptz,
  -- After this it is of no use any more (a code, a reminder).
  expires_at timestamptz,
  reference text,
  failure_code text,
  -- No foreign key: whatever causes a message has looked at its place.
  place_id uuid,
  -- The browser that a push message is for; and the cause that it shares with her other browsers.
  device_id uuid,
  shared_cause text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  attributes jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX message_due ON messages.message (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX message_shared_cause ON messages.message (shared_cause) WHERE shared_cause IS NOT NULL;
CREATE INDEX message_record ON messages.message (record_id, created_at DESC) WHERE record_id IS NOT NULL;

-- { to, subject, text } under the record's key, or under the house's own while there is no record.
CREATE TABLE messages.content (
  message_id uuid PRIMARY KEY REFERENCES messages.message (id) ON DELETE CASCADE,
  -- The purpose bits that may read it.
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL
);
ALTER TABLE messages.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.content FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON messages.content USING ((consent & kernel.purpose_bit()) <> 0);

-- What would have been sent, for trying out on one machine. Sealed like the content, emptied after a week.
CREATE TABLE messages.mailbox (
  message_id uuid PRIMARY KEY REFERENCES messages.message (id) ON DELETE CASCADE,
  consent bigint NOT NULL DEFAULT 1 CHECK (consent > 0),
  sealed bytea NOT NULL,
  put_at timestamptz NOT NULL
);
CREATE INDEX mailbox_put ON messages.mailbox (put_at DESC);
ALTER TABLE messages.mailbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.mailbox FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON messages.mailbox USING ((consent & kernel.purpose_bit()) <> 0);

-- How many offers a person gets at most, over all channels and all her records; null: no limit. One row.
CREATE TABLE messages.limit_of_offers (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  per_day smallint CHECK (per_day BETWEEN 1 AND 50),
  per_week smallint CHECK (per_week BETWEEN 1 AND 100),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO messages.limit_of_offers DEFAULT VALUES;

-- A browser of hers that takes push messages (RFC 8030), under the sign-in that it was added by: when that is over,
-- nothing more goes there. Seen by what she asked for and by offers she agreed to, by no other purpose.
CREATE TABLE messages.push_device (
  id uuid PRIMARY KEY,
  record_id uuid NOT NULL,
  session_id uuid NOT NULL,
  -- Blind index of the address: one browser takes the news of one account.
  endpoint_token bytea NOT NULL UNIQUE,
  -- { endpoint, p256dh, auth } under the record's key.
  sealed bytea NOT NULL,
  -- The kind of browser, in codes.
  about jsonb NOT NULL DEFAULT '{}',
  language text NOT NULL CHECK (language IN ('ja', 'en')),
  consent bigint NOT NULL DEFAULT 17 CHECK (consent > 0),
  created_at timestamptz NOT NULL
);
CREATE INDEX push_device_record ON messages.push_device (record_id);
ALTER TABLE messages.push_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages.push_device FORCE ROW LEVEL SECURITY;
CREATE POLICY purpose ON messages.push_device USING ((consent & kernel.purpose_bit()) <> 0);

-- By which channel she wants which kind of news, where she said so; what is not here is wanted. Offers are not here:
-- those are consents, and privacy keeps them.
CREATE TABLE messages.choice (
  record_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('orders', 'visits', 'points')),
  channel text NOT NULL CHECK (channel IN ('mail', 'push')),
  is_wanted boolean NOT NULL,
  chosen_at timestamptz NOT NULL,
  PRIMARY KEY (record_id, kind, channel)
);
CREATE INDEX choice_refused ON messages.choice (channel) WHERE NOT is_wanted;
