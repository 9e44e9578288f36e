// What can be promised of an item at each place, in memory and kept by the log: to show, never to promise by.
// Whatever changes a balance announces the items: stock itself, or the order that sold or kept them.
import { ordersPlaced } from '#events/orders';
import type { Database } from '#kernel/db';
import { tryParseId } from '#kernel/ids';
import { defineLogKeptCache } from '#kernel/log-kept-cache';
import { availableMilli } from './balance.ts';
import {
  stockConflictSettled,
  stockCountPosted,
  stockHeld,
  stockHoldMoved,
  stockLotBlocked,
  stockLotReleased,
  stockMoved,
  stockReleased,
  stockRulesChanged,
  stockTransfer,
} from './events.ts';
import { confidenceOfOne } from './stock-word.ts';
import { listStockToShow, toBalance } from './views.ts';

/** By place (uuid); a place that does not know the item is not in it. */
export type StockToShow = ReadonlyMap<string, StockShown>;
export type StockShown = {
  /** Thousandths. */
  readonly availableMilli: number;
  /** How sure it was, when this was read, that one more piece is there; 0 to 1. */
  readonly confidence: number;
};

const items = defineLogKeptCache<StockToShow>({
  name: 'stock.available',
  // Some 100 bytes a place: 120 MB when full. Half is kept for certain: 10,000 items in 50 shops.
  weightMax: 1_200_000,
  weigh: (places) => places.size + 2,
  hears: [
    stockConflictSettled,
    stockCountPosted,
    stockHeld,
    stockHoldMoved,
    stockLotBlocked,
    stockLotReleased,
    stockMoved,
    stockReleased,
    stockRulesChanged,
    ...Object.values(stockTransfer),
    ordersPlaced,
  ].map(({ type }) => type),
  drops: ({ data }) => {
    const named = itemsNamedIn(data);
    return named.length === 0 ? 'all' : named;
  },
  load: async (db, itemIds) => {
    const found = new Map<string, Map<string, StockShown>>(itemIds.map((id) => [id, new Map()]));
    for (const row of await listStockToShow(db, itemIds)) {
      const balance = toBalance(row);
      found.get(row.item_id)?.set(oneString(row.place_id), {
        availableMilli: availableMilli(balance),
        confidence: confidenceOfOne(balance, db.clock.now()),
      });
    }
    return found;
  },
});

/** The ids of places come with every row; one copy of each is kept. */
const placeIds = new Map<string, string>();
const placeIdsMax = 50_000;

function oneString(placeId: string): string {
  const known = placeIds.get(placeId);
  if (known !== undefined) {
    return known;
  }
  if (placeIds.size < placeIdsMax) {
    placeIds.set(placeId, placeId);
  }
  return placeId;
}

/** What can be promised of items (uuid) at each place. Never inside a transaction. */
export function findKeptStock(
  db: Database,
  itemIds: readonly string[],
): Promise<Map<string, StockToShow>> {
  return items.find(db, itemIds);
}

const itemId = /itm_[0-9a-z]{26}/g;

/** The items (uuid) that an event names, wherever in its payload. */
function itemsNamedIn(data: object): string[] {
  const typed = new Set(JSON.stringify(data).match(itemId) ?? []);
  return [...typed].flatMap((id) => tryParseId('item', id) ?? []);
}
