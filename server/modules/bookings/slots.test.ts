import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostTaken, slotsOf } from './slots.ts';

const zone = 'Asia/Tokyo';
const monday = Temporal.PlainDate.from('2026-11-23');
const at = (minute: number) => monday.toZonedDateTime(zone).add({ minutes: minute }).toInstant();
const open = [{ opensAt: at(0), closesAt: at(2160) }];
const rule = { weekday: 1, opensMinute: 600, closesMinute: 720, slotMinutes: 30, capacity: null };

test('a rule is cut into whole slots; what is left over at the end is none', () => {
  const slots = slotsOf(
    { capacity: 2, rules: [{ ...rule, closesMinute: 719 }] },
    { day: monday, isHoliday: false, open },
    zone,
  );
  expect(slots.map((slot) => slot.startsAt)).toEqual([at(600), at(630), at(660)]);
});

test('no slot reaches past the opening hours, and a closed day has none', () => {
  const day = { day: monday, isHoliday: false, open: [{ opensAt: at(630), closesAt: at(689) }] };
  expect(slotsOf({ capacity: 1, rules: [rule] }, day, zone).map((slot) => slot.startsAt)).toEqual([
    at(630),
  ]);
  expect(slotsOf({ capacity: 1, rules: [rule] }, { ...day, open: [] }, zone)).toEqual([]);
});

test('a public holiday has its own rules when there are any', () => {
  const holiday = { ...rule, weekday: 8, opensMinute: 780, closesMinute: 810 };
  const day = { day: monday, isHoliday: true, open };
  const slots = slotsOf({ capacity: 1, rules: [rule, holiday] }, day, zone);
  expect(slots.map((slot) => slot.startsAt)).toEqual([at(780)]);
});

test('25:00 is one in the night of the next day', () => {
  const night = { ...rule, opensMinute: 1410, closesMinute: 1530, slotMinutes: 60 };
  const day = { day: monday, isHoliday: false, open };
  const slots = slotsOf({ capacity: 1, rules: [night] }, day, zone);
  expect(slots.at(-1)?.startsAt.toZonedDateTimeISO(zone).toPlainDateTime().toString()).toBe(
    '2026-11-24T00:30:00',
  );
});

test('what is taken at once is what a minute-by-minute count finds', () => {
  const booking = fc.record({
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 40 }),
    units: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 8 }), (bookings) => {
      const taken = bookings.map((each) => ({
        startsAt: at(each.from),
        endsAt: at(each.from + each.length),
        units: each.units,
      }));
      let most = 0;
      for (let minute = 20; minute < 50; minute += 1) {
        const sum = bookings
          .filter((each) => each.from <= minute && minute < each.from + each.length)
          .reduce((total, each) => total + each.units, 0);
        most = Math.max(most, sum);
      }
      expect(mostTaken(taken, at(20), at(50))).toBe(most);
    }),
  );
});
