// The SQL of what is near an item: its sisters, sold as one product in several colours and sizes, and what lies in the
// same category.
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

const ofCategories = statement<{ id: string }>(`
  SELECT i.id FROM catalog.product p JOIN catalog.item i ON i.product_id = p.id
  WHERE p.category_id = ANY ($1::uuid[]) AND p.is_active AND i.is_active ORDER BY p.sort_key, i.id LIMIT $2`);

/** Items that are sold in these categories (uuids), in the order of the catalogue. */
export async function findItemsOfCategories(
  tx: Tx,
  categoryIds: readonly string[],
  limit: number,
): Promise<CatalogItem[]> {
  const ids = (await tx.all(ofCategories, [categoryIds, limit])).map((row) => row.id);
  const items = await findItems(tx, ids);
  return ids.flatMap((id) => items.get(id) ?? []);
}
