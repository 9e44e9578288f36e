// Which days of an item can be had at a place: what a customer chooses from.
import type { Tx } from '#kernel/transaction';
import { findPlaceHours, findPlaces, type PlaceRow } from '#places';
import { ordersRefusals } from '../errors.ts';
import {
  dayKey,
  daysAheadMax,
  isOffered,
  leftMilli,
  openWindows,
  orderUntil,
  type Preorder,
} from './preorder.ts';
import { findPreorderDays, findPreorders } from './store.ts';

export type DaysAsked = {
  /** uuid */
  readonly itemId: string;
  /** uuid of the place that hands it over, or sends it. */
  readonly placeId: string;
  readonly channel: string;
  readonly quantityMilli: number;
  /** Today unless told. */
  readonly from?: Temporal.PlainDate;
  /** Of the calendar, not of the answer. */
  readonly days: number;
};

export type DayOffered = {
  readonly day: Temporal.PlainDate;
  /** The last moment to order it; the moment itself is too late. */
  readonly orderUntil: Temporal.Instant;
  /** few: a fifth of the day or less is left; full: not so many as were asked. */
  readonly word: 'free' | 'few' | 'full';
};

export type DaysFound = {
  readonly preorder: Preorder;
  readonly isTakenNow: boolean;
  readonly days: readonly DayOffered[];
};

/** To show, not to promise: a full day is told as such. Refuses with orders.preorder_unknown, orders.place_unknown. */
export async function findDays(tx: Tx, asked: DaysAsked): Promise<DaysFound> {
  const preorder = (await findPreorders(tx, [asked.itemId])).get(asked.itemId);
  if (preorder === undefined) {
    throw ordersRefusals.preorder_unknown();
  }
  const [place] = await findPlaces(tx, [asked.placeId]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const windows = openWindows(preorder, asked, tx.now);
  if (windows.length === 0) {
    return { preorder, isTakenNow: false, days: [] };
  }
  const closesAt = latestClosing(windows.map((each) => each.closesAt));
  return { preorder, isTakenNow: true, days: await daysLeft(tx, preorder, place, asked, closesAt) };
}

/** The days that a place can have of what is made; `closesAt`: orders are taken until then, null: for good. */
export async function daysLeft(
  tx: Tx,
  preorder: Preorder,
  place: PlaceRow,
  asked: Pick<DaysAsked, 'from' | 'days' | 'quantityMilli'>,
  closesAt: Temporal.Instant | null,
): Promise<DayOffered[]> {
  const today = tx.now.toZonedDateTimeISO(preorder.timeZone).toPlainDate();
  const first = laterOf(asked.from ?? today, today);
  const last = earlierOf(first.add({ days: asked.days - 1 }), today.add({ days: daysAheadMax }));
  const hours = (await findPlaceHours(tx, [place], first, last)).get(place.id);
  const rows = new Map(
    (await findPreorderDays(tx, preorder.id, first, last)).map((row) => [
      dayKey(preorder.id, row.day),
      row,
    ]),
  );
  const days: DayOffered[] = [];
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const row = rows.get(dayKey(preorder.id, day));
    // A day with the limit 0 is closed, not full.
    if (isOffered(preorder, day, hours, tx.now) && row?.limitMilli !== 0) {
      const until = orderUntil(preorder, day);
      const left = leftMilli(preorder, row);
      const limit = row?.limitMilli ?? preorder.dayLimitMilli;
      days.push({
        day,
        orderUntil:
          closesAt !== null && Temporal.Instant.compare(closesAt, until) < 0 ? closesAt : until,
        word: left < asked.quantityMilli ? 'full' : left * 5 <= limit ? 'few' : 'free',
      });
    }
  }
  return days;
}

function laterOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a;
}

function earlierOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** Of windows that overlap the one that is open longest counts; null: one of them never closes. */
export function latestClosing(of: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return of.reduce((latest, each) =>
    latest === null || each === null
      ? null
      : Temporal.Instant.compare(latest, each) < 0
        ? each
        : latest,
  );
}
