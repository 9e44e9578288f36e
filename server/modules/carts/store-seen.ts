// SQL of what was looked at last.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const note = statement<object>(`
  INSERT INTO carts.seen (record_id, item_id, seen_at)
  SELECT $1, s.item_id, $3::timestamptz - make_interval(secs => s.number - 1)
  FROM unnest($2::uuid[]) WITH ORDINALITY AS s(item_id, number)
  ON CONFLICT (record_id, item_id) DO UPDATE SET seen_at = greatest(seen.seen_at, excluded.seen_at)`);
const trim = statement<object>(`
  DELETE FROM carts.seen WHERE record_id = $1 AND item_id IN (
    SELECT item_id FROM carts.seen WHERE record_id = $1 ORDER BY seen_at DESC, item_id OFFSET $2)`);
const list = statement<{ item_id: string }>(`
  SELECT item_id FROM carts.seen WHERE record_id = ANY ($1::uuid[]) GROUP BY item_id
  ORDER BY max(seen_at) DESC, item_id LIMIT $2`);
const forget = statement<object>('DELETE FROM carts.seen WHERE record_id = ANY ($1::uuid[])');

/** The first is the latest. */
export async function noteSeenRows(
  tx: Tx,
  recordId: string,
  itemIds: readonly string[],
  most: number,
): Promise<void> {
  await tx.run(note, [recordId, itemIds, tx.now]);
  await tx.run(trim, [recordId, most]);
}

export async function listSeenRows(
  tx: Tx,
  recordIds: readonly string[],
  most: number,
): Promise<string[]> {
  return (await tx.all(list, [recordIds, most])).map((row) => row.item_id);
}

export async function deleteSeenRowsOf(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
