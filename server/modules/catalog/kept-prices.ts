// Prices in memory, kept by the log: a price sheet an item, and the tax rates. Whoever sells by them reads the
// price of the very moment; how far behind the log it may be is said in kernel/log-kept-cache.ts.

import type { Database } from '#kernel/db';
import { tryParseId } from '#kernel/ids';
import { defineLogKeptCache } from '#kernel/log-kept-cache';
import { catalogImported, catalogPriceChanged } from './events.ts';
import { type ItemPrice, priceKey } from './find-items.ts';
import { type PriceSheet, priceOn, toPriceSheet } from './price-sheet.ts';
import {
  listTaxRateRows,
  type PriceAsked,
  type SheetPriceRow,
  sheetPriceRows,
  type TaxRate,
} from './views.ts';

const sheets = defineLogKeptCache<PriceSheet>({
  name: 'catalog.prices',
  // Some 300 bytes a price: 60 MB when full.
  weightMax: 200_000,
  weigh: ({ windows }) => [...windows.values()].reduce((sum, { length }) => sum + length, 2),
  hears: [catalogPriceChanged.type, catalogImported.type],
  drops: ({ type, subject }) => {
    const id = type === catalogPriceChanged.type ? tryParseId('item', subject) : undefined;
    return id === undefined ? 'all' : [id];
  },
  load: async (db, itemIds) => {
    const from = db.clock.now();
    const rows = await sheetPriceRows(db, itemIds, from);
    const byItem = Map.groupBy(rows, (row: SheetPriceRow) => row.item_id);
    return new Map([...byItem].map(([id, ofItem]) => [id, toPriceSheet(ofItem, from)]));
  },
});

/** Rates are put in by a release of Engawa, with no event: a minute passes until every server knows a new one. */
const taxRates = defineLogKeptCache<readonly TaxRate[]>({
  name: 'catalog.tax_rates',
  weightMax: 2,
  hears: [],
  drops: () => [],
  load: async (db, keys) => {
    const rates = await listTaxRateRows(db);
    return new Map(keys.map((key) => [key, rates]));
  },
});
const allRates = 'all';

/** Like `findPrices`, for now and from memory. Never inside a transaction: see `knownPrices`. */
export async function findKeptPrices(
  db: Database,
  asked: readonly PriceAsked[],
): Promise<Map<string, ItemPrice>> {
  const found = await sheets.find(db, [...new Set(asked.map(({ itemId }) => itemId))]);
  const rates = (await taxRates.findOne(db, allRates)) ?? [];
  return pricesOn(found, rates, asked, db.clock.now());
}

/**
 * What is in memory of the prices at a moment, by `priceKey`, and which pairs are not: those must be asked by
 * `findPrices`. For use inside a transaction; what is missing is fetched for the next time.
 */
export function knownPrices(
  db: Database,
  asked: readonly PriceAsked[],
  at: Temporal.Instant,
): { readonly prices: Map<string, ItemPrice>; readonly missing: readonly PriceAsked[] } {
  const rates = taxRates.known(db, allRates);
  const known = new Map<string, PriceSheet>();
  const missing: PriceAsked[] = [];
  for (const pair of asked) {
    const sheet = sheets.known(db, pair.itemId);
    if (rates === undefined || sheet === undefined || isBefore(at, sheet.from)) {
      missing.push(pair);
    } else {
      known.set(pair.itemId, sheet);
    }
  }
  if (missing.length > 0) {
    taxRates.warm(db, [allRates]);
    sheets.warm(
      db,
      missing.map(({ itemId }) => itemId),
    );
  }
  return { prices: pricesOn(known, rates ?? [], asked, at), missing };
}

function pricesOn(
  known: ReadonlyMap<string, PriceSheet>,
  rates: readonly TaxRate[],
  asked: readonly PriceAsked[],
  at: Temporal.Instant,
): Map<string, ItemPrice> {
  const prices = new Map<string, ItemPrice>();
  for (const pair of asked) {
    const sheet = known.get(pair.itemId);
    const price = sheet === undefined ? undefined : priceOn(sheet, rates, pair, at);
    if (price !== undefined) {
      prices.set(priceKey(pair.itemId, pair.placeId), price);
    }
  }
  return prices;
}

/** Late sales are priced by their own moment, of which a sheet may not know any more. */
function isBefore(at: Temporal.Instant, from: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, from) < 0;
}
