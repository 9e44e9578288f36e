import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { ja } from '../words/ja.ts';
import { describeMoment, kindOf, sentenceOf, type Told } from './describe-moment.ts';

const placeName = (id: string) => (id === 'plc_ginza' ? '銀座店' : undefined);
const naming = { words: ja, placeName };

function told(type: string, data: Told['data'], rest: Partial<Told> = {}): Told {
  return { type, subject: 'x', placeid: null, data, ...rest };
}

const placed = told(
  'orders.placed',
  { totalMinor: 3300, currency: 'JPY', quantity: 3, placeName: '銀座店' },
  { subject: 'ord_1' },
);

test('an order says amount, pieces and place, and leads to its page', () => {
  const described = describeMoment(placed, naming);
  expect(sentenceOf(described)).toBe('注文 ¥3,300(3点)・銀座店');
  expect(described.href).toBe('/orders/ord_1');
  expect(described.isWarning).toBe(false);
});

test('the same in English', () => {
  expect(sentenceOf(describeMoment(placed, { words: en, placeName }))).toBe(
    'Order ¥3,300 (3 pcs) · 銀座店',
  );
});

test('a place is named by its id where the payload has no name', () => {
  const moved = told('stock.moved', { placeId: 'plc_ginza', lines: [{}, {}] });
  expect(sentenceOf(describeMoment(moved, naming))).toBe('在庫の動き 2品目・銀座店');
});

test('an import says what became of its rows', () => {
  const finished = told(
    'imports.finished',
    { importId: 'imp_1', rows: 100, accepted: 99, unchanged: 0, rejected: 1 },
    { subject: 'imp_1' },
  );
  const described = describeMoment(finished, naming);
  expect(sentenceOf(described)).toBe('取り込みが完了 100行 取り込み99 不可1');
  expect(described.href).toBe('/imports/imp_1');
});

test('a cancellation wants attention', () => {
  expect(describeMoment(told('orders.cancelled', {}), naming).isWarning).toBe(true);
});

test('a type nobody has described yet still has a sentence and a way to its subject', () => {
  const described = describeMoment(told('rides.unlocked', {}, { subject: 'itm_7' }), naming);
  expect(sentenceOf(described)).toBe('出来事');
  expect(described.kind).toBe('other');
  expect(described.href).toBe('/catalog/items/itm_7');
});

test('a moment about something without a page has no link', () => {
  expect(describeMoment(told('staff.signed_in', {}, { subject: 'stf_1' }), naming).href).toBe(
    undefined,
  );
});

test('both languages have a title for the same moments', () => {
  expect(Object.keys(en.moments.titles).toSorted()).toStrictEqual(
    Object.keys(ja.moments.titles).toSorted(),
  );
});

test('every title belongs to a kind that can be filtered by', () => {
  const strangers = Object.keys(ja.moments.titles).filter((type) => kindOf(type) === 'other');
  expect(strangers).toStrictEqual([]);
});

test('a search says how many it found and what led there', () => {
  const searched = told('moments.searched', { results: 12, source: 'poster-7' });
  expect(sentenceOf(describeMoment(searched, naming))).toBe(
    '検索 12件見つかりました・poster-7 から',
  );
});

test('every event that the house announces has a title', () => {
  const page = readFileSync(
    join(import.meta.dirname, '../../../../docs/reference/events.md'),
    'utf8',
  );
  const types = [...page.matchAll(/`([a-z]+\.[a-z_]+)`/g)].map(([, type = '']) => type);
  expect(types.length).toBeGreaterThan(50);
  expect(types.filter((type) => !(type in ja.moments.titles))).toStrictEqual([]);
});
