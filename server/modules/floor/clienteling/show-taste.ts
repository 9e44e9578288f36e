// What she wished for and looked at, and three proposals made of it. Runs under the purpose of personalisation: the
// database itself hands out nothing of anybody who has not agreed to it.

import { listWishes } from '#carts';
import { type CatalogItem, findItems, findItemsOfCategories, findPrices, priceKey } from '#catalog';
import { findDeeds, listAgreedRecords } from '#customers';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findBoughtTogether, listPurchases } from '#orders';
import { availableMilli, findShelves, findStockOf, toBalance } from '#stock';
import { proposeItems, sayWhy, type Taste } from './propose.ts';

const sinceDays = 90;
const purchasesMost = 50;
const boughtMost = 100;
const lookedAtMost = 20;
const wishesMost = 20;
const shownMost = 6;
const nearMost = 200;

/**
 * Undefined where she has not agreed. Records and place by uuid; the transaction declares the purpose
 * `personalisation`.
 */
export async function showTaste(tx: Tx, recordIds: readonly string[], placeId: string) {
  const agreed = await listAgreedRecords(tx, recordIds);
  if (agreed.length === 0) {
    return undefined;
  }
  const taste = await readTaste(tx, agreed);
  const own = [...new Set([...taste.bought, ...taste.wished, ...taste.lookedAt])];
  const named = await findItems(tx, own);
  const together = await findBoughtTogether(tx, own);
  const categories = [...named.values()].flatMap(({ categoryId }) => categoryId ?? []);
  const near = await findItemsOfCategories(tx, [...new Set(categories)], nearMost);
  const others = await findItems(
    tx,
    together.map((row) => row.with_item_id),
  );
  const items = new Map([...named, ...others, ...near.map((item) => [item.id, item] as const)]);
  const stock = await readStock(tx, [...items.keys()], placeId);
  const proposals = proposeItems({
    taste,
    items,
    here: new Set([...stock].flatMap(([id, milli]) => (milli > 0 ? [id] : []))),
    together: together.map((row) => ({
      itemId: row.item_id,
      withItemId: row.with_item_id,
      orders: row.orders,
    })),
    near: near.map(({ id }) => id),
  });
  const wished = taste.wished.slice(0, shownMost);
  const lookedAt = taste.lookedAt.slice(0, shownMost);
  const shown = [...new Set([...wished, ...lookedAt, ...proposals.map(({ itemId }) => itemId)])];
  const tell = await teller(tx, { items, stock, placeId }, shown);
  return {
    wishes: wished.flatMap(tell),
    lookedAt: lookedAt.flatMap(tell),
    proposals: proposals.flatMap(({ itemId, why }) => {
      const said = sayWhy(why, items);
      return tell(itemId).map((item) => ({ ...item, whyJa: said.ja, whyEn: said.en }));
    }),
  };
}

async function readTaste(tx: Tx, recordIds: readonly string[]): Promise<Taste> {
  const purchases = await listPurchases(tx, recordIds, purchasesMost);
  const bought = purchases.flatMap(({ lines }) => lines.map((line) => line.item_id));
  const deeds = await findDeeds(tx, recordIds, tx.now.subtract({ hours: sinceDays * 24 }));
  const looked = [...deeds.values()]
    .flat()
    .filter(({ what }) => what === 'viewed')
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
    .flatMap(({ itemId }) => itemId ?? []);
  const wished: string[] = [];
  for (const recordId of recordIds) {
    wished.push(...(await listWishes(tx, recordId)));
  }
  return {
    bought: [...new Set(bought)].slice(0, boughtMost),
    wished: [...new Set(wished)].slice(0, wishesMost),
    lookedAt: [...new Set(looked)].slice(0, lookedAtMost),
  };
}

async function readStock(
  tx: Tx,
  itemIds: readonly string[],
  placeId: string,
): Promise<Map<string, number>> {
  const rows = await findStockOf(
    tx,
    itemIds.map((itemId) => ({ placeId, itemId })),
  );
  return new Map(rows.map((row) => [row.item_id, availableMilli(toBalance(row))]));
}

type Known = {
  readonly items: ReadonlyMap<string, CatalogItem>;
  readonly stock: ReadonlyMap<string, number>;
  readonly placeId: string;
};

/** An item as the tablet shows it: its price, how many are here, and where they stand. */
async function teller(tx: Tx, { items, stock, placeId }: Known, itemIds: readonly string[]) {
  const shelves = await findShelves(tx, placeId, itemIds);
  const asked = itemIds.map((itemId) => ({ itemId, placeId }));
  const prices = await findPrices(tx, asked, tx.now);
  return (itemId: string) => {
    const item = items.get(itemId);
    const price = prices.get(priceKey(itemId, placeId));
    return item === undefined
      ? []
      : [
          {
            itemId: formatId('item', itemId),
            name: { ja: item.name, en: item.nameEn },
            price:
              price === undefined
                ? null
                : { amountMinor: price.amountMinor, currency: price.currency },
            available: fromMilli(Math.max(0, stock.get(itemId) ?? 0)),
            shelf: shelves.get(itemId) ?? null,
          },
        ];
  };
}
