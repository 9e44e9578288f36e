// Times from outside. A format check lets through what no calendar has (a leap second, the year 0).
import { bookingsRefusals } from './errors.ts';

/** Refuses with bookings.time_malformed. */
export function readMoment(text: string): Temporal.Instant {
  return inRange(text, () => {
    const moment = Temporal.Instant.from(text);
    return [moment, moment.toZonedDateTimeISO('UTC').year];
  });
}

/** Refuses with bookings.time_malformed. */
export function readDay(text: string): Temporal.PlainDate {
  return inRange(text, () => {
    const day = Temporal.PlainDate.from(text);
    return [day, day.year];
  });
}

function inRange<Time>(text: string, parse: () => [time: Time, year: number]): Time {
  try {
    const [time, year] = parse();
    if (year >= 1970 && year <= 2200) {
      return time;
    }
  } catch {
    // Told below, like a year out of range.
  }
  throw bookingsRefusals.time_malformed({ text: text.slice(0, 40) });
}
