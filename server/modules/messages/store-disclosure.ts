// SQL of what was sent to a person, for her.
import { statement } from '#kernel/db';
import type { Purpose } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';

type Row = {
  id: string;
  record_id: string;
  channel: string;
  purpose: Purpose;
  template: string;
  state: string;
  created_at: Temporal.Instant;
  sent_at: Temporal.Instant | null;
};
const ofRecords = statement<Row>(`
  SELECT id, record_id, channel, purpose, template, state, created_at, sent_at FROM messages.message
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at DESC, id DESC LIMIT 10000`);
const contents = statement<{ message_id: string; sealed: Buffer }>(
  'SELECT message_id, sealed FROM messages.content WHERE message_id = ANY ($1::uuid[])',
);

export function listMessageRowsOf(tx: Tx, recordIds: readonly string[]): Promise<Row[]> {
  return tx.all(ofRecords, [recordIds]);
}

/** Those that the transaction's purpose may see. */
export function findContentRows(
  tx: Tx,
  messageIds: readonly string[],
): Promise<{ message_id: string; sealed: Buffer }[]> {
  return tx.all(contents, [messageIds]);
}

const devicesOf = statement<{
  record_id: string;
  sealed: Buffer;
  about: object;
  language: string;
  created_at: Temporal.Instant;
}>(`
  SELECT record_id, sealed, about, language, created_at FROM messages.push_device
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at, id`);

export function listDevicesOf(tx: Tx, recordIds: readonly string[]) {
  return tx.all(devicesOf, [recordIds]);
}
