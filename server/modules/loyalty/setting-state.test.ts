import { expect, test } from 'vitest';
import { meetInTime, moved, phaseOf, type SettingMove, type Standing } from './setting-state.ts';

const walk = (moves: readonly SettingMove[], from: Standing = { state: 'draft', next: null }) =>
  moves.reduce<Standing | undefined>(
    (at, move) => (at === undefined ? undefined : moved(at, move)),
    from,
  );

test('a setting goes from draft over proposal and approval to its end, and no other way', () => {
  expect(walk(['propose', 'approve'])).toMatchObject({ state: 'approved' });
  expect(walk(['propose', 'withdraw'])).toMatchObject({ state: 'draft' });
  expect(walk(['propose', 'approve', 'pause', 'resume', 'end'])).toMatchObject({ state: 'ended' });
  const never: SettingMove[][] = [['approve'], ['withdraw'], ['pause'], ['resume'], ['end', 'end']];
  expect(never.map((moves) => walk(moves))).toEqual(never.map(() => undefined));
});

test('what is on stays as it is until the wording beside it is approved', () => {
  const on: Standing = { state: 'approved', next: 'draft' };
  expect(walk(['propose'], on)).toMatchObject({ state: 'approved', next: 'proposed' });
  expect(walk(['propose', 'approve'], on)).toMatchObject({ next: null, takesNext: true });
  expect(walk(['pause', 'propose', 'approve'], on)).toMatchObject({ state: 'paused' });
});

test('an approved one is scheduled, runs, or is over by its period', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  const [before, from, until] = [
    at('2026-04-30T00:00Z'),
    at('2026-05-01T00:00Z'),
    at('2026-06-01T00:00Z'),
  ];
  const timed = { state: 'approved', valid_from: from, valid_until: until } as const;
  expect([before, from, until].map((now) => phaseOf(timed, now))).toEqual([
    'scheduled',
    'running',
    'over',
  ]);
  expect(phaseOf({ ...timed, state: 'paused' }, from)).toBe('paused');
  expect(meetInTime(timed, { valid_from: until, valid_until: null })).toBe(false);
  expect(meetInTime(timed, { valid_from: null, valid_until: null })).toBe(true);
});
