import { expect, test } from 'vitest';
import type { PlaceHours } from '#places';
import { type Desk, findPromise, type PickupRule, usualRule, workOf } from './desk.ts';

const week = (opensMinute: number, closesMinute: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute }));

function deskOf(rule: Partial<PickupRule>, hours: Partial<PlaceHours> = {}): Desk {
  return {
    rule: { ...usualRule, ...rule },
    hours: {
      timeZone: 'Asia/Tokyo',
      closesOnHolidays: false,
      weekly: week(600, 1200),
      specialDays: new Map(),
      ...hours,
    },
    days: new Map(),
  };
}

type Wish = { readonly at: string; readonly work?: number; readonly isUnsure?: boolean };

/** The promise as the shop's clock shows it, and the hours it takes. */
function promise(desk: Desk, { at, work = 1, isUnsure = false }: Wish, taken: object = {}) {
  const found = findPromise(
    desk,
    (hourMs) => new Map(Object.entries(taken)).get(shown(hourMs)) ?? 0,
    { nowMs: Date.parse(`${at}+09:00`), work, isUnsure },
  );
  return found === undefined
    ? undefined
    : [
        shown(found.readyByMs),
        ...found.takes.map((each) => `${shown(each.hourMs)}×${each.amount}`),
      ];
}

function shown(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO('Asia/Tokyo')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .slice(5);
}

test('the promise is the end of the first open hour that leaves time to pick it', () => {
  const desk = deskOf({ hourCapacity: 2, leadMinutes: 30 });
  expect(promise(desk, { at: '2026-11-24T14:05' })).toEqual(['11-24T15:00', '11-24T14:00×1']);
  expect(promise(desk, { at: '2026-11-24T14:40' })).toEqual(['11-24T16:00', '11-24T15:00×1']);
});

test('an hour that is full goes to nobody else; the next one with room does', () => {
  const desk = deskOf({ hourCapacity: 2, leadMinutes: 0 });
  const full = { '11-24T14:00': 2, '11-24T15:00': 2 };
  expect(promise(desk, { at: '2026-11-24T14:05' }, full)).toEqual(['11-24T17:00', '11-24T16:00×1']);
});

test('an order of many lines takes several hours, and is promised for the last of them', () => {
  const desk = deskOf({ hourCapacity: 10, counts: 'lines', leadMinutes: 0 });
  const wish = { at: '2026-11-24T14:05', work: workOf(desk.rule, 17) };
  expect(promise(desk, wish, { '11-24T14:00': 4 })).toEqual(
    ['11-24T16:00', '11-24T14:00×6', '11-24T15:00×10', '11-24T16:00×1'].with(0, '11-24T17:00'),
  );
});

test('before opening, after closing and on days off it is promised for the next open hours', () => {
  const desk = deskOf({ hourCapacity: 5, leadMinutes: 30 });
  expect(promise(desk, { at: '2026-11-24T07:00' })?.[0]).toBe('11-24T11:00');
  expect(promise(desk, { at: '2026-11-24T19:50' })?.[0]).toBe('11-25T11:00');
  const closed = deskOf(
    { hourCapacity: 5, leadMinutes: 30 },
    { specialDays: new Map([['2026-11-25', { intervals: [], reason: '棚卸' }]]) },
  );
  expect(promise(closed, { at: '2026-11-24T19:50' })?.[0]).toBe('11-26T11:00');
});

test('a public holiday is closed where the shop closes on holidays', () => {
  // 2026-11-23 is 勤労感謝の日.
  const desk = deskOf({ hourCapacity: 5, leadMinutes: 0 }, { closesOnHolidays: true });
  expect(promise(desk, { at: '2026-11-22T20:30' })?.[0]).toBe('11-24T11:00');
});

test('after the cut-off it is promised for another day', () => {
  const desk = deskOf({ hourCapacity: 5, leadMinutes: 0, cutoffMinute: 17 * 60 });
  expect(promise(desk, { at: '2026-11-24T16:59' })?.[0]).toBe('11-24T17:00');
  expect(promise(desk, { at: '2026-11-24T17:00' })?.[0]).toBe('11-25T11:00');
});

test('where the books are not sure, somebody has time to look on the shelf first', () => {
  const desk = deskOf({ hourCapacity: 5, leadMinutes: 0, checkMinutes: 90 });
  expect(promise(desk, { at: '2026-11-24T14:00' })?.[0]).toBe('11-24T15:00');
  expect(promise(desk, { at: '2026-11-24T14:00', isUnsure: true })?.[0]).toBe('11-24T16:00');
});

test('half an open hour has half its room; a place without a limit promises quarters of an hour', () => {
  const halves = deskOf({ hourCapacity: 5, leadMinutes: 0 }, { weekly: week(630, 1200) });
  const taken = { '11-24T10:00': 2 };
  expect(promise(halves, { at: '2026-11-24T09:00' })?.[1]).toBe('11-24T10:00×1');
  expect(promise(halves, { at: '2026-11-24T09:00' }, taken)?.[1]).toBe('11-24T11:00×1');
  const open = deskOf({ leadMinutes: 60 });
  expect(promise(open, { at: '2026-11-24T14:05' })).toEqual(['11-24T15:15']);
  expect(promise(open, { at: '2026-11-24T19:40' })).toEqual(['11-25T10:45']);
});

test('a shop that picks nothing promises nothing; one without hours is open round the clock', () => {
  expect(promise(deskOf({ hourCapacity: 0 }), { at: '2026-11-24T14:05' })).toBeUndefined();
  const always = deskOf({ hourCapacity: 5 }, { weekly: [], specialDays: new Map() });
  expect(promise(always, { at: '2026-11-24T03:00' })?.[0]).toBe('11-24T04:00');
});
