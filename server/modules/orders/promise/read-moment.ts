import { ordersRefusals } from '../errors.ts';

/** The form of a date-time lets 25:00 through. Refuses with orders.moment_impossible. */
export function readMoment(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw ordersRefusals.moment_impossible({ moment: text.slice(0, 40) });
  }
}
