// Points by when it was bought, by the clock of the place: weekdays, days of the month (5のつく日), hours.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import {
  type EarningRule,
  inPoints,
  PerMinor,
  Points,
  pointsPer,
  type RuleFacts,
} from './facts.ts';

const Minute = Type.Integer({ minimum: 0, maximum: 1440 });
const Terms = Type.Object(
  {
    /** ISO: Monday is 1. */
    weekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 })),
    monthDays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), { maxItems: 31 }),
    ),
    fromMinute: Type.Optional(Minute),
    /** The first minute that counts no more. */
    untilMinute: Type.Optional(Minute),
    perMinor: PerMinor,
    points: Points,
  },
  { additionalProperties: false },
);

function isWithin(
  at: RuleFacts['orderedAt'],
  { fromMinute = 0, untilMinute = 1440 }: { fromMinute?: number; untilMinute?: number },
): boolean {
  const minute = at.hour * 60 + at.minute;
  // From 22:00 until 2:00 goes over midnight.
  return fromMinute <= untilMinute
    ? minute >= fromMinute && minute < untilMinute
    : minute >= fromMinute || minute < untilMinute;
}

export const timeRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ orderedAt, paidMinor }, terms) => {
    const isDay =
      (terms.weekdays === undefined || terms.weekdays.includes(orderedAt.dayOfWeek)) &&
      (terms.monthDays === undefined || terms.monthDays.includes(orderedAt.day));
    return isDay && isWithin(orderedAt, terms)
      ? pointsPer(paidMinor, terms.perMinor, terms.points)
      : 0;
  },
  sentence: (
    { weekdays, monthDays, fromMinute, untilMinute, perMinor, points },
    _names,
    currency,
  ) => {
    const clock = (minute: number) =>
      `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    const hours =
      fromMinute === undefined && untilMinute === undefined
        ? ''
        : `${clock(fromMinute ?? 0)}–${clock(untilMinute ?? 1440)}`;
    const days = [
      weekdays?.map((day) => '月火水木金土日'.charAt(day - 1)).join('・'),
      monthDays?.map((day) => `${day}日`).join('・'),
    ].filter((each) => each !== undefined);
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const daysEn = [
      weekdays?.map((day) => names[day - 1]).join(', '),
      monthDays === undefined ? undefined : `day ${monthDays.join(', ')} of the month`,
    ].filter((each) => each !== undefined);
    const when = [...days, hours].filter((each) => each !== '').join(' ');
    const whenEn = [...daysEn, hours].filter((each) => each !== '').join(' ');
    return {
      ja: `${when === '' ? 'いつでも、' : `${when}の`}お買い物は${money(perMinor, currency).ja}ごとに${points}ポイント`,
      en: `${inPoints(points)} for every ${money(perMinor, currency).en}${whenEn === '' ? ', at any time' : ` on ${whenEn}`}`,
    };
  },
};
