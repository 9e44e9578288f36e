// The book of what is on, as it is kept in the tables.
import type { Tx } from '#kernel/transaction';
import { type Book, emptyBook, writeBook } from './engine/book.ts';
import type { Promotion } from './engine/promotion.ts';
import { findLivePromotions, findWeatherRows, type LiveRow } from './store-promotions.ts';

export type OffersNow = {
  readonly book: Book;
  /** By place (uuid), until it is over. */
  readonly weather: ReadonlyMap<
    string,
    { readonly weather: string; readonly until: Temporal.Instant }
  >;
};

/** Nothing is on. */
export const noOffers: OffersNow = { book: emptyBook, weather: new Map() };

/** All promotions that are on, or ended lately. Good as long as the revision of `offers` stays the same. */
export async function findOffersNow(tx: Tx): Promise<OffersNow> {
  const [rows, weather] = await Promise.all([findLivePromotions(tx), findWeatherRows(tx)]);
  return {
    book: writeBook(rows.map(toPromotion)),
    weather: new Map(weather.map(({ place_id, ...row }) => [place_id, row])),
  };
}

export function toPromotion(row: Omit<LiveRow, 'state'>): Promotion {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    ...row.terms,
  };
}

/** What the sky does at a place at a moment. */
export function weatherAt(
  { weather }: OffersNow,
  placeId: string,
  now: Temporal.Instant,
): string | null {
  const told = weather.get(placeId);
  return told === undefined || Temporal.Instant.compare(told.until, now) <= 0 ? null : told.weather;
}
