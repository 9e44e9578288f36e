// The SQL of the sisters of an item: what is sold as one product in several colours and sizes.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type CatalogItem, findItems } from './find-items.ts';

const siblings = statement<{ id: string }>(`
  SELECT s.id FROM catalog.item i JOIN catalog.item s ON s.product_id = i.product_id
  WHERE i.id = $1 ORDER BY s.id LIMIT 200`);

/** All items of the product of an item (uuid), itself among them, the oldest first. */
export async function findSiblings(tx: Tx, itemId: string): Promise<CatalogItem[]> {
  const ids = (await tx.all(siblings, [itemId])).map((row) => row.id);
  const items = await findItems(tx, ids);
  return ids.flatMap((id) => items.get(id) ?? []);
}
