import { expect, test } from 'vitest';
import { readWeek, rowsOfDay } from './week.ts';

function typed(fields: Readonly<Record<string, string>>) {
  return readWeek((name) => fields[name] ?? '');
}

test('a day with a break at noon has two rows, an empty day none', () => {
  const { weekly, wrongDay } = typed({
    'opens-1-0': '10:00',
    'closes-1-0': '12:00',
    'opens-1-1': '13:30',
    'closes-1-1': '２５：００',
  });
  expect(wrongDay).toBeUndefined();
  expect(weekly).toEqual([
    { weekday: 1, opensMinute: 600, closesMinute: 720 },
    { weekday: 1, opensMinute: 810, closesMinute: 1500 },
  ]);
  expect(rowsOfDay(weekly, 2)).toEqual([]);
});

test('half a pair, an end before its start and pairs that overlap are told by their day', () => {
  expect(typed({ 'opens-3-0': '10:00' }).wrongDay).toBe(3);
  expect(typed({ 'opens-4-0': '18:00', 'closes-4-0': '10:00' }).wrongDay).toBe(4);
  expect(
    typed({
      'opens-8-0': '10:00',
      'closes-8-0': '15:00',
      'opens-8-1': '14:00',
      'closes-8-1': '18:00',
    }).wrongDay,
  ).toBe(8);
});
