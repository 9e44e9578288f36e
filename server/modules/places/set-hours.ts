// The hours of a place: those of the week, and days that differ.
import type { Tx } from '#kernel/transaction';
import { announceChanged } from './change-place.ts';
import { placesRefusals } from './errors.ts';
import {
  type Interval,
  overlappingWeekday,
  type SpecialDay,
  type WeekdayInterval,
} from './opening.ts';
import {
  deleteSpecialDayRow,
  lockPlaceRow,
  type PlaceRow,
  replaceHoursRows,
  replaceSpecialDayRow,
  updatePlaceRows,
} from './store.ts';

export type WeeklyHoursToSet = {
  readonly weekly: readonly WeekdayInterval[];
  /** As it was when not said. */
  readonly closesOnHolidays?: boolean;
};

/**
 * Replaces the weekly hours; none means open round the clock. Refuses with places.unknown,
 * places.hours_overlap, places.hours_reversed.
 */
export async function setWeeklyHours(
  tx: Tx,
  placeId: string,
  hours: WeeklyHoursToSet,
): Promise<PlaceRow> {
  checkWeekly(hours.weekly);
  const place = await lockPlaceRow(tx, placeId);
  const next = {
    ...place,
    closes_on_holidays: hours.closesOnHolidays ?? place.closes_on_holidays,
  };
  await replaceHoursRows(tx, placeId, hours.weekly);
  if (next.closes_on_holidays !== place.closes_on_holidays) {
    await updatePlaceRows(tx, [next]);
  }
  announceChanged(tx, placeId, ['hours']);
  return next;
}

/**
 * Gives a day hours of its own; no interval is closed. Refuses with places.unknown, places.hours_overlap,
 * places.hours_reversed.
 */
export async function setSpecialDay(
  tx: Tx,
  placeId: string,
  day: Temporal.PlainDate,
  special: SpecialDay,
): Promise<PlaceRow> {
  checkIntervals(special.intervals, day.toString());
  const place = await lockPlaceRow(tx, placeId);
  await replaceSpecialDayRow(tx, placeId, day, special);
  announceChanged(tx, placeId, [`special_day:${day.toString()}`]);
  return place;
}

/** The day is like any other again. Refuses with places.unknown. */
export async function clearSpecialDay(
  tx: Tx,
  placeId: string,
  day: Temporal.PlainDate,
): Promise<PlaceRow> {
  const place = await lockPlaceRow(tx, placeId);
  if ((await deleteSpecialDayRow(tx, placeId, day)) > 0) {
    announceChanged(tx, placeId, [`special_day:${day.toString()}`]);
  }
  return place;
}

/** Refuses with places.hours_overlap, places.hours_reversed. */
export function checkWeekly(weekly: readonly WeekdayInterval[]): void {
  weekly.forEach(refuseReversed);
  const weekday = overlappingWeekday(weekly);
  if (weekday !== undefined) {
    throw placesRefusals.hours_overlap({ on: `weekday ${weekday}` });
  }
}

function checkIntervals(intervals: readonly Interval[], on: string): void {
  intervals.forEach(refuseReversed);
  const sorted = intervals.toSorted((a, b) => a.opensMinute - b.opensMinute);
  const overlaps = sorted.some((each, index) => {
    const next = sorted[index + 1];
    return next !== undefined && each.closesMinute > next.opensMinute;
  });
  if (overlaps) {
    throw placesRefusals.hours_overlap({ on });
  }
}

function refuseReversed({ opensMinute, closesMinute }: Interval): void {
  if (closesMinute <= opensMinute) {
    throw placesRefusals.hours_reversed({ opensMinute, closesMinute });
  }
}
