// What a receiver may choose: the item that was given and its sisters of one product (colour, size) that cost no more.
import { findPrices, findSiblings, priceKey } from '#catalog';
import type { Tx } from '#kernel/transaction';
import type { PurchaseRow } from './store.ts';

export type Choice = {
  /** uuid */
  readonly itemId: string;
  readonly name: string;
  readonly nameEn: string | null;
};

export async function findChoices(tx: Tx, purchase: PurchaseRow): Promise<Choice[]> {
  if (purchase.item_id === null) {
    return [];
  }
  const items = await findSiblings(tx, purchase.item_id);
  const asked = items.map((item) => ({ itemId: item.id, placeId: purchase.place_id }));
  const prices = await findPrices(tx, asked, tx.now);
  const given = prices.get(priceKey(purchase.item_id, purchase.place_id));
  const mostMinor = Math.max(
    Math.floor(purchase.amount_minor / purchase.quantity),
    given?.amountMinor ?? 0,
  );
  return items
    .filter((item) => {
      const price = prices.get(priceKey(item.id, purchase.place_id));
      return item.isActive && price !== undefined && price.amountMinor <= mostMinor;
    })
    .map((item) => ({ itemId: item.id, name: item.name, nameEn: item.nameEn }));
}
