// Bookings of a stretch of time over all places, for the page that shows today, and what comes of one person.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { BookingState } from './state.ts';

const counts = statement<{ state: BookingState; bookings: number; guests: number }>(`
  SELECT state, count(*) AS bookings, sum(party_size)::bigint AS guests FROM bookings.booking
  WHERE lower(during) >= $1 AND lower(during) < $2 GROUP BY state`);

export type UpcomingBooking = {
  id: string;
  place_id: string;
  resource_name_ja: string;
  resource_name_en: string | null;
  starts_at: Temporal.Instant;
  party_size: number;
  state: BookingState;
};
const upcoming = statement<UpcomingBooking>(`
  SELECT b.id, b.place_id, r.name_ja AS resource_name_ja, r.name_en AS resource_name_en,
    lower(b.during) AS starts_at, b.party_size, b.state
  FROM bookings.booking b JOIN bookings.resource r ON r.id = b.resource_id
  WHERE lower(b.during) >= $1 AND lower(b.during) < $2 AND b.state IN ('proposed', 'booked')
  ORDER BY lower(b.during), b.id LIMIT $3`);
const any = statement<{ is_there: boolean }>(
  'SELECT EXISTS (SELECT FROM bookings.resource WHERE is_active) AS is_there',
);

const comingOf = statement<UpcomingBooking>(`
  SELECT b.id, b.place_id, r.name_ja AS resource_name_ja, r.name_en AS resource_name_en,
    lower(b.during) AS starts_at, b.party_size, b.state
  FROM bookings.booking b JOIN bookings.resource r ON r.id = b.resource_id
  WHERE b.record_id = ANY ($1::uuid[]) AND upper(b.during) > $2 AND b.state IN ('proposed', 'booked', 'arrived')
  ORDER BY lower(b.during), b.id LIMIT 50`);

/** What these records (uuids) have booked and that is not over, the next first. */
export function listComingOf(tx: Tx, recordIds: readonly string[]): Promise<UpcomingBooking[]> {
  return tx.all(comingOf, [recordIds, tx.now]);
}

/** How many bookings begin in [from, until), by state. */
export function countBookings(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<{ state: BookingState; bookings: number; guests: number }[]> {
  return tx.all(counts, [from, until]);
}

/** The next bookings that begin in [from, until) and nobody has come for yet. */
export function listUpcoming(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
  limit: number,
): Promise<UpcomingBooking[]> {
  return tx.all(upcoming, [from, until, limit]);
}

/** Whether anything can be booked. */
export async function hasResources(tx: Tx): Promise<boolean> {
  return (await tx.one(any)).is_there;
}
