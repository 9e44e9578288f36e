import { expect, test } from 'vitest';
import { afterQuietHours } from './quiet-hours.ts';

const tokyo = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Tokyo');

test.each([
  ['2026-11-21T20:59', '2026-11-21T20:59'],
  ['2026-11-21T21:00', '2026-11-22T08:00'],
  ['2026-11-22T00:30', '2026-11-22T08:00'],
  ['2026-11-22T07:59', '2026-11-22T08:00'],
  ['2026-11-22T08:00', '2026-11-22T08:00'],
  ['2026-12-31T23:00', '2027-01-01T08:00'],
])('an offer of %s goes at %s', (at, goes) => {
  const answer = afterQuietHours(tokyo(at).toInstant(), 'Asia/Tokyo');
  expect(String(answer)).toBe(String(tokyo(goes).toInstant()));
});
