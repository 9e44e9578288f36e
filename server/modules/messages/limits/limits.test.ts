// The limits of offers, without a house.
import { expect, test } from 'vitest';
import { roomFrom } from './limits.ts';

const now = Temporal.Instant.from('2026-11-24T03:00:00Z');
const ago = (...hours: number[]) => hours.map((each) => now.subtract({ hours: each }));

test('without limits there is room at once, whatever went out', () => {
  expect(roomFrom({ perDay: null, perWeek: null }, ago(1, 2, 3), now)).toBeUndefined();
});

test('the day and the week are counted back from now; the later of the two holds', () => {
  const limits = { perDay: 1, perWeek: 3 };
  expect(roomFrom(limits, [], now)).toBeUndefined();
  expect(roomFrom(limits, ago(25), now)).toBeUndefined();
  expect(roomFrom(limits, ago(20), now)).toEqual(now.add({ hours: 4 }));
  expect(roomFrom(limits, ago(30, 60, 90), now)).toEqual(now.add({ hours: 168 - 90 }));
  expect(roomFrom(limits, ago(20, 60, 100), now)).toEqual(now.add({ hours: 68 }));
  expect(roomFrom(limits, ago(30, 60, 168), now)).toBeUndefined();
});
