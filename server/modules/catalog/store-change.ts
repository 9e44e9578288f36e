// SQL of a person's changes to one item: its rows locked, and its codes.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import {
  type CodeRow,
  type ItemRow,
  itemColumns,
  type ProductRow,
  productColumns,
} from './store.ts';

const lockProduct = statement<ProductRow>(`
  SELECT ${productColumns} FROM catalog.product
  WHERE id = (SELECT product_id FROM catalog.item WHERE id = $1) FOR NO KEY UPDATE`);
const lockItem = statement<ItemRow>(
  `SELECT ${itemColumns} FROM catalog.item WHERE id = $1 FOR NO KEY UPDATE`,
);
const codesOfItem = statement<CodeRow>(`
  SELECT id, item_id, source, kind, value, place_id FROM catalog.code
  WHERE item_id = $1 AND place_id IS NULL`);
const deleteCodes = statement<object>('DELETE FROM catalog.code WHERE id = ANY ($1::uuid[])');

/** The product of an item (uuid). */
export function lockProductRow(tx: Tx, itemId: string): Promise<ProductRow | undefined> {
  return tx.maybe(lockProduct, [itemId]);
}

export function lockItemRow(tx: Tx, itemId: string): Promise<ItemRow | undefined> {
  return tx.maybe(lockItem, [itemId]);
}

/** Those that are bound to no place. */
export function findCodeRowsOfItem(tx: Tx, itemId: string): Promise<CodeRow[]> {
  return tx.all(codesOfItem, [itemId]);
}

export async function deleteCodeRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) {
    await tx.run(deleteCodes, [ids]);
  }
}
