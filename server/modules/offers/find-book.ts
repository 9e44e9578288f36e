// The book of what is on, as it is kept in the tables.

import {
  type Book,
  emptyBook,
  type Promotion,
  type PromotionTerms,
  writeBook,
} from '@engawa/promotions';
import { listCategories } from '#catalog';
import { formatId } from '#kernel/ids';
import { revisionOf } from '#kernel/revisions';
import type { Tx } from '#kernel/transaction';
import { findLivePromotions, findWeatherRows, type LiveRow } from './store-promotions.ts';

export type OffersNow = {
  readonly book: Book;
  /** By place (uuid), until it is over. */
  readonly weather: ReadonlyMap<
    string,
    { readonly weather: string; readonly until: Temporal.Instant }
  >;
};

const kept = new WeakMap<
  Tx['database'],
  { readonly revision: number; readonly offers: OffersNow }
>();

/** The same, remembered in this process for as long as no promotion changes. */
export async function keepOffers(tx: Tx): Promise<OffersNow> {
  const { revision, isUntouched } = await revisionOf(tx, ['offers', 'catalog']);
  const known = kept.get(tx.database);
  if (known?.revision === revision) {
    return known.offers;
  }
  const offers = await findOffersNow(tx);
  // A transaction that has written sees what may yet be rolled back: it keeps that to itself.
  if (isUntouched) {
    kept.set(tx.database, { revision, offers });
  }
  return offers;
}

/** Nothing is on. */
export const noOffers: OffersNow = { book: emptyBook, weather: new Map() };

/** All promotions that are on, or ended lately. Good as long as the revision of `offers` stays the same. */
export async function findOffersNow(tx: Tx): Promise<OffersNow> {
  const [rows, weather] = await Promise.all([findLivePromotions(tx), findWeatherRows(tx)]);
  const isOfCategories = JSON.stringify(rows.map((row) => row.terms)).includes('"categoryIds"');
  const under = isOfCategories ? categoriesUnder(await listCategories(tx)) : undefined;
  return {
    book: writeBook(rows.map((row) => toPromotion(row, under))),
    weather: new Map(weather.map(({ place_id, ...row }) => [place_id, row])),
  };
}

type Under = ReadonlyMap<string, readonly string[]>;

/** Typed id of a category → its own and those of all under it. */
function categoriesUnder(categories: Awaited<ReturnType<typeof listCategories>>): Under {
  const under = new Map<string, string[]>();
  const parentOf = new Map(categories.map(({ id, parentId }) => [id, parentId]));
  for (const { id } of categories) {
    for (let at: string | null = id, depth = 0; at !== null && depth < 20; depth += 1) {
      const above = formatId('category', at);
      under.set(above, [...(under.get(above) ?? []), formatId('category', id)]);
      at = parentOf.get(at) ?? null;
    }
  }
  return under;
}

/** Goods of a category under the one that a rule names are meant as well. */
function withCategoriesUnder(terms: PromotionTerms, under: Under): PromotionTerms {
  return JSON.parse(JSON.stringify(terms), (key, value: unknown) =>
    key === 'categoryIds' && Array.isArray(value)
      ? [...new Set(value.flatMap((id: string) => under.get(id) ?? [id]))]
      : value,
  ) as PromotionTerms;
}

export function toPromotion(row: Omit<LiveRow, 'state'>, under?: Under): Promotion {
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    nameJa: row.name_ja,
    nameEn: row.name_en,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    ...(under === undefined ? row.terms : withCategoriesUnder(row.terms, under)),
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
