// Every SQL statement of messages.

import { statement } from '#kernel/db';
import type { Purpose } from '#kernel/purposes';
import { declareSecrets } from '#kernel/sealed-secrets';
import { type Tx, underPurpose } from '#kernel/transaction';
import type { ChannelName } from './channel.ts';

export type MessageState = 'queued' | 'sent' | 'failed' | 'cancelled';

export type MessageRow = {
  id: string;
  record_id: string | null;
  channel: ChannelName;
  purpose: Purpose;
  template: string;
  language: string;
  state: MessageState;
  attempts: number;
  next_try_at: Temporal.Instant | null;
  expires_at: Temporal.Instant | null;
  failure_code: string | null;
  place_id: string | null;
  device_id: string | null;
  created_at: Temporal.Instant;
  sent_at: Temporal.Instant | null;
};

const columns = `id, record_id, channel, purpose, template, language, state, attempts, next_try_at, expires_at,
  failure_code, place_id, device_id, created_at, sent_at`;

const insert = statement<MessageRow>(`
  INSERT INTO messages.message (id, record_id, channel, purpose, template, language, state, cause, next_try_at,
    expires_at, place_id, device_id, shared_cause, created_at)
  SELECT m.id, m.record_id, m.channel, m.purpose, m.template, m.language, 'queued', m.cause, m.not_before,
    m.expires_at, m.place_id, m.device_id, m.shared_cause, $13
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::uuid[], $12::text[])
    AS m(id, record_id, channel, purpose, template, language, cause, not_before, expires_at, place_id,
      device_id, shared_cause)
  ON CONFLICT (cause) DO NOTHING RETURNING ${columns}`);
const insertContent = statement<object>(`
  INSERT INTO messages.content (message_id, consent, sealed)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::bytea[])`);
const findMany = statement<MessageRow>(
  `SELECT ${columns} FROM messages.message WHERE id = ANY ($1::uuid[]) ORDER BY id`,
);
const claim = statement<MessageRow>(`
  UPDATE messages.message SET attempts = attempts + 1, next_try_at = $3
  WHERE id = $1 AND state = 'queued' AND next_try_at <= $2 RETURNING ${columns}`);
const findContent = statement<{ sealed: Buffer }>(
  'SELECT sealed FROM messages.content WHERE message_id = $1',
);
const save = statement<MessageRow>(`
  UPDATE messages.message SET state = $2, next_try_at = $3, reference = $4, failure_code = $5, sent_at = $6
  WHERE id = $1 AND state = 'queued' RETURNING ${columns}`);
const deleteContent = statement<object>('DELETE FROM messages.content WHERE message_id = $1');
const cancelByCause = statement<{ id: string }>(`
  UPDATE messages.message SET state = 'cancelled', next_try_at = NULL
  WHERE (cause = ANY ($1::text[]) OR shared_cause = ANY ($1::text[])) AND state = 'queued' RETURNING id`);
const cancelOfRecords = statement<object>(`
  UPDATE messages.message SET state = 'cancelled', next_try_at = NULL, failure_code = 'erased'
  WHERE record_id = ANY ($1::uuid[]) AND state = 'queued'`);
const cancelOfPurpose = statement<{ id: string }>(`
  UPDATE messages.message SET state = 'cancelled', next_try_at = NULL, failure_code = 'no_consent'
  WHERE record_id = ANY ($1::uuid[]) AND purpose = $2 AND state = 'queued' RETURNING id`);
const deleteContents = statement<object>(
  'DELETE FROM messages.content WHERE message_id = ANY ($1::uuid[])',
);
const listDue = statement<{ id: string; purpose: Purpose }>(`
  SELECT id, purpose FROM messages.message WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT 200`);
const putInMailbox = statement<object>(`
  INSERT INTO messages.mailbox (message_id, consent, sealed, put_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (message_id) DO NOTHING`);
const listMailbox = statement<MessageRow & { sealed: Buffer; put_at: Temporal.Instant }>(`
  SELECT m.id, m.record_id, m.channel, m.purpose, m.template, m.language, m.state, m.attempts, m.next_try_at,
    m.expires_at, m.failure_code, m.place_id, m.device_id, m.created_at, m.sent_at, b.sealed, b.put_at
  FROM messages.mailbox b JOIN messages.message m ON m.id = b.message_id
  ORDER BY b.put_at DESC, b.message_id DESC LIMIT 100`);
const emptyMailbox = statement<object>('DELETE FROM messages.mailbox WHERE put_at < $1');

export type MessageToInsert = Pick<
  MessageRow,
  | 'id'
  | 'record_id'
  | 'channel'
  | 'purpose'
  | 'template'
  | 'language'
  | 'expires_at'
  | 'place_id'
  | 'device_id'
> & {
  readonly cause: string | null;
  readonly sharedCause: string | null;
  readonly notBefore: Temporal.Instant;
};

/** Without those whose cause has a message already. */
export function insertMessageRows(
  tx: Tx,
  messages: readonly MessageToInsert[],
): Promise<MessageRow[]> {
  return tx.all(insert, [
    messages.map((each) => each.id),
    messages.map((each) => each.record_id),
    messages.map((each) => each.channel),
    messages.map((each) => each.purpose),
    messages.map((each) => each.template),
    messages.map((each) => each.language),
    messages.map((each) => each.cause),
    messages.map((each) => each.notBefore),
    messages.map((each) => each.expires_at),
    messages.map((each) => each.place_id),
    messages.map((each) => each.device_id),
    messages.map((each) => each.sharedCause),
    tx.now,
  ]);
}

export async function insertContentRows(
  tx: Tx,
  contents: readonly {
    readonly messageId: string;
    readonly consent: number;
    readonly sealed: Buffer;
  }[],
): Promise<void> {
  await tx.run(insertContent, [
    contents.map((each) => each.messageId),
    contents.map((each) => each.consent),
    contents.map((each) => each.sealed),
  ]);
}

export function findMessageRows(tx: Tx, ids: readonly string[]): Promise<MessageRow[]> {
  return tx.all(findMany, [ids]);
}

/** Takes a due message until the lease ends. */
export function claimMessageRow(
  tx: Tx,
  id: string,
  leaseUntil: Temporal.Instant,
): Promise<MessageRow | undefined> {
  return tx.maybe(claim, [id, tx.now, leaseUntil]);
}

/** Undefined when the running purpose may not read it, or it is gone. */
export async function findSealedContent(tx: Tx, messageId: string): Promise<Buffer | undefined> {
  return (await tx.maybe(findContent, [messageId]))?.sealed;
}

export function saveMessageRow(
  tx: Tx,
  id: string,
  to: {
    readonly state: MessageState;
    readonly nextTryAt?: Temporal.Instant;
    readonly reference?: string | null;
    readonly failureCode?: string;
  },
): Promise<MessageRow | undefined> {
  return tx.maybe(save, [
    id,
    to.state,
    to.nextTryAt ?? null,
    to.reference ?? null,
    to.failureCode ?? null,
    to.state === 'sent' ? tx.now : null,
  ]);
}

export async function deleteContentRow(tx: Tx, messageId: string): Promise<void> {
  await tx.run(deleteContent, [messageId]);
}

/** Those of these causes that wait still, on all browsers. */
export async function cancelMessageRows(tx: Tx, causes: readonly string[]): Promise<void> {
  await tx.run(cancelByCause, [causes]);
}

export async function cancelMessageRowsOf(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(cancelOfRecords, [recordIds]);
}

/** Cancels what waits for these records under a purpose they no longer agree to; the words go too. */
export async function cancelUnwantedRows(
  tx: Tx,
  recordIds: readonly string[],
  purpose: Purpose,
): Promise<void> {
  const rows = await tx.all(cancelOfPurpose, [recordIds, purpose]);
  if (rows.length > 0) {
    await underPurpose(tx, purpose, (as) => as.run(deleteContents, [rows.map(({ id }) => id)]));
  }
}

export function listDueMessages(tx: Tx): Promise<{ id: string; purpose: Purpose }[]> {
  return tx.all(listDue, [tx.now]);
}

export async function putMailboxRow(
  tx: Tx,
  messageId: string,
  consent: number,
  sealed: Buffer,
): Promise<void> {
  await tx.run(putInMailbox, [messageId, consent, sealed, tx.now]);
}

export function listMailboxRows(
  tx: Tx,
): Promise<(MessageRow & { sealed: Buffer; put_at: Temporal.Instant })[]> {
  return tx.all(listMailbox);
}

export async function deleteOldMailboxRows(tx: Tx, before: Temporal.Instant): Promise<void> {
  await tx.run(emptyMailbox, [before]);
}

for (const table of ['content', 'mailbox']) {
  // What is for a record is sealed under that record's key and stays as it is.
  declareSecrets({
    use: 'messages.content',
    stale: statement(`
      SELECT c.message_id AS id, c.sealed FROM messages.${table} c
      JOIN messages.message m ON m.id = c.message_id
      WHERE m.record_id IS NULL AND substring(c.sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE OF c`),
    replace: statement(`UPDATE messages.${table} SET sealed = $2 WHERE message_id = $1`),
  });
}
