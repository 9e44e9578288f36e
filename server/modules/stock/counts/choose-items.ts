// What a count is about: items that are named, a shelf, a category, or those of which the books are least sure.
import { listItemsOfCategory } from '#catalog';
import type { Tx } from '#kernel/transaction';
import { usualShrinkageBp } from '../confidence.ts';
import { itemsKeptOf, itemsOnShelf, stalestItems } from './store-tallies.ts';

export type ItemsToCount = {
  readonly itemIds: readonly string[];
  /** How their shelf begins: `A-03`, or `A`. */
  readonly shelf: string | undefined;
  /** uuid; with what is below it. */
  readonly categoryId: string | undefined;
  readonly stalest: number | undefined;
};

const itemsMax = 5000;

/** All that was asked for, each item (uuid) once. */
export async function chooseItems(
  tx: Tx,
  placeId: string,
  { itemIds, shelf, categoryId, stalest }: ItemsToCount,
): Promise<string[]> {
  const chosen = new Set(itemIds);
  const add = (ids: readonly string[]) => {
    for (const id of ids) {
      chosen.add(id);
    }
  };
  if (shelf !== undefined) {
    add(await itemsOnShelf(tx, placeId, shelf, itemsMax));
  }
  if (categoryId !== undefined) {
    const ofCategory = await listItemsOfCategory(tx, categoryId, itemsMax);
    add(await itemsKeptOf(tx, placeId, ofCategory, itemsMax));
  }
  if (stalest !== undefined) {
    add(await stalestItems(tx, placeId, stalest, usualShrinkageBp));
  }
  return [...chosen].slice(0, itemsMax);
}
