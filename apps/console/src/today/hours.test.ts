import { expect, test } from 'vitest';
import { hourColumns, ratioTo } from './hours.ts';

const at = (hour: number, netMinor: number) => ({ hour, orders: 1, netMinor });

test('a quiet day still has the hours of a shop', () => {
  const columns = hourColumns([], []);
  expect([columns[0]?.hour, columns.at(-1)?.hour]).toEqual([8, 21]);
});

test('hours before opening and after midnight widen the chart', () => {
  const columns = hourColumns([at(6, 300)], [at(25, 900)]);
  expect([columns[0]?.hour, columns.at(-1)?.hour]).toEqual([6, 25]);
  expect(columns[0]).toEqual({ hour: 6, netMinor: 300, beforeMinor: 0 });
  expect(columns.at(-1)?.beforeMinor).toBe(900);
});

test('nothing is compared with a day that sold nothing', () => {
  expect(ratioTo(500, 0)).toBeUndefined();
  expect(ratioTo(600, 500)).toBe(1.2);
});
