// What places could promise a basket right now, for her to choose between. Nothing is locked and nothing is kept: the
// checkout decides, and refuses what became later than she saw.
import type { Tx } from '#kernel/transaction';
import { isOpenAt, type PlaceRow } from '#places';
import {
  availableMilli,
  confidenceOf,
  findStockOf,
  type StockRow,
  stockWordOf,
  toBalance,
} from '#stock';
import { loadGoods } from '../checkout/known-goods.ts';
import { type Desk, findPromise, workOf } from './desk.ts';
import { findTaken, type Taken } from './store.ts';

export type PromiseQuote = {
  readonly place: PlaceRow;
  /** Null where not all of it is there, or no hour has room. */
  readonly readyBy: Temporal.Instant | null;
  /** The worst of its lines: in_stock, low, ask, out_of_stock. */
  readonly word: ReturnType<typeof stockWordOf>;
  readonly isOpenNow: boolean;
};

export type Basket = readonly { readonly itemId: string; readonly quantityMilli: number }[];

const words = ['in_stock', 'low', 'ask', 'out_of_stock'] as const;

/** By place in the order asked for; places that do not hand over, or are closed for good, are left out. */
export async function quotePromises(
  tx: Tx,
  placeIds: readonly string[],
  basket: Basket,
): Promise<PromiseQuote[]> {
  const wants = new Map<string, number>();
  for (const { itemId, quantityMilli } of basket) {
    wants.set(itemId, (wants.get(itemId) ?? 0) + quantityMilli);
  }
  const itemIds = [...wants.keys()];
  const keys = placeIds.flatMap((placeId) => itemIds.map((itemId) => ({ placeId, itemId })));
  // Places, items and hours are remembered as for checkouts; what is left to ask is one round trip.
  const [{ items, places, desks }, taken, stock] = await Promise.all([
    loadGoods(tx, { placeIds, itemIds, pairs: [] }),
    findTaken(tx, placeIds),
    findStockOf(tx, keys),
  ]);
  const rows = new Map(stock.map((row) => [`${row.place_id} ${row.item_id}`, row]));
  return placeIds.flatMap((id) => {
    const [place, desk] = [places.get(id), desks.get(id)];
    if (place?.is_active !== true || desk === undefined) {
      return [];
    }
    const found = [...wants]
      .filter(([itemId]) => items.get(itemId)?.isStocked === true)
      .map(([itemId, milli]) =>
        wordOf(rows.get(`${id} ${itemId}`), milli, items.get(itemId)?.unit ?? 'each', tx.now),
      );
    const word = words[Math.max(0, ...found.map((each) => words.indexOf(each)))] ?? 'in_stock';
    const readyBy =
      word === 'out_of_stock' ? null : readyAt(desk, taken.get(id), basket.length, word, tx.now);
    return [{ place, word, isOpenNow: isOpenAt(desk.hours, tx.now), readyBy }];
  });
}

function readyAt(
  desk: Desk,
  taken: Taken extends Map<string, infer Hours> ? Hours | undefined : never,
  lineCount: number,
  word: PromiseQuote['word'],
  now: Temporal.Instant,
): Temporal.Instant | null {
  const promised = findPromise(desk, (hourMs) => taken?.get(hourMs) ?? 0, {
    nowMs: now.epochMilliseconds,
    work: workOf(desk.rule, lineCount),
    isUnsure: word === 'ask',
  });
  return promised === undefined ? null : Temporal.Instant.fromEpochMilliseconds(promised.readyByMs);
}

function wordOf(
  row: StockRow | undefined,
  wantedMilli: number,
  unit: Parameters<typeof stockWordOf>[1],
  now: Temporal.Instant,
): PromiseQuote['word'] {
  if (row === undefined) {
    return 'out_of_stock';
  }
  const balance = toBalance(row);
  const free = availableMilli(balance);
  return free < wantedMilli
    ? 'out_of_stock'
    : stockWordOf(free, unit, confidenceOf(balance, balance.heldMilli + wantedMilli, now));
}
