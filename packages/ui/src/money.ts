// Money comes in whole minor units with its currency: yen have none smaller, pence are hundredths. Put together with a
// table, not asked of the platform: a server and a browser of different age must write the same.
import type { Language } from './words.ts';

/** Currencies without smaller units; all others have hundredths. */
const whole: ReadonlySet<string> = new Set(['JPY', 'KRW', 'VND']);

function fractionDigits(currency: string): number {
  return whole.has(currency) ? 0 : 2;
}

/**
 * `1,100円` where the language is Japanese, `¥1,100` elsewhere; `-£12.50`. Without a language the sign, which
 * stands in the narrow columns of the work apps in both languages.
 */
export function formatMoney(amountMinor: number, currency: string, language?: Language): string {
  const digits = fractionDigits(currency);
  return currency === 'JPY' && language === 'ja'
    ? `${new Intl.NumberFormat('en').format(amountMinor)}円`
    : withSign(amountMinor / 10 ** digits, currency, digits);
}

/** A decimal unit price, kept exact as text: `formatUnitPrice('2.555', 'GBP')` → `£2.555`. */
export function formatUnitPrice(decimal: string, currency: string): string {
  return withSign(Number(decimal), currency, 6);
}

function withSign(amount: number, currency: string, digitsMax: number): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fractionDigits(currency),
    maximumFractionDigits: digitsMax,
  }).format(amount);
}

/** What somebody typed as an amount, in minor units: `minorOf('12.5', 'GBP')` → 1250. */
export function minorOf(typed: string, currency: string): number {
  return Math.round(Number(typed) * 10 ** fractionDigits(currency));
}

/** The other way round, as it stands in a field before somebody changes it: `majorOf(1250, 'GBP')` → `12.5`. */
export function majorOf(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** fractionDigits(currency);
}

/** Basis points as a rate: `formatRate(800)` → `8%`. */
export function formatRate(basisPoints: number): string {
  return `${basisPoints / 100}%`;
}
