import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import {
  type DayDecision,
  dayKey,
  decideDays,
  isOffered,
  leftMilli,
  orderUntil,
  type Preorder,
  type PreorderDay,
  undecideDays,
} from './preorder.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);

const cake: Preorder = {
  id: 'cake',
  itemId: 'item',
  timeZone: 'Asia/Tokyo',
  firstDay: null,
  lastDay: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  closesOnHolidays: false,
  leadDays: 2,
  cutoffMinute: 18 * 60,
  dayLimitMilli: 10_000,
  isActive: true,
  windows: [{ placeId: null, channel: null, opensAt: at('2026-11-01T00:00:00Z'), closesAt: null }],
};

test('two days before, until 18:00 in Japan, and not a moment later', () => {
  const wanted = day('2026-11-25');
  expect(orderUntil(cake, wanted).toString()).toBe('2026-11-23T09:00:00Z');
  expect(isOffered(cake, wanted, undefined, at('2026-11-23T08:59:59Z'))).toBe(true);
  expect(isOffered(cake, wanted, undefined, at('2026-11-23T09:00:00Z'))).toBe(false);
});

test('ordered until midnight, today is still to be had when nothing has to be prepared', () => {
  const today = { ...cake, leadDays: 0, cutoffMinute: 1440 };
  expect(isOffered(today, day('2026-11-25'), undefined, at('2026-11-25T14:59:00Z'))).toBe(true);
  expect(isOffered(today, day('2026-11-25'), undefined, at('2026-11-25T15:00:00Z'))).toBe(false);
});

test('weekdays, holidays, the first and the last day, and a closed shop decide what is offered', () => {
  const now = at('2026-11-15T00:00:00Z');
  const offered = (preorder: Preorder, text: string) =>
    isOffered(preorder, day(text), undefined, now);
  expect(offered({ ...cake, weekdays: [6, 7] }, '2026-11-27')).toBe(false);
  expect(offered({ ...cake, weekdays: [6, 7] }, '2026-11-28')).toBe(true);
  // 勤労感謝の日
  expect(offered(cake, '2026-11-23')).toBe(true);
  expect(offered({ ...cake, closesOnHolidays: true }, '2026-11-23')).toBe(false);
  const christmas = { ...cake, firstDay: day('2026-12-22'), lastDay: day('2026-12-25') };
  expect(
    ['2026-12-21', '2026-12-22', '2026-12-25', '2026-12-26'].map((each) =>
      offered(christmas, each),
    ),
  ).toEqual([false, true, true, false]);
  const closed = {
    timeZone: 'Asia/Tokyo',
    closesOnHolidays: false,
    weekly: [],
    specialDays: new Map([['2026-11-25', { reason: '棚卸', intervals: [] }]]),
  };
  expect(isOffered(cake, day('2026-11-25'), closed, now)).toBe(false);
  expect(isOffered(cake, day('2026-11-26'), closed, now)).toBe(true);
});

type Step =
  | { do: 'order'; lines: { day: number; pieces: number }[] }
  | { do: 'take back'; pick: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('order' as const),
    lines: fc.array(
      fc.record({ day: fc.nat({ max: 2 }), pieces: fc.integer({ min: 1, max: 6 }) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ do: fc.constant('take back' as const), pick: fc.nat() }),
);
const limits = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }));
const days = ['2026-11-25', '2026-11-26', '2026-11-27'].map(day);

/** What really happens and what a few sums say of it, step by step: refused or not, and what each day has left. */
function live(steps: readonly Step[], ofDays: readonly number[]) {
  const rows = days.map(
    (each, index): PreorderDay => ({
      preorderId: cake.id,
      day: each,
      limitMilli: (ofDays[index] ?? 0) * 1000,
      takenMilli: 0,
    }),
  );
  const facts = {
    now: at('2026-11-15T00:00:00Z'),
    preorders: new Map([[cake.itemId, cake]]),
    hours: new Map(),
    days: new Map(rows.map((row) => [dayKey(cake.id, row.day), row])),
  };
  const standing: { decided: DayDecision[]; first: number; pieces: number }[] = [];
  const left = [...ofDays];
  const seen: unknown[] = [];
  const said: unknown[] = [];
  for (const each of steps) {
    if (each.do === 'order') {
      const decided = decideDays(facts, wishOf(each.lines));
      const first = each.lines[0]?.day ?? 0;
      const pieces = each.lines.reduce((sum, line) => sum + line.pieces, 0);
      const isOneDay = each.lines.every((line) => line.day === first);
      const isPossible = isOneDay && pieces <= (left[first] ?? 0);
      left[first] = (left[first] ?? 0) - (isPossible ? pieces : 0);
      seen.push(decided instanceof Refusal ? 'refused' : 'taken');
      said.push(isPossible ? 'taken' : 'refused');
      if (!(decided instanceof Refusal)) {
        standing.push({ decided, first, pieces });
      }
    } else if (standing.length > 0) {
      const [gone] = standing.splice(each.pick % standing.length, 1);
      undecideDays(facts, gone?.decided ?? []);
      left[gone?.first ?? 0] = (left[gone?.first ?? 0] ?? 0) + (gone?.pieces ?? 0);
    }
    seen.push(rows.map((row) => leftMilli(cake, row)));
    said.push(left.map((pieces) => pieces * 1000));
  }
  return { seen, said };
}

function wishOf(lines: readonly { day: number; pieces: number }[]) {
  return {
    orderId: 'order',
    placeId: 'shop',
    channel: 'web',
    lines: lines.map((line) => ({
      itemId: cake.itemId,
      quantityMilli: line.pieces * 1000,
      day: days[line.day] ?? day('2026-11-25'),
    })),
  };
}

test('whatever is ordered and taken back, a day is never promised beyond its limit, and refused orders take nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), limits, (steps, ofDays) => {
      const { seen, said } = live(steps, ofDays);
      expect(seen).toEqual(said);
    }),
    { numRuns: 300 },
  );
});
