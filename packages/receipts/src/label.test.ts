import { expect, test } from 'vitest';
import { codeMarkup, isJan, labelMarkup } from './label.ts';
import { bytesOf, pictureOf } from './print.ts';

const label = {
  name: '湯のみ 藍|大',
  code: '4569951116179',
  price: '￥1,100',
  taxNote: '税込',
  before: null,
  notes: ['賞味期限 2027-03-01'],
};

test('a JAN is drawn as bars with its digits, another code as a QR code', () => {
  expect(isJan('4569951116179')).toBe(true);
  expect(isJan('4569951116178')).toBe(false);
  expect(codeMarkup('4569951116179')).toContain('option:jan');
  expect(codeMarkup('A-03-2')).toContain('option:qrcode');
  // All of a code is in it, also what looks like an option.
  const drawn = (code: string) => / d="([^"]+)"/.exec(pictureOf(codeMarkup(code), 24))?.[1];
  expect(drawn('A-1')).toBe(drawn('A-1'));
  expect(drawn('A-1;2')).not.toBe(drawn('A-1'));
  const bars = pictureOf(codeMarkup('4569951116179'), 24);
  expect(bars.startsWith('<svg')).toBe(true);
  expect(bars.match(/<path|<rect/g)?.length ?? 0).toBeGreaterThan(0);
});

test('labels become bytes for a printer of receipts: name and price in Shift_JIS, one cut each', () => {
  const bytes = Buffer.from(bytesOf(labelMarkup([label, label]), 'escpos'));
  const text = new TextDecoder('shift_jis').decode(bytes);
  expect(text).toContain('湯のみ 藍|大');
  expect(text).toContain('賞味期限 2027-03-01');
  // GS V: cut.
  expect(bytes.toString('latin1').split('\x1dV').length - 1).toBeGreaterThanOrEqual(2);
});
