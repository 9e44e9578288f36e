// When a place is open. Hours are minutes from midnight and may run past 24:00 (25:00 is 1 in the night and
// belongs to the day before, as Japanese shops write it). A special day goes before a holiday, a holiday
// before the weekday. Holidays are Japan's, for places in Japan's time zone.
import holidayJp from '@holiday-jp/holiday_jp';

export type Interval = { readonly opensMinute: number; readonly closesMinute: number };
export type WeekdayInterval = Interval & {
  /** ISO weekday, 1 is Monday; 8 is a public holiday. */
  readonly weekday: number;
};
export type SpecialDay = {
  readonly intervals: readonly Interval[];
  readonly reason: string | null;
};

export type PlaceHours = {
  readonly timeZone: string;
  readonly closesOnHolidays: boolean;
  /** None at all: open round the clock. */
  readonly weekly: readonly WeekdayInterval[];
  /** By ISO day. */
  readonly specialDays: ReadonlyMap<string, SpecialDay>;
};

export type OpenInterval = {
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
};

export type Opening = {
  readonly day: Temporal.PlainDate;
  /** The holiday's name, null on other days. */
  readonly holiday: string | null;
  readonly isSpecial: boolean;
  readonly reason: string | null;
  readonly intervals: readonly OpenInterval[];
};

const holidayWeekday = 8;
const allDay: readonly Interval[] = [{ opensMinute: 0, closesMinute: 1440 }];
const holidays: Readonly<Record<string, { readonly name: string }>> = holidayJp.holidays;

/** The name of Japan's public holiday on a day (国民の祝日に関する法律), null on other days. */
export function holidayOf(day: Temporal.PlainDate, timeZone: string): string | null {
  return timeZone === 'Asia/Tokyo' ? (holidays[day.toString()]?.name ?? null) : null;
}

/** When the place is open on a day; a night that began the day before is not repeated. */
export function openingOf(hours: PlaceHours, day: Temporal.PlainDate): Opening {
  const holiday = holidayOf(day, hours.timeZone);
  const special = hours.specialDays.get(day.toString());
  const intervals = special?.intervals ?? usualIntervals(hours, day, holiday !== null);
  return {
    day,
    holiday,
    isSpecial: special !== undefined,
    reason: special?.reason ?? null,
    intervals: intervals
      .toSorted((a, b) => a.opensMinute - b.opensMinute)
      .map((each) => ({
        opensAt: instantOf(day, each.opensMinute, hours.timeZone),
        closesAt: instantOf(day, each.closesMinute, hours.timeZone),
      })),
  };
}

function usualIntervals(
  hours: PlaceHours,
  day: Temporal.PlainDate,
  isHoliday: boolean,
): readonly Interval[] {
  if (isHoliday && hours.closesOnHolidays) {
    return [];
  }
  if (hours.weekly.length === 0) {
    return allDay;
  }
  const of = (weekday: number) => hours.weekly.filter((each) => each.weekday === weekday);
  const onHolidays = of(holidayWeekday);
  return isHoliday && onHolidays.length > 0 ? onHolidays : of(day.dayOfWeek);
}

/** Whether the place is open at a moment; closing time itself is closed. */
export function isOpenAt(hours: PlaceHours, at: Temporal.Instant): boolean {
  const day = at.toZonedDateTimeISO(hours.timeZone).toPlainDate();
  return [day.subtract({ days: 1 }), day]
    .flatMap((each) => openingOf(hours, each).intervals)
    .some(
      ({ opensAt, closesAt }) =>
        Temporal.Instant.compare(opensAt, at) <= 0 && Temporal.Instant.compare(at, closesAt) < 0,
    );
}

/** A place that never closes is looked at so far: nobody is promised anything beyond. */
const daysJoined = 2;

/**
 * The next time it is open that has not ended, within so many days; undefined when there is none. Hours that go on where
 * others end, at midnight or at noon, are one time.
 */
export function nextOpening(
  hours: PlaceHours,
  at: Temporal.Instant,
  daysMax = 30,
): OpenInterval | undefined {
  const today = at.toZonedDateTimeISO(hours.timeZone).toPlainDate();
  for (let offset = -1; offset <= daysMax; offset += 1) {
    const found = openingOf(hours, today.add({ days: offset })).intervals.find(
      ({ closesAt }) => Temporal.Instant.compare(at, closesAt) < 0,
    );
    if (found !== undefined) {
      return goneOn(hours, found, today.add({ days: offset }));
    }
  }
  return undefined;
}

/** An interval that began on `day`, with all that follow it without a pause. */
function goneOn(hours: PlaceHours, first: OpenInterval, day: Temporal.PlainDate): OpenInterval {
  let { closesAt } = first;
  for (let offset = 0; offset <= daysJoined; offset += 1) {
    for (const next of openingOf(hours, day.add({ days: offset })).intervals) {
      if (next.opensAt.equals(closesAt)) {
        closesAt = next.closesAt;
      }
    }
  }
  return { opensAt: first.opensAt, closesAt };
}

/**
 * The business day of a moment: until the minute at which the place's day ends, it is still yesterday
 * (300: a sale at 02:00 belongs to the day before).
 */
export function businessDayOf(
  place: { readonly time_zone: string; readonly day_ends_minute: number },
  at: Temporal.Instant,
): Temporal.PlainDate {
  const local = at.toZonedDateTimeISO(place.time_zone);
  const day = local.toPlainDate();
  return local.hour * 60 + local.minute < place.day_ends_minute ? day.subtract({ days: 1 }) : day;
}

const minutesOfWeek = 7 * 1440;

/** The first weekday on which two intervals overlap, also where a night runs into the next day. */
export function overlappingWeekday(weekly: readonly WeekdayInterval[]): number | undefined {
  const ofWeek = weekly.filter((each) => each.weekday !== holidayWeekday);
  const onHolidays = weekly.filter((each) => each.weekday === holidayWeekday);
  return firstOverlap(ofWeek, minutesOfWeek) ?? firstOverlap(onHolidays, Number.POSITIVE_INFINITY);
}

function firstOverlap(weekly: readonly WeekdayInterval[], circle: number): number | undefined {
  const spans = weekly
    .map((each) => {
      const midnight = (each.weekday - 1) * 1440;
      const { weekday } = each;
      return { weekday, from: midnight + each.opensMinute, to: midnight + each.closesMinute };
    })
    .toSorted((a, b) => a.from - b.from);
  const [first] = spans;
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    const nextFrom = next?.from ?? (first?.from ?? 0) + circle;
    if (span.to > nextFrom) {
      return next?.weekday ?? first?.weekday;
    }
  }
  return undefined;
}

/** A minute of a day as a moment: wall-clock time, so that a change of clocks does not shift closing time. */
function instantOf(day: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  const plainTime = new Temporal.PlainTime(Math.trunc((minute % 1440) / 60), minute % 60);
  return day
    .add({ days: Math.trunc(minute / 1440) })
    .toZonedDateTime({ timeZone, plainTime })
    .toInstant();
}
