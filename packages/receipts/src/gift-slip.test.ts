import { expect, test } from 'vitest';
import { giftSlipMarkup } from './gift-slip.ts';
import { pictureOf } from './print.ts';

const slip = {
  title: 'ギフトカード',
  amount: '¥3,000',
  code: 'A6AM-3G6S-92YN-RGBU-JX0N-35NG-1F1M',
  notes: ['有効期限 2027年5月22日(土) 02:56', '{喫茶}ひなた'],
};

test('a slip has its code for a reader and for people, and what it is worth', () => {
  expect(giftSlipMarkup(slip).split('\n')).toEqual([
    '"ギフトカード',
    '^^^¥3,000',
    '',
    `{code:${slip.code};option:qrcode,4,M}`,
    '',
    slip.code,
    '',
    slip.notes[0],
    String.raw`\{喫茶\}ひなた`,
    '=',
    '',
  ]);
  expect(pictureOf(giftSlipMarkup(slip))).toContain('<svg');
});
