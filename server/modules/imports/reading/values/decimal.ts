/**
 * Prices and quantities, exactly: a decimal is a count of units and how many digits stand behind
 * the point, never a float. 2.55 × 3 must be 7.65 to the penny over 370,931 lines.
 */
import { accept, type Parsed, quote, refuse } from '../reason.ts';
import { foldDashes, foldWidth } from './fold-width.ts';

/** `units` / 10^`scale`; `text` is the canonical form, e.g. `-1234.50`. */
export interface Decimal {
  readonly text: string;
  readonly units: bigint;
  readonly scale: number;
}

/** NUMERIC(20, 6) is the widest column a price is kept in. */
const SCALE_MAX = 6;
const INTEGER_DIGITS_MAX = 14;

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const CURRENCY = /^(?:[¥£$€\\]|JPY|GBP|USD|EUR)|(?:円|JPY|GBP|USD|EUR)(?:\(税[込抜]\))?$/giu;

/**
 * `2.55`, `1,234`, `￥1,100`, `1100円`, full-width digits; negative as `-5`, `△5`, `▲5`, `(5)`. A
 * comma is only ever a thousands mark: `2,55` is refused rather than guessed.
 */
export function parseDecimal(text: string): Parsed<Decimal> {
  const plain = PLAIN.exec(text);
  if (plain !== null) return build(text, plain);
  let folded = foldDashes(foldWidth(text)).replaceAll(/\s/g, '');
  let isNegative = false;
  if (/^\(.*\)$/.test(folded) && !folded.startsWith('(税')) {
    isNegative = true;
    folded = folded.slice(1, -1);
  }
  folded = folded.replaceAll(CURRENCY, '');
  if (/^[△▲-]/.test(folded)) {
    if (isNegative) return notANumber(text);
    isNegative = true;
    folded = folded.slice(1);
  } else if (folded.startsWith('+')) {
    folded = folded.slice(1);
  }
  folded = folded.replaceAll(CURRENCY, '');
  if (folded.includes(',')) {
    if (!GROUPED.test(folded)) return notANumber(text);
    folded = folded.replaceAll(',', '');
  }
  if (folded.startsWith('.')) folded = `0${folded}`;
  const match = PLAIN.exec(folded);
  if (match === null || match[1] === '-') return notANumber(text);
  return build(text, match, isNegative);
}

function build(text: string, match: RegExpExecArray, isNegative?: boolean): Parsed<Decimal> {
  const integer = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  let fraction = match[3] ?? '';
  if (fraction.length > SCALE_MAX) fraction = fraction.replace(/0+$/, '');
  if (fraction.length > SCALE_MAX) {
    return refuse(
      'decimal_is_too_fine',
      `「${quote(text)}」は小数点以下が${SCALE_MAX}桁を超えています。`,
      `"${quote(text)}" has more than ${SCALE_MAX} digits behind the point.`,
    );
  }
  if (integer.length > INTEGER_DIGITS_MAX) {
    return refuse(
      'decimal_is_too_large',
      `「${quote(text)}」は大きすぎます（整数部${INTEGER_DIGITS_MAX}桁まで）。`,
      `"${quote(text)}" is too large (${INTEGER_DIGITS_MAX} digits before the point at most).`,
    );
  }
  const digits = BigInt(integer + fraction);
  const isMinus = digits !== 0n && (isNegative ?? match[1] === '-');
  const sign = isMinus ? '-' : '';
  return accept({
    text: `${sign}${integer}${fraction === '' ? '' : `.${fraction}`}`,
    units: isMinus ? -digits : digits,
    scale: fraction.length,
  });
}

function notANumber(text: string): Parsed<never> {
  return refuse(
    'number_is_wrong',
    `「${quote(text)}」は数として読めません。1234 か 1,234.50 の形で書いてください。`,
    `"${quote(text)}" is not a number. Write 1234 or 1,234.50.`,
  );
}

/**
 * A count of pieces, kilograms or litres: whole, or up to three digits behind the point; may be
 * negative.
 */
export function parseQuantity(text: string): Parsed<Decimal> {
  const parsed = parseDecimal(text.replace(/\s*[個点枚本箱袋台]$/u, ''));
  if (!parsed.ok) return parsed;
  const short = parsed.value.text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  const reparsed = parseDecimal(short);
  if (reparsed.ok && reparsed.value.scale > 3) {
    return refuse(
      'quantity_is_too_fine',
      `「${quote(text)}」は小数点以下が3桁を超えています。`,
      `"${quote(text)}" has more than 3 digits behind the point.`,
    );
  }
  return reparsed;
}

/** Points, stamps, counts: whole numbers. `12.0` is 12, because spreadsheets write it so. */
export function parseWhole(text: string): Parsed<bigint> {
  const parsed = parseQuantity(text.replace(/\s*(?:pt|ポイント|P|回)$/iu, ''));
  if (!parsed.ok) return parsed;
  if (parsed.value.scale > 0) {
    return refuse(
      'number_is_not_whole',
      `「${quote(text)}」は整数ではありません。`,
      `"${quote(text)}" is not a whole number.`,
    );
  }
  return accept(parsed.value.units);
}

/**
 * A tax or discount rate in percent: `10`, `10%`, `10.0`, `0.1` (a fraction below 1 is a share).
 */
export function parseRatePercent(text: string): Parsed<Decimal> {
  const folded = foldWidth(text);
  const isPercent = folded.endsWith('%');
  const parsed = parseDecimal(isPercent ? folded.slice(0, -1) : folded);
  if (!parsed.ok) return parsed;
  const { units, scale } = parsed.value;
  if (units < 0n || units > 100n * 10n ** BigInt(scale)) {
    return refuse(
      'rate_is_out_of_range',
      `「${quote(text)}」は率（0〜100%）ではありません。`,
      `"${quote(text)}" is not a rate between 0 and 100%.`,
    );
  }
  const isShare = !isPercent && units > 0n && units < 10n ** BigInt(scale);
  return isShare ? parseDecimal(toText(units * 100n, scale)) : parsed;
}

function toText(units: bigint, scale: number): string {
  const digits = units.toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
  return text.replace(/\.?0+$/, '');
}
