// SQL of what she chose.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { ChoiceChannel, NewsKind } from './kinds.ts';

export type ChoiceRow = {
  record_id: string;
  kind: NewsKind;
  channel: ChoiceChannel;
  is_wanted: boolean;
  chosen_at: Temporal.Instant;
};

const put = statement<object>(`
  INSERT INTO messages.choice (record_id, kind, channel, is_wanted, chosen_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (record_id, kind, channel)
  DO UPDATE SET is_wanted = excluded.is_wanted, chosen_at = excluded.chosen_at`);
const list = statement<ChoiceRow>(`
  SELECT record_id, kind, channel, is_wanted, chosen_at FROM messages.choice
  WHERE record_id = ANY ($1::uuid[]) ORDER BY record_id, kind, channel`);
const anyRefused = statement<{ any: boolean }>(
  'SELECT EXISTS (SELECT FROM messages.choice WHERE channel = $1 AND NOT is_wanted) AS any',
);
const forget = statement<object>('DELETE FROM messages.choice WHERE record_id = ANY ($1::uuid[])');

export async function putChoiceRow(tx: Tx, row: Omit<ChoiceRow, 'chosen_at'>): Promise<void> {
  await tx.run(put, [row.record_id, row.kind, row.channel, row.is_wanted, tx.now]);
}

export function listChoiceRows(tx: Tx, recordIds: readonly string[]): Promise<ChoiceRow[]> {
  return tx.all(list, [recordIds]);
}

/** Whether anybody in the house said no to a channel: else nobody's choices need be looked for. */
export async function isAnyRefused(tx: Tx, channel: ChoiceChannel): Promise<boolean> {
  return (await tx.one(anyRefused, [channel])).any;
}

export async function forgetChoiceRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
