// The SQL of rewards.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type RewardRow = { id: string; card_id: string; record_id: string; choice: string };

const insert = statement<object>(`
  INSERT INTO loyalty.reward (id, card_id, record_id, choice, taken_at) VALUES ($1, $2, $3, $4, $5)`);
const count = statement<{ card_id: string; count: number }>(`
  SELECT card_id, count(*)::int AS count FROM loyalty.reward WHERE record_id = ANY ($1::uuid[]) GROUP BY card_id`);

export async function insertRewardRow(tx: Tx, row: RewardRow): Promise<void> {
  await tx.run(insert, [row.id, row.card_id, row.record_id, row.choice, tx.now]);
}

/** Rewards taken, by card. */
export async function countRewards(
  tx: Tx,
  recordIds: readonly string[],
): Promise<Map<string, number>> {
  return new Map((await tx.all(count, [recordIds])).map((row) => [row.card_id, row.count]));
}
