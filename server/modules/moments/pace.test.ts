import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('a bucket empties, refuses, and fills again with time', () => {
  const pace = createPace(60);
  expect(pace.take('a', 60, 0)).toBe(true);
  expect(pace.take('a', 1, 0)).toBe(false);
  expect(pace.take('b', 1, 0)).toBe(true);
  expect(pace.take('a', 2, 1000)).toBe(false);
  expect(pace.take('a', 2, 2000)).toBe(true);
});

test('a clock that goes back gives nothing', () => {
  const pace = createPace(10);
  expect(pace.take('a', 10, 60_000)).toBe(true);
  expect(pace.take('a', 1, 0)).toBe(false);
});

test('of too many devices the longest unused is forgotten', () => {
  const pace = createPace(1, 2);
  pace.take('a', 1, 0);
  pace.take('b', 1, 0);
  pace.take('c', 1, 0);
  expect(pace.take('c', 1, 0)).toBe(false);
  expect(pace.take('a', 1, 0)).toBe(true);
});
