// What shoppers are told of one item at all places: words instead of numbers, nearest first.
import { type CatalogItem, findItems } from '#catalog';
import type { Tx } from '#kernel/transaction';
import { distanceBetweenM, findPlaces, type PlaceRow, type Position } from '#places';
import { availableMilli } from './balance.ts';
import { stockRefusals } from './errors.ts';
import type { StockWord } from './schemas.ts';
import { findStock } from './views.ts';

export type PlaceAvailability = {
  readonly place: PlaceRow;
  readonly word: StockWord;
  /** Null when nobody said from where. */
  readonly distanceM: number | null;
};

export const stockLabels: Readonly<Record<StockWord, { ja: string; en: string }>> = {
  in_stock: { ja: '在庫あり', en: 'In stock' },
  low: { ja: '残りわずか', en: 'Only a few left' },
  out_of_stock: { ja: '在庫なし', en: 'Out of stock' },
};

const lowPieces = 3;
const lowGrams = 500;

/** The word for what can be promised; grams and millilitres are "a few" at half a kilogram. */
export function stockWordOf(available: number, unit: CatalogItem['unit']): StockWord {
  if (available <= 0) {
    return 'out_of_stock';
  }
  return available <= (unit === 'each' ? lowPieces : lowGrams) * 1000 ? 'low' : 'in_stock';
}

/** One item at every active place that knows it, nearest first. Refuses with stock.item_unknown. */
export async function findAvailability(
  tx: Tx,
  itemId: string,
  from?: Position,
): Promise<PlaceAvailability[]> {
  const item = (await findItems(tx, [itemId])).get(itemId);
  if (item === undefined) {
    throw stockRefusals.item_unknown();
  }
  const rows = await findStock(tx, [itemId]);
  const places = await findPlaces(
    tx,
    rows.map((row) => row.place_id),
  );
  const placeOf = new Map(places.map((place) => [place.id, place]));
  return rows
    .flatMap((row) => {
      const place = placeOf.get(row.place_id);
      if (place?.is_active !== true) {
        return [];
      }
      const available = availableMilli({
        onHandMilli: row.on_hand_milli,
        heldMilli: row.held_milli,
        safetyMilli: row.safety_milli,
      });
      const distanceM = from === undefined ? null : distanceOf(from, place);
      return [{ place, word: stockWordOf(available, item.unit), distanceM }];
    })
    .toSorted((a, b) => far(a) - far(b) || byName(a, b));
}

function distanceOf(from: Position, place: PlaceRow): number | null {
  const { latitude, longitude } = place;
  return latitude === null || longitude === null
    ? null
    : Math.round(distanceBetweenM(from, { latitude, longitude }));
}

function byName(a: PlaceAvailability, b: PlaceAvailability): number {
  return a.place.name_ja.localeCompare(b.place.name_ja, 'ja');
}

/** A place without a position comes last. */
function far({ distanceM }: PlaceAvailability): number {
  return distanceM ?? Number.MAX_SAFE_INTEGER;
}
