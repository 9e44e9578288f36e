// One line of the catalogue as the house sends it, and what an item costs at a moment: of its place before one for
// everywhere, then the newest that holds.
import type { LineTargets } from '../sale/basket.ts';

export type TillItem = {
  readonly id: string;
  readonly code: string;
  readonly barcodes: readonly string[];
  readonly name: string;
  readonly nameEn: string | null;
  readonly taxClass: 'standard' | 'reduced' | 'exempt';
  readonly isWeighed: boolean;
  readonly isActive: boolean;
  readonly pricePer: number;
  readonly prices: string;
  readonly targets: LineTargets;
};

const classes = { s: 'standard', r: 'reduced', e: 'exempt' } as const;

export function readLine(line: string): TillItem {
  const [
    id = '',
    code = '',
    barcodes = '',
    name = '',
    nameEn = '',
    ,
    kind = '',
    per = '1',
    prices = '',
    named = '',
  ] = line.split('\t');
  return {
    id,
    code,
    barcodes: barcodes === '' ? [] : barcodes.split(' '),
    name,
    nameEn: nameEn === '' ? null : nameEn,
    taxClass: classes[kind[0] as keyof typeof classes] ?? 'standard',
    isWeighed: kind[2] === 'w',
    isActive: kind[3] === '1',
    pricePer: Number(per),
    prices,
    targets: targetsOf(named, kind, id),
  };
}

/** Product, category and brand are uuids in base64. */
function targetsOf(named: string, kind: string, id: string): LineTargets {
  const [product = '', category = '', brand = ''] = named.split(' ');
  return {
    productId: uuidOf(product) ?? id,
    categoryId: uuidOf(category) ?? null,
    brandId: uuidOf(brand) ?? null,
    isWeighed: kind[2] === 'w' || kind[1] !== 'e',
    isFee: kind[4] === 'f',
  };
}

function uuidOf(base64: string): string | undefined {
  if (base64.length !== 22) {
    return undefined;
  }
  const hex = Array.from(atob(base64), (byte) =>
    byte.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The price that holds at a moment; undefined when there is none. */
export function priceAt(prices: string, atMs: number): number | undefined {
  if (prices === '') {
    return undefined;
  }
  const seconds = atMs / 1000;
  let best:
    | { readonly amount: number; readonly isOfPlace: boolean; readonly from: number }
    | undefined;
  for (const each of prices.split(';')) {
    const [amount = '', from = '', until = '', place = ''] = each.split(',');
    const begins = from === '' ? 0 : Number(from);
    if (begins > seconds || (until !== '' && Number(until) <= seconds)) {
      continue;
    }
    const isOfPlace = place === 'p';
    if (
      best === undefined ||
      (isOfPlace && !best.isOfPlace) ||
      (isOfPlace === best.isOfPlace && begins > best.from)
    ) {
      best = { amount: Number(amount), isOfPlace, from: begins };
    }
  }
  return best?.amount;
}

export type TaxRate = {
  readonly taxClass: string;
  readonly validFrom: string;
  readonly rateBp: number;
};

/** The rate of a class on the Japanese day of a moment (消費税法). */
export function rateAt(rates: readonly TaxRate[], taxClass: string, atMs: number): number {
  const day = new Date(atMs + 9 * 3_600_000).toISOString().slice(0, 10);
  const of = rates.filter((rate) => rate.taxClass === taxClass && rate.validFrom <= day);
  return of.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]?.rateBp ?? 0;
}
