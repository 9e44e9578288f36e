import { expect, test } from 'vitest';
import { latenessOf } from './lateness.ts';
import { applySteps } from './steps.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 1, minute)).toISOString();
const nowMs = Date.parse(at(10));
const ticket = { state: 'waiting', startAt: at(5), promisedAt: at(20) };

test('a ticket is for later, to be made now, pressing, late or ready', () => {
  const kindAt = (over: Partial<typeof ticket>) => latenessOf({ ...ticket, ...over }, nowMs);
  expect(kindAt({ startAt: at(15) })).toEqual({ kind: 'later' });
  expect(kindAt({})).toEqual({ kind: 'now' });
  expect(kindAt({ promisedAt: at(12) })).toEqual({ kind: 'soon', minutes: 2 });
  expect(kindAt({ promisedAt: at(7) })).toEqual({ kind: 'late', minutes: 3 });
  expect(kindAt({ promisedAt: at(7), state: 'ready' })).toEqual({ kind: 'ready' });
});

test('what was pressed without a line is on the screen, a bump twice as once, and a recall takes it back', () => {
  const cup = { station: 'bar', isDone: false };
  const display = {
    tickets: [{ orderId: 'a', state: 'waiting', cups: [cup, { ...cup, station: 'food' }] }],
  };
  const step = { key: '', orderId: 'a', placeId: 'p', station: 'bar' as string | null };
  const bump = { ...step, kind: 'bump' as const };
  const done = (steps: Parameters<typeof applySteps>[1]) =>
    applySteps(display, steps).tickets.map(({ state, cups }) => [
      state,
      cups.map(({ isDone }) => isDone),
    ]);
  expect(done([bump, bump])).toEqual([['started', [true, false]]]);
  expect(done([{ ...bump, station: null }])).toEqual([['ready', [true, true]]]);
  expect(done([bump, { ...step, kind: 'recall' }])).toEqual([['started', [false, false]]]);
  expect(done([{ ...step, kind: 'handOver' }])).toEqual([]);
});
