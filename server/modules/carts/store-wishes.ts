// SQL of wish lists.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const add = statement<object>(`
  INSERT INTO carts.wish (record_id, item_id, added_at)
  SELECT $1, wanted.item_id, $3 FROM unnest($2::uuid[]) AS wanted(item_id)
  WHERE (SELECT count(*) FROM carts.wish WHERE record_id = $1) < $4
  ON CONFLICT DO NOTHING`);
const remove = statement<object>('DELETE FROM carts.wish WHERE record_id = $1 AND item_id = $2');
const list = statement<{ item_id: string }>(`
  SELECT item_id FROM carts.wish WHERE record_id = $1 ORDER BY added_at DESC, item_id DESC LIMIT 200`);
const forget = statement<object>('DELETE FROM carts.wish WHERE record_id = ANY ($1::uuid[])');

export async function addWishRows(
  tx: Tx,
  recordId: string,
  itemIds: readonly string[],
  max: number,
): Promise<void> {
  await tx.run(add, [recordId, itemIds, tx.now, max]);
}

export async function deleteWishRow(tx: Tx, recordId: string, itemId: string): Promise<void> {
  await tx.run(remove, [recordId, itemId]);
}

export async function listWishRows(tx: Tx, recordId: string): Promise<string[]> {
  return (await tx.all(list, [recordId])).map((row) => row.item_id);
}

export async function deleteWishRowsOf(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
