// 予約販売: an item is made for a day that the customer chooses. The rules, without I/O: when orders are taken, which
// days can be had, how much of a day is left. A promise takes from the day and never from the shelf, so both can be
// sold beside each other.
import type { Refusal } from '#kernel/errors';
import { fromMilli } from '#kernel/quantity';
import { holidayOf, openingOf, type PlaceHours } from '#places';
import { ordersRefusals } from '../errors.ts';

export type PreorderWindow = {
  /** Where it is handed over, or sent from (uuid); null: anywhere. */
  readonly placeId: string | null;
  /** `web`, `pos`; null: any. */
  readonly channel: string | null;
  readonly opensAt: Temporal.Instant;
  /** Null: for good. */
  readonly closesAt: Temporal.Instant | null;
};

export type Preorder = {
  readonly id: string;
  readonly itemId: string;
  readonly timeZone: string;
  readonly firstDay: Temporal.PlainDate | null;
  readonly lastDay: Temporal.PlainDate | null;
  /** ISO, 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly closesOnHolidays: boolean;
  readonly leadDays: number;
  /** From this minute of a day on, an order counts as one of the next; 1440 is midnight. */
  readonly cutoffMinute: number;
  /** For all places together. */
  readonly dayLimitMilli: number;
  readonly isActive: boolean;
  readonly windows: readonly PreorderWindow[];
};

export type PreorderDay = {
  readonly preorderId: string;
  readonly day: Temporal.PlainDate;
  /** The day's own; null: the usual one. */
  readonly limitMilli: number | null;
  takenMilli: number;
};

export type PreorderFacts = {
  readonly now: Temporal.Instant;
  /** By item. */
  readonly preorders: ReadonlyMap<string, Preorder>;
  /** By place. */
  readonly hours: ReadonlyMap<string, PlaceHours>;
  /** By `dayKey`; locked. */
  readonly days: ReadonlyMap<string, PreorderDay>;
};

export type DayWish = {
  readonly orderId: string;
  readonly placeId: string;
  readonly channel: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantityMilli: number;
    readonly day?: Temporal.PlainDate;
  }[];
};

export type DayDecision = {
  readonly orderId: string;
  /** Of the order, from 1. */
  readonly line: number;
  readonly preorderId: string;
  readonly day: Temporal.PlainDate;
  readonly quantityMilli: number;
};

/** Further ahead nobody promises. */
export const daysAheadMax = 400;

/** Whether a day lies where promises can be made, in any zone. */
export function isNear(day: Temporal.PlainDate, now: Temporal.Instant): boolean {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const ahead = today.until(day).days;
  return ahead >= -1 && ahead <= daysAheadMax + 1;
}

export const noPreorders: Omit<PreorderFacts, 'now'> = {
  preorders: new Map(),
  hours: new Map(),
  days: new Map(),
};

export function dayKey(preorderId: string, day: Temporal.PlainDate): string {
  return `${preorderId} ${day.toString()}`;
}

/** The windows in which a place and channel take orders at a moment. */
export function openWindows(
  { windows }: Pick<Preorder, 'windows'>,
  { placeId, channel }: Pick<DayWish, 'placeId' | 'channel'>,
  now: Temporal.Instant,
): PreorderWindow[] {
  return windows.filter(
    (each) =>
      (each.placeId === null || each.placeId === placeId) &&
      (each.channel === null || each.channel === channel) &&
      Temporal.Instant.compare(each.opensAt, now) <= 0 &&
      (each.closesAt === null || Temporal.Instant.compare(now, each.closesAt) < 0),
  );
}

/** The last moment (itself too late) at which a day can still be ordered. */
export function orderUntil(
  preorder: Pick<Preorder, 'timeZone' | 'leadDays' | 'cutoffMinute'>,
  day: Temporal.PlainDate,
): Temporal.Instant {
  const { timeZone, leadDays, cutoffMinute } = preorder;
  const last = day.subtract({ days: leadDays });
  return cutoffMinute === 1440
    ? last.add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant()
    : last
        .toZonedDateTime({
          timeZone,
          plainTime: new Temporal.PlainTime(Math.trunc(cutoffMinute / 60), cutoffMinute % 60),
        })
        .toInstant();
}

/** What is kept on the shelf for an order of a day is kept as long, and a week for her to come. */
export function holdUntilAfter(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 8 }).toZonedDateTime('UTC').toInstant();
}

/** Whether a day can be had at all at a place, ordered now; how much of it is left is another question. */
export function isOffered(
  preorder: Preorder,
  day: Temporal.PlainDate,
  hours: PlaceHours | undefined,
  now: Temporal.Instant,
): boolean {
  const { firstDay, lastDay, timeZone } = preorder;
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return (
    Temporal.PlainDate.compare(day, today) >= 0 &&
    Temporal.PlainDate.compare(day, today.add({ days: daysAheadMax })) <= 0 &&
    (firstDay === null || Temporal.PlainDate.compare(firstDay, day) <= 0) &&
    (lastDay === null || Temporal.PlainDate.compare(day, lastDay) <= 0) &&
    preorder.weekdays.includes(day.dayOfWeek) &&
    !(preorder.closesOnHolidays && holidayOf(day, timeZone) !== null) &&
    Temporal.Instant.compare(now, orderUntil(preorder, day)) < 0 &&
    (hours === undefined || openingOf(hours, day).intervals.length > 0)
  );
}

/** What of a day can still be promised; a limit that was lowered below what is promised leaves nothing. */
export function leftMilli(
  { dayLimitMilli }: Pick<Preorder, 'dayLimitMilli'>,
  day: Pick<PreorderDay, 'limitMilli' | 'takenMilli'> | undefined,
): number {
  return Math.max(0, (day?.limitMilli ?? dayLimitMilli) - (day?.takenMilli ?? 0));
}

/**
 * Takes the days of one order's lines inside `facts`: all of them, or none and the first refusal:
 * orders.days_differ, orders.preorder_unknown, orders.preorder_closed, orders.day_not_offered, orders.day_full.
 */
export function decideDays(facts: PreorderFacts, wish: DayWish): DayDecision[] | Refusal {
  const taken: DayDecision[] = [];
  for (const [index, { itemId, quantityMilli, day }] of wish.lines.entries()) {
    if (day === undefined) {
      continue;
    }
    const preorder = facts.preorders.get(itemId);
    const refused = refusalOf(facts, wish, preorder, day, taken[0]?.day);
    if (refused !== undefined || preorder === undefined) {
      undecideDays(facts, taken);
      return refused ?? ordersRefusals.preorder_unknown();
    }
    const row = facts.days.get(dayKey(preorder.id, day));
    const left = leftMilli(preorder, row);
    if (row === undefined || left < quantityMilli) {
      undecideDays(facts, taken);
      return ordersRefusals.day_full({ day: day.toString(), left: fromMilli(left) });
    }
    row.takenMilli += quantityMilli;
    const { orderId } = wish;
    taken.push({ orderId, line: index + 1, preorderId: preorder.id, day, quantityMilli });
  }
  return taken;
}

function refusalOf(
  facts: PreorderFacts,
  wish: DayWish,
  preorder: Preorder | undefined,
  day: Temporal.PlainDate,
  first: Temporal.PlainDate | undefined,
): Refusal | undefined {
  if (first !== undefined && !first.equals(day)) {
    return ordersRefusals.days_differ({ first: first.toString(), other: day.toString() });
  }
  if (preorder === undefined) {
    return ordersRefusals.preorder_unknown();
  }
  if (openWindows(preorder, wish, facts.now).length === 0) {
    return ordersRefusals.preorder_closed();
  }
  return isOffered(preorder, day, facts.hours.get(wish.placeId), facts.now)
    ? undefined
    : ordersRefusals.day_not_offered({ day: day.toString() });
}

/** Takes decisions back inside `facts`: another part of the same order was refused. */
export function undecideDays(facts: PreorderFacts, decisions: readonly DayDecision[]): void {
  for (const { preorderId, day, quantityMilli } of decisions) {
    const row = facts.days.get(dayKey(preorderId, day));
    if (row !== undefined) {
      row.takenMilli -= quantityMilli;
    }
  }
}
