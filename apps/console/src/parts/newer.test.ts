import { expect, test } from 'vitest';
import { isNewer } from './newer.ts';

test('what a colleague saved is newer than what was opened; what she saved herself is not older than an old list', () => {
  expect(isNewer(3, 2)).toBe(true);
  expect(isNewer(2, 2)).toBe(false);
  const [before, after] = ['2026-11-22T10:00:00.5Z', '2026-11-22T10:00:01Z'];
  expect(isNewer(after, before)).toBe(true);
  expect(isNewer(before, after)).toBe(false);
  expect(isNewer(before, before)).toBe(false);
  // Within one thousandth of a second two wordings still differ.
  expect(isNewer('2026-11-22T10:00:00.500002Z', '2026-11-22T10:00:00.500001Z')).toBe(true);
});
