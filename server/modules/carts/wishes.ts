// A wish list: what somebody likes and may buy later. Without an account it stays in her browser (the shop keeps it
// in a cookie there); when she signs in it moves to her record and follows her.
import type { Tx } from '#kernel/transaction';
import { addWishRows, deleteWishRow, listWishRows } from './store-wishes.ts';

/** More is no list of wishes any more. */
export const wishesMax = 200;

/** Items (uuid) she wishes for, the newest first. */
export function listWishes(tx: Tx, recordId: string): Promise<string[]> {
  return listWishRows(tx, recordId);
}

/** Puts items on her list; those on it already stay where they are, and a full list stays as it is. */
export async function addWishes(
  tx: Tx,
  recordId: string,
  itemIds: readonly string[],
): Promise<void> {
  await addWishRows(tx, recordId, itemIds, wishesMax);
}

export async function removeWish(tx: Tx, recordId: string, itemId: string): Promise<void> {
  await deleteWishRow(tx, recordId, itemId);
}
