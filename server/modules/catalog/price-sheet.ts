// All prices of one item from a moment on, so that the price at any place and later moment is found without
// asking the database: a price begins and ends by the clock, not by an event. The same choice as the statement
// of `findPrices`: of the asked list before general, of the place before everywhere, then the newest.
import type { ItemPrice } from './find-items.ts';
import type { TaxClass } from './store.ts';
import type { PriceAsked, SheetPriceRow, TaxRate } from './views.ts';

export type PriceSheet = {
  /** It holds no prices that had ended before. */
  readonly from: Temporal.Instant;
  readonly taxClass: TaxClass;
  readonly pricePer: number;
  /** By list and place, each newest first. */
  readonly windows: ReadonlyMap<string, readonly PriceWindow[]>;
};

type PriceWindow = {
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly currency: string;
  readonly fromNs: bigint;
  readonly untilNs: bigint | null;
};

/** Rows of one item, newest first; one of them has no price when the item has none. */
export function toPriceSheet(rows: readonly SheetPriceRow[], from: Temporal.Instant): PriceSheet {
  const windows = new Map<string, PriceWindow[]>();
  for (const row of rows) {
    if (row.amount_minor !== null && row.currency !== null && row.valid_from !== null) {
      const key = windowKey(row.price_list_id, row.place_id);
      const list = windows.get(key) ?? [];
      list.push({
        amountMinor: row.amount_minor,
        compareAtMinor: row.compare_at_minor,
        currency: row.currency,
        fromNs: row.valid_from.epochNanoseconds,
        untilNs: row.valid_until?.epochNanoseconds ?? null,
      });
      windows.set(key, list);
    }
  }
  const [first] = rows;
  return {
    from,
    taxClass: first?.tax_class ?? 'standard',
    pricePer: first?.price_per ?? 1,
    windows,
  };
}

/**
 * The price at a moment, which must not lie before the sheet's own; undefined when the item has none. `rates`
 * are of all classes, newest first.
 */
export function priceOn(
  sheet: PriceSheet,
  rates: readonly TaxRate[],
  asked: Omit<PriceAsked, 'itemId'>,
  at: Temporal.Instant,
): ItemPrice | undefined {
  const { placeId, priceListId = null, currency = null } = asked;
  const atNs = at.epochNanoseconds;
  const ofList = priceListId === null ? [] : [priceListId];
  for (const list of [...ofList, null]) {
    for (const place of placeId === null ? [null] : [placeId, null]) {
      const window = sheet.windows
        .get(windowKey(list, place))
        ?.find(
          (each) =>
            each.fromNs <= atNs &&
            (each.untilNs === null || each.untilNs > atNs) &&
            (currency === null || each.currency === currency),
        );
      if (window !== undefined) {
        return {
          amountMinor: window.amountMinor,
          compareAtMinor: window.compareAtMinor,
          currency: window.currency,
          taxClass: sheet.taxClass,
          taxRateBp: rateOn(rates, sheet.taxClass, at),
          pricePer: sheet.pricePer,
        };
      }
    }
  }
  return undefined;
}

/** The rate of the Japanese day of the moment (消費税法); 0 when none is known. */
function rateOn(rates: readonly TaxRate[], taxClass: TaxClass, at: Temporal.Instant): number {
  const day = japaneseDayOf(at);
  const rate = rates.find((each) => each.taxClass === taxClass && each.validFrom <= day);
  return rate?.rateBp ?? 0;
}

const japanAheadMs = 9 * 3600 * 1000;
const dayMs = 24 * 3600 * 1000;
let lastDay = { number: Number.NaN, text: '' };

/** Japan has had no summer time since 1951, when there was no such tax: a day is a number of hours. */
function japaneseDayOf(at: Temporal.Instant): string {
  const number = Math.floor((at.epochMilliseconds + japanAheadMs) / dayMs);
  if (number !== lastDay.number) {
    lastDay = { number, text: new Date(number * dayMs).toISOString().slice(0, 10) };
  }
  return lastDay.text;
}

function windowKey(listId: string | null, placeId: string | null): string {
  return `${listId ?? ''} ${placeId ?? ''}`;
}
