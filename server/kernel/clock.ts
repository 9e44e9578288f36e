// The clock is an argument, so that tests can hold it still. Moments are Temporal instants; days and hours
// belong to a zone (Asia/Tokyo unless the place says otherwise).

export type Clock = { readonly now: () => Temporal.Instant };

/** Microseconds, as Postgres keeps them: what was written is equal to what was meant. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant().round({ smallestUnit: 'microsecond', roundingMode: 'floor' }),
};

/** A clock for tests: stands still until moved. */
export function fixedClock(
  start: string,
): Clock & { move: (duration: Temporal.DurationLike) => void } {
  let instant = Temporal.Instant.from(start);
  return {
    now: () => instant,
    move: (duration) => {
      instant = instant.add(duration);
    },
  };
}

/** The calendar day of a moment in a zone. */
export function dayOf(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The day it is for the house (a transaction's `now`): of what belongs to no place, a closing day, a tier, a tax rate. */
export function houseDay({
  now,
  database,
}: {
  readonly now: Temporal.Instant;
  readonly database: { readonly timeZone: string };
}): Temporal.PlainDate {
  return dayOf(now, database.timeZone);
}
