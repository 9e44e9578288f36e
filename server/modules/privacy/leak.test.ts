import { expect, test } from 'vitest';
import { clocksOf, type LeakKind, type LeakStep } from './leak.ts';

const knownAt = Temporal.Instant.from('2026-11-01T00:00:00Z');
const at = (days: number) => knownAt.add({ hours: 24 * days });
const states = (kind: LeakKind, days: number, ...done: LeakStep[]) =>
  Object.fromEntries(
    clocksOf({ knownAt, kind }, new Set(done), at(days)).map(({ step, state }) => [step, state]),
  );

test('the first report is due in three to five days, the final one in thirty', () => {
  expect(states('over_1000', 2)).toEqual({
    preliminary_report: 'open',
    people_told: 'open',
    final_report: 'open',
  });
  expect(states('over_1000', 4).preliminary_report).toBe('soon');
  expect(states('over_1000', 6).preliminary_report).toBe('late');
  expect(states('over_1000', 6, 'preliminary_report').preliminary_report).toBe('done');
  expect(states('over_1000', 31).final_report).toBe('late');
});

test('where somebody may have acted with intent the final report has sixty days', () => {
  expect(states('malicious', 31).final_report).toBe('open');
  expect(states('malicious', 55).final_report).toBe('soon');
  expect(states('malicious', 61).final_report).toBe('late');
});

test('what need not be reported has no clocks', () => {
  expect(clocksOf({ knownAt, kind: 'none' }, new Set(), at(90))).toEqual([]);
});
