import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceBetweenM } from './distance.ts';
import { corporateCheckDigitOf, readInvoiceNumber } from './invoice-number.ts';
import {
  businessDayOf,
  isOpenAt,
  nextOpening,
  openingOf,
  overlappingWeekday,
  type PlaceHours,
  type SpecialDay,
} from './opening.ts';

const everyDay = (opensMinute: number, closesMinute: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute }));

const bar: PlaceHours = {
  timeZone: 'Asia/Tokyo',
  closesOnHolidays: false,
  weekly: everyDay(18 * 60, 26 * 60),
  specialDays: new Map(),
};
const at = (text: string) => Temporal.Instant.from(`${text}+09:00`);
const day = (text: string) => Temporal.PlainDate.from(text);

test('hours past midnight belong to the day before: open until 26:00, closed at 02:00', () => {
  expect(isOpenAt(bar, at('2026-11-21T01:59:59'))).toBe(true);
  expect(isOpenAt(bar, at('2026-11-21T02:00'))).toBe(false);
  expect(openingOf(bar, day('2026-11-20')).intervals[0]?.closesAt.toString()).toBe(
    '2026-11-20T17:00:00Z',
  );
});

test('a holiday has hours of its own where there are some, its weekday’s where there are none', () => {
  const onHolidays = {
    ...bar,
    weekly: [...bar.weekly, { weekday: 8, opensMinute: 720, closesMinute: 780 }],
  };
  const labourDay = day('2026-11-23');
  expect(openingOf(bar, labourDay)).toMatchObject({ holiday: '勤労感謝の日' });
  expect(isOpenAt(bar, at('2026-11-23T19:00'))).toBe(true);
  expect(isOpenAt(onHolidays, at('2026-11-23T19:00'))).toBe(false);
  expect(isOpenAt(onHolidays, at('2026-11-23T12:30'))).toBe(true);
});

test('a shop that closes on holidays is closed on a substitute holiday too', () => {
  const hours = { ...bar, closesOnHolidays: true };
  expect(openingOf(hours, day('2026-05-06')).intervals).toEqual([]);
  expect(openingOf(hours, day('2026-05-07')).intervals).toHaveLength(1);
});

test('holidays are Japan’s: a place elsewhere has none', () => {
  const hours = { ...bar, timeZone: 'Europe/London', closesOnHolidays: true };
  expect(openingOf(hours, day('2026-11-23')).intervals).toHaveLength(1);
});

test('a special day goes before everything, and closes when it has no hours', () => {
  const closed = { intervals: [], reason: '棚卸' };
  const lunch = {
    intervals: [
      { opensMinute: 600, closesMinute: 720 },
      { opensMinute: 780, closesMinute: 900 },
    ],
    reason: null,
  };
  const hours = {
    ...bar,
    specialDays: new Map<string, SpecialDay>([
      ['2026-11-24', closed],
      ['2026-11-23', lunch],
    ]),
  };
  expect(openingOf(hours, day('2026-11-24'))).toMatchObject({ reason: '棚卸', intervals: [] });
  expect(isOpenAt(hours, at('2026-11-23T12:30'))).toBe(false);
  expect(isOpenAt(hours, at('2026-11-23T13:00'))).toBe(true);
  expect(nextOpening(hours, at('2026-11-23T15:00'))?.opensAt).toEqual(at('2026-11-25T18:00'));
});

test('a place without hours is open round the clock', () => {
  const hours = { ...bar, weekly: [] };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) =>
      isOpenAt(hours, Temporal.Instant.fromEpochMilliseconds(seconds * 1000)),
    ),
  );
});

test('midnight ends nothing where hours go on, nor does noon; a pause does', () => {
  const never = { ...bar, weekly: [] };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const now = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
      const { opensAt, closesAt } = nextOpening(never, now) ?? { opensAt: now, closesAt: now };
      const isOpen = Temporal.Instant.compare(opensAt, now) <= 0;
      return isOpen && closesAt.since(now).total('hours') >= 24;
    }),
  );
  const twice = {
    ...bar,
    weekly: [...everyDay(0, 300), ...everyDay(600, 720), ...everyDay(720, 1440)],
  };
  expect(nextOpening(twice, at('2026-11-20T11:00'))).toEqual({
    opensAt: at('2026-11-20T10:00'),
    closesAt: at('2026-11-21T05:00'),
  });
  expect(nextOpening(twice, at('2026-11-21T05:00'))?.opensAt).toEqual(at('2026-11-21T10:00'));
});

test('closing time is wall-clock time on the night the clocks change', () => {
  const hours = { ...bar, timeZone: 'Europe/London', weekly: everyDay(600, 1500) };
  const [interval] = openingOf(hours, day('2026-10-24')).intervals;
  expect(interval?.closesAt.toZonedDateTimeISO('Europe/London').toPlainTime().toString()).toBe(
    '01:00:00',
  );
});

test('a sale at two in the night belongs to yesterday where the day ends at 29:00', () => {
  const place = { time_zone: 'Asia/Tokyo', day_ends_minute: 300 };
  expect(businessDayOf(place, at('2026-11-21T04:59:59')).toString()).toBe('2026-11-20');
  expect(businessDayOf(place, at('2026-11-21T05:00')).toString()).toBe('2026-11-21');
});

test('overlaps are found within a day, into the next, and from Sunday night into Monday', () => {
  const overlap = (...spans: [number, number, number][]) =>
    overlappingWeekday(
      spans.map(([weekday, opensMinute, closesMinute]) => ({ weekday, opensMinute, closesMinute })),
    );
  expect(overlap([1, 600, 720], [1, 720, 900])).toBeUndefined();
  expect(overlap([1, 600, 721], [1, 720, 900])).toBe(1);
  expect(overlap([1, 600, 1500], [2, 30, 900])).toBe(2);
  expect(overlap([1, 0, 900], [7, 600, 1500])).toBe(1);
  expect(overlap([7, 600, 1500], [8, 30, 900])).toBeUndefined();
});

test('Tokyo station to Osaka station is 403 km; a distance is the same both ways', () => {
  const tokyo = { latitude: 35.681236, longitude: 139.767125 };
  const osaka = { latitude: 34.702485, longitude: 135.495951 };
  expect(distanceBetweenM(tokyo, osaka) / 1000).toBeCloseTo(403.5, 0);
  expect(distanceBetweenM(tokyo, osaka)).toBe(distanceBetweenM(osaka, tokyo));
  expect(distanceBetweenM(tokyo, tokyo)).toBe(0);
});

test('a registration number is read in any width, and one wrong digit is seen', () => {
  expect(readInvoiceNumber('Ｔ７０００-012-050-002')).toBe('T7000012050002');
  expect(readInvoiceNumber('T8000012050002')).toBeUndefined();
  expect(readInvoiceNumber('7000012050002')).toBeUndefined();
});

test('of ten check digits exactly one fits', () => {
  const twelve = fc.stringMatching(/^\d{12}$/);
  fc.assert(
    fc.property(twelve, (digits) => {
      const fitting = Array.from({ length: 10 }, (_, check) => String(check)).filter((check) =>
        readInvoiceNumber(`T${check}${digits}`),
      );
      expect(fitting).toEqual([String(corporateCheckDigitOf(digits))]);
    }),
  );
});
