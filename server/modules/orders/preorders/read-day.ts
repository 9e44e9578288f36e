import { ordersRefusals } from '../errors.ts';

/**
 * A day as it was sent. The form of a date lets 2026-02-30 through, and years the database does not know.
 * Refuses with orders.day_not_offered.
 */
export function readDay(text: string): Temporal.PlainDate {
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (day.year >= 1900 && day.year <= 2999) {
      return day;
    }
  } catch {
    // Refused below, with the text.
  }
  throw ordersRefusals.day_not_offered({ day: text.slice(0, 40) });
}
