import { expect, test } from 'vitest';
import { clockOf, minuteOf } from './minutes.ts';

test('hours past midnight are written on', () => {
  expect(clockOf(600)).toBe('10:00');
  expect(clockOf(1500)).toBe('25:00');
  expect(minuteOf('25:00')).toBe(1500);
  expect(minuteOf('９：３０')).toBe(570);
});

test('what is no time is none', () => {
  for (const text of ['', '10', '10:60', 'noon', '37:00']) {
    expect(minuteOf(text)).toBeUndefined();
  }
});
