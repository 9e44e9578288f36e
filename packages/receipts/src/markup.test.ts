import { expect, test } from 'vitest';
import { markupOf } from './markup.ts';
import { bytesOf, pictureOf } from './print.ts';
import type { ReceiptToPrint } from './receipt.ts';

const receipt: ReceiptToPrint = {
  kind: 'simplified_invoice',
  number: '261122-000001',
  issuedAt: '2026-11-22T01:00:00Z',
  seller: { name: '縁側商店株式会社', invoiceNumber: 'T1234567890123' },
  place: { name: '本店', address: '東京都千代田区1-1', phone: '03-1234-5678' },
  returns: null,
  lines: [
    {
      name: '煎茶 {特}|上',
      mark: '※',
      quantity: 2,
      unitPrice: '540',
      amountMinor: 1080,
      discountMinor: 0,
    },
    {
      name: '手提げ袋',
      mark: '',
      quantity: 1,
      unitPrice: '1100',
      amountMinor: 1100,
      discountMinor: 100,
    },
  ],
  discountMinor: 100,
  pointsMinor: 0,
  deliveryMinor: 0,
  rates: [
    { rateBp: 1000, isReduced: false, taxedMinor: 1000, taxMinor: 90 },
    { rateBp: 800, isReduced: true, taxedMinor: 1080, taxMinor: 80 },
  ],
  totalMinor: 2080,
  currency: 'JPY',
  payments: [{ method: 'cash', amountMinor: 2080, tenderedMinor: 10_000 }],
  changeMinor: 7920,
};
const printed = { language: 'ja', timeZone: 'Asia/Tokyo', till: 'レジ1', clerk: '佐藤' } as const;

/** The letters of a picture, without its shapes. */
function textOf(picture: string): string {
  return [...picture.matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, text = '']) => text).join('');
}

test('a receipt says all that a 適格簡易請求書 must: who under which number, when, what at which rate, tax by rate', () => {
  const text = textOf(pictureOf(markupOf(receipt, printed))).replaceAll(/\s|&#xa0;|\u00a0/g, '');
  for (const must of [
    '縁側商店株式会社',
    'T1234567890123',
    '2026/11/2210:00',
    '煎茶',
    '※',
    '10%対象',
    '8%対象※',
    '内消費税',
    '¥90',
    '¥80',
    '合計',
    '¥2,080',
    'お預り',
    '¥7,920',
    '軽減税率',
  ]) {
    expect(text).toContain(must);
  }
});

test('what looks like markup in a name stays a name', () => {
  const text = textOf(pictureOf(markupOf(receipt, printed))).replaceAll('&#xa0;', '');
  expect(text).toContain('煎茶{特}|上');
});

test('printers of both kinds get bytes with Japanese in Shift_JIS, and a cut', () => {
  const shiftJis = [0x8d, 0x87, 0x8c, 0x76];
  for (const speech of ['escpos', 'starprnt'] as const) {
    const bytes = [...bytesOf(markupOf(receipt, printed), speech)];
    const at = bytes.findIndex((_, index) =>
      shiftJis.every((byte, i) => bytes[index + i] === byte),
    );
    expect({ speech, isThere: at > 0 }).toEqual({ speech, isThere: true });
  }
});

test('a picture asks nothing of other servers', () => {
  const picture = pictureOf(markupOf(receipt, printed));
  expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import/);
});

test('a practice receipt says that it is none, in both languages', () => {
  expect(markupOf(receipt, { ...printed, isPractice: true })).toContain('練習');
  expect(markupOf(receipt, { ...printed, language: 'en', isPractice: true })).toContain('PRACTICE');
});
