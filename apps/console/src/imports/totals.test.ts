import { expect, test } from 'vitest';
import { totalsOf } from './totals.ts';

test('money of an import is shown in its currency, counts as counts', () => {
  expect(totalsOf({ netMinor: 974_774_793, currency: 'GBP', orders: 25_900 })).toStrictEqual([
    { name: 'netMinor', value: '£9,747,747.93' },
    { name: 'orders', value: '25,900' },
  ]);
});

test('what is neither number nor text is left out', () => {
  expect(totalsOf({ proof: { isEqual: true }, note: 'ok' })).toStrictEqual([
    { name: 'note', value: 'ok' },
  ]);
});
