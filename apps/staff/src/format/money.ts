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

/** `formatCount(12345.5)` → `12,345.5`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(count);
}
