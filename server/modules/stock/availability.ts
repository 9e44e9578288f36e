// What shoppers are told of one item at all places: words instead of numbers, nearest first. From memory that the
// log keeps true (kept-stock.ts): right after a sale in the server that made it, within a second in any other.
import { findKeptItems } from '#catalog';
import type { Database } from '#kernel/db';
import { distanceBetweenM, findKeptPlaces, type PlaceRow, type Position } from '#places';
import { stockRefusals } from './errors.ts';
import { findKeptStock, type StockShown } from './kept-stock.ts';
import type { StockWord } from './schemas.ts';
import { stockWordOf } from './stock-word.ts';

export type PlaceAvailability = {
  readonly place: PlaceRow;
  readonly word: StockWord;
  /** Null when nobody said from where. */
  readonly distanceM: number | null;
};

/**
 * One item at every active place that knows it, nearest first, else by name; `limit` places at most. Never inside
 * a transaction. Refuses with stock.item_unknown.
 */
export async function findAvailability(
  db: Database,
  itemId: string,
  { from, limit }: { readonly from?: Position | undefined; readonly limit?: number | undefined },
): Promise<PlaceAvailability[]> {
  const [items, stock, places] = await Promise.all([
    findKeptItems(db, [itemId]),
    findKeptStock(db, [itemId]),
    findKeptPlaces(db),
  ]);
  const item = items.get(itemId);
  if (item === undefined) {
    throw stockRefusals.item_unknown();
  }
  const found: PlaceAvailability[] = [];
  const available = stock.get(itemId) ?? new Map<string, StockShown>();
  for (const place of places.values()) {
    const shown = available.get(place.id);
    if (shown !== undefined) {
      const distanceM = from === undefined ? null : distanceOf(from, place);
      const word = stockWordOf(shown.availableMilli, item.unit, shown.confidence);
      found.push({ place, word, distanceM });
    }
  }
  if (from !== undefined) {
    found.sort((a, b) => far(a) - far(b));
  }
  return limit === undefined ? found : found.slice(0, limit);
}

function distanceOf(from: Position, place: PlaceRow): number | null {
  const { latitude, longitude } = place;
  return latitude === null || longitude === null
    ? null
    : Math.round(distanceBetweenM(from, { latitude, longitude }));
}

/** A place without a position comes last. */
function far({ distanceM }: PlaceAvailability): number {
  return distanceM ?? Number.MAX_SAFE_INTEGER;
}
