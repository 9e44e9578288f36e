import { expect, test } from 'vitest';
import { complaintOf, stringsIn } from './translated.ts';

test('a Japanese word on an English page is found, what the shop itself wrote is not', () => {
  expect(complaintOf('注文 3', 'en', [])).toBe('is not in English');
  expect(complaintOf('Order of 銀座店', 'en', ['銀座店'])).toBeUndefined();
});

test('an English sentence on a Japanese page is found, a code is not', () => {
  expect(complaintOf('No orders yet', 'ja', [])).toBe('is not in Japanese');
  expect(complaintOf('Settings', 'ja', [])).toBe('is not in Japanese');
  expect(complaintOf('HN-1001', 'ja', [])).toBeUndefined();
  expect(complaintOf('orders.placed', 'ja', [])).toBeUndefined();
  expect(complaintOf('Webhook', 'ja', [])).toBeUndefined();
});

test('a sentence that was not finished is found in any language', () => {
  expect(complaintOf('残り undefined', 'ja', [])).toBe('is an unfinished sentence');
  expect(complaintOf('{count} left', 'en', [])).toBe('is an unfinished sentence');
});

test('the data of an answer is every string in it, however deep', () => {
  const into = new Set<string>();
  stringsIn({ places: [{ name: { ja: '銀座店', en: null }, count: 3 }] }, into);
  expect([...into]).toEqual(['銀座店']);
});
