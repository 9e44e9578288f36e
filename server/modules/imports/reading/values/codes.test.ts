import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseGtin, parseIdentifier } from './codes.ts';
import { parseBoolean, parseCurrency, parseGender, parseKana } from './words.ts';

function outcomeOf<T>(parsed: { ok: true; value: T } | { ok: false; reason: { code: string } }) {
  return parsed.ok ? parsed.value : parsed.reason.code;
}

it.each([
  ['17850.0', '17850'],
  ['17850', '17850'],
  ['007', '007'],
  ["'00123", '00123'],
  ['1.5', '1.5'],
  [' ab C ', 'ab C'],
  ['x'.repeat(201), 'identifier_is_too_long'],
])('the identifier %j is %s', (text, wanted) => {
  expect(outcomeOf(parseIdentifier(text))).toBe(wanted);
});

it.each([
  ['4569951116179', '4569951116179'],
  ['4901777018686', '4901777018686'],
  ['４９０１７７７０１８６８６', '4901777018686'],
  ['96385074', '96385074'],
  ['036000291452', '0036000291452'],
  ['4901777018687', 'gtin_check_digit_is_wrong'],
  ['490177701868', 'gtin_check_digit_is_wrong'],
  ['12345', 'gtin_length_is_wrong'],
])('the JAN code %s is %s', (text, wanted) => {
  expect(outcomeOf(parseGtin(text))).toBe(wanted);
});

it('a JAN code with any one digit changed is refused', () => {
  const position = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(position, fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = '4901777018686'.split('');
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(parseGtin(digits.join('')).ok).toBe(false);
    }),
  );
});

it.each([
  ['１', true],
  ['はい', true],
  ['TRUE', true],
  ['同意しない', false],
  ['×', false],
  ['たぶん', 'yes_no_is_unknown'],
])('%s means %s', (text, wanted) => {
  expect(outcomeOf(parseBoolean(text))).toBe(wanted);
});

it.each([
  ['女性', 'female'],
  ['M', 'male'],
  ['不明', 'unknown'],
  ['２', 'female'],
  ['回答しない', 'unknown'],
  ['7', 'gender_is_unknown'],
])('the gender %s is %s', (text, wanted) => {
  expect(outcomeOf(parseGender(text))).toBe(wanted);
});

it('a reading becomes full-width katakana, Latin names stay', () => {
  expect(outcomeOf(parseKana('ﾔﾏﾀﾞ ﾊﾅｺ'))).toBe('ヤマダ ハナコ');
  expect(outcomeOf(parseKana('やまだ'))).toBe('ヤマダ');
  expect(outcomeOf(parseKana('Smith'))).toBe('Smith');
});

it('a currency is a code or a usual sign', () => {
  expect(outcomeOf(parseCurrency('￥'))).toBe('JPY');
  expect(outcomeOf(parseCurrency('gbp'))).toBe('GBP');
  expect(outcomeOf(parseCurrency('yen!'))).toBe('currency_is_unknown');
});
