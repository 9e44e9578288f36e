/** Identifiers and article codes. */
import { accept, type Parsed, quote, refuse } from '../reason.ts';
import { foldWidth } from './fold-width.ts';
import { parseTextList } from './pairs.ts';

/** Longer than any identifier of a shop system; it would not fit an index. */
const IDENTIFIER_CHARS_MAX = 200;
const FLOAT_SHAPED = /^(\d+)\.0+$/;

/**
 * A foreign key as text, trimmed. `17850.0` is an integer that passed through a data frame with
 * gaps and becomes `17850`; `'00123` carries a spreadsheet's mark for "text" and becomes `00123`.
 * Nothing else is altered, leading zeros and case included.
 */
export function parseIdentifier(text: string): Parsed<string> {
  const trimmed = text.trim().replace(/^'(?=\d+$)/, '');
  if (trimmed.length > IDENTIFIER_CHARS_MAX) {
    return refuse(
      'identifier_is_too_long',
      `「${quote(text)}」は長すぎます（${IDENTIFIER_CHARS_MAX}文字まで）。`,
      `"${quote(text)}" is longer than ${IDENTIFIER_CHARS_MAX} characters.`,
    );
  }
  return accept(FLOAT_SHAPED.exec(trimmed)?.[1] ?? trimmed);
}

/**
 * JAN/EAN-13, EAN-8, UPC-A (returned as 13 digits) or GTIN-14 with the check digit of the GS1
 * General Specifications 7.9: from the right the digits weigh 3, 1, 3 …
 */
export function parseGtin(text: string): Parsed<string> {
  const digits = foldWidth(text)
    .replaceAll(/[\s'-]/g, '')
    .replace(/\.0+$/, '');
  if (!/^(?:\d{8}|\d{12}|\d{13}|\d{14})$/.test(digits)) {
    return refuse(
      'gtin_length_is_wrong',
      `「${quote(text)}」は JAN コード（13桁か8桁）ではありません。`,
      `"${quote(text)}" is not a JAN/EAN/UPC code of 8, 12, 13 or 14 digits.`,
    );
  }
  if (!hasValidCheckDigit(digits)) {
    return refuse(
      'gtin_check_digit_is_wrong',
      `「${quote(text)}」の検査数字が合いません。打ち間違いがないか確かめてください。`,
      `The check digit of "${quote(text)}" does not fit. Look for a mistyped digit.`,
    );
  }
  return accept(digits.length === 12 ? `0${digits}` : digits);
}

function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 2, weight = 3; i >= 0; i -= 1, weight = 4 - weight) {
    sum += Number(digits[i]) * weight;
  }
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

/** Free text as it stands; only the ends are trimmed. */
export function parseText(text: string): Parsed<string> {
  return accept(text.trim());
}

/** A list in one cell, by comma: `tag1,tag2`, or as JSON where its words hold commas. */
export function parseList(text: string): Parsed<readonly string[]> {
  return (
    parseTextList(text) ??
    accept(
      text
        .split(/[,、]/)
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
  );
}

/** Degrees of latitude or longitude, kept as text so nothing is rounded. */
export function parseDegrees(text: string): Parsed<string> {
  const folded = foldWidth(text);
  if (/^-?\d{1,3}(?:\.\d{1,12})?$/.test(folded) && Math.abs(Number(folded)) <= 180) {
    return accept(folded);
  }
  return refuse(
    'degrees_are_wrong',
    `「${quote(text)}」は緯度・経度（10進の度）ではありません。`,
    `"${quote(text)}" is not a latitude or longitude in decimal degrees.`,
  );
}
