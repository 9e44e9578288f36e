// Money is a whole number of minor units (yen, pence) with its currency. Prices that come with more
// decimals than the currency has (an imported unit price of 0.001 GBP) are kept as decimal text and meet
// minor units only where a line is summed. Integers stay below 2^53: 90 trillion yen.

export type CurrencyCode = string;

const minorDigits: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  KWD: 3,
  BHD: 3,
};

/** Decimal places of a currency's minor unit (ISO 4217): 0 for JPY, 2 for most. */
function minorDigitsOf(currency: CurrencyCode): number {
  return minorDigits[currency] ?? 2;
}

/**
 * Exact product of a decimal unit price and a decimal quantity in minor units, rounded half away from zero.
 * `multiplyDecimal('2.55', '6', 'GBP')` → 1530.
 */
export function multiplyDecimal(
  unitPrice: string,
  quantity: string,
  currency: CurrencyCode,
): number {
  const price = parseDecimal(unitPrice);
  const count = parseDecimal(quantity);
  const scale = price.scale + count.scale - minorDigitsOf(currency);
  const product = price.value * count.value;
  const minor =
    scale <= 0 ? product * 10n ** BigInt(-scale) : divideRounded(product, 10n ** BigInt(scale));
  return toSafeInteger(minor);
}

/** A decimal amount in minor units, rounded half away from zero: `toMinor('2.55', 'GBP')` → 255. */
export function toMinor(amount: string, currency: CurrencyCode): number {
  return multiplyDecimal(amount, '1', currency);
}

/** Minor units as decimal text: `fromMinor(1530, 'GBP')` → '15.30'. */
export function fromMinor(amountMinor: number, currency: CurrencyCode): string {
  const digits = minorDigitsOf(currency);
  if (digits === 0) {
    return String(amountMinor);
  }
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

type Decimal = { readonly value: bigint; readonly scale: number };

function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) {
    throw new RangeError(`not a decimal number: ${text.slice(0, 40)}`);
  }
  const [, sign = '', whole = '0', fraction = ''] = match;
  const value = BigInt(whole + fraction);
  return { value: sign === '-' ? -value : value, scale: fraction.length };
}

function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor;
}

function toSafeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError('an amount is beyond 2^53 minor units');
  }
  return number;
}
