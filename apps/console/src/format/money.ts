// Money comes in whole minor units with its currency: yen have none smaller, pence are hundredths.

const fractions = new Map<string, number>();

function fractionDigits(currency: string): number {
  let digits = fractions.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    fractions.set(currency, digits);
  }
  return digits;
}

/** `formatMoney(3300, 'JPY')` → `¥3,300`; `formatMoney(-1250, 'GBP')` → `-£12.50`. */
export function formatMoney(amountMinor: number, currency: string): string {
  const digits = fractionDigits(currency);
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

/** What somebody typed as an amount, in minor units: `minorOf('12.5', 'GBP')` → 1250. */
export function minorOf(typed: string, currency: string): number {
  return Math.round(Number(typed) * 10 ** fractionDigits(currency));
}

/** A decimal unit price, kept exact as text: `formatUnitPrice('2.55', 'GBP')` → `£2.55`. */
export function formatUnitPrice(decimal: string, currency: string): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fractionDigits(currency),
    maximumFractionDigits: 6,
  }).format(Number(decimal));
}

/** Basis points as a rate: `formatRate(800)` → `8%`. */
export function formatRate(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}

/** `formatCount(12345.5)` → `12,345.5`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(count);
}
