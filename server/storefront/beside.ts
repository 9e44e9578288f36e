// What goes with something and lies in the same shop: proposed when she comes for the one, since she is there anyway.
import { transaction } from '#kernel/transaction';
import { availableMilli, findStockOf, toBalance } from '#stock';
import { toCard } from './cards.ts';
import type { Card, Visitor } from './contract.ts';
import type { HouseWindow } from './house-window.ts';

const proposedMost = 3;
const lookedAt = 24;

/** Goods of the same categories (uuids in) that this place (uuid) can hand over now, the most ordered first. */
export async function besideAt(
  { house, shelf }: HouseWindow,
  visitor: Visitor,
  itemIds: readonly string[],
  placeId: string,
): Promise<Card[]> {
  const own = new Set(itemIds.map((id) => shelf.productOf(id)?.id));
  const categories = itemIds.flatMap((id) => shelf.item(id)?.categoryId ?? []);
  const around = [...new Set(categories)].flatMap((id) => shelf.inCategory(id));
  const candidates = [...new Set([...around, ...shelf.popular.slice(0, lookedAt)])]
    .filter((product) => !own.has(product.id) && product.cheapestMinor !== null)
    .slice(0, lookedAt);
  const keys = candidates.map(({ first }) => ({ placeId, itemId: first.id }));
  const rows = await transaction(house.db, { readOnly: true, actor: 'guest' }, (tx) =>
    findStockOf(tx, keys),
  );
  const there = new Set(
    rows.filter((row) => availableMilli(toBalance(row)) > 0).map((row) => row.item_id),
  );
  return candidates
    .filter(({ first }) => there.has(first.id))
    .slice(0, proposedMost)
    .map((product) => toCard(shelf, product, visitor.language));
}
