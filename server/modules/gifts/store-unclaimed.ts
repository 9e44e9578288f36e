// The SQL of what becomes of gifts that nobody took.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { GiftRow } from './store.ts';

export type Unclaimed = 'keep' | 'refund';

const setting = statement<{ unclaimed: Unclaimed }>('SELECT unclaimed FROM gifts.setting');
const set = statement<object>('UPDATE gifts.setting SET unclaimed = $1, updated_at = $2');
const note = statement<object>('UPDATE gifts.gift SET refund = $2 WHERE id = $1');
const due = statement<{ id: string }>(`
  SELECT id FROM gifts.gift WHERE refund = 'due' ORDER BY expires_at, id LIMIT $1`);

export async function findUnclaimed(tx: Tx): Promise<Unclaimed> {
  return (await tx.one(setting, [])).unclaimed;
}

export async function saveUnclaimed(tx: Tx, unclaimed: Unclaimed): Promise<void> {
  await tx.run(set, [unclaimed, tx.now]);
}

export async function noteRefund(tx: Tx, id: string, refund: GiftRow['refund']): Promise<void> {
  await tx.run(note, [id, refund]);
}

/** Gifts (uuid) whose money is still to be given back. */
export async function findRefundsDue(tx: Tx, limit: number): Promise<string[]> {
  return (await tx.all(due, [limit])).map((row) => row.id);
}
