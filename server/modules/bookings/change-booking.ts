// Moving, cancelling, and what happens on the day. The person herself may change it until the deadline; the
// shop at any time.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { claimSlot } from './book.ts';
import { openContacts } from './contact.ts';
import { bookingsRefusals } from './errors.ts';
import {
  bookingsArrived,
  bookingsCancelled,
  bookingsFulfilled,
  bookingsMissed,
  bookingsMoved,
} from './events.ts';
import { type BookingState, canBecome } from './state.ts';
import {
  type BookingRow,
  findBookingRow,
  lockBookingRow,
  lockResourceRow,
  moveBookingRow,
  type ResourceRow,
  setBookingState,
} from './store.ts';
import {
  aboutBooking,
  confirmByMail,
  contextOf,
  dropReminder,
  formatMoment,
  tell,
} from './tell-booking.ts';

/** Whether the shop asks, or the person herself, who is held to the deadline. */
export type Asker = 'shop' | 'person';

/** Refuses with bookings.unknown, state_wrong, too_late, not_a_slot, full. */
export async function moveBooking(
  tx: Tx,
  bookingId: string,
  startsAt: Temporal.Instant,
  asker: Asker,
): Promise<BookingRow> {
  const { row, resource } = await lockBoth(tx, bookingId);
  if (row.state !== 'booked' && row.state !== 'proposed') {
    throw bookingsRefusals.state_wrong({ state: row.state });
  }
  if (row.starts_at.equals(startsAt)) {
    return row;
  }
  await holdToDeadline(tx, row, resource, asker);
  const endsAt = await claimSlot(tx, resource, startsAt, row.units, row.id);
  await dropReminder(tx, row);
  const moved = await moveBookingRow(tx, row.id, startsAt, endsAt);
  const contact = (await openContacts(tx, [row.id])).get(row.id);
  if (contact !== undefined) {
    await confirmByMail(tx, moved, resource, contact);
  }
  const about = { ...aboutBooking(moved), startedAt: String(row.starts_at) };
  tx.emit(bookingsMoved.make(about.bookingId, about, contextOf(moved)));
  return moved;
}

/** Repeatable. `reason` is a code. Refuses with bookings.unknown, state_wrong, too_late. */
export async function cancelBooking(
  tx: Tx,
  bookingId: string,
  reason: string,
  asker: Asker,
): Promise<BookingRow> {
  const { row, resource } = await lockBoth(tx, bookingId);
  if (row.state === 'cancelled') {
    return row;
  }
  if (!canBecome(row.state, 'cancelled')) {
    throw bookingsRefusals.state_wrong({ state: row.state });
  }
  await holdToDeadline(tx, row, resource, asker);
  await dropReminder(tx, row);
  const cancelled = await setBookingState(tx, row.id, 'cancelled', reason);
  const about = { ...aboutBooking(cancelled), reason };
  tx.emit(bookingsCancelled.make(formatId('booking', row.id), about, contextOf(cancelled)));
  return cancelled;
}

const kinds = {
  arrived: bookingsArrived,
  fulfilled: bookingsFulfilled,
  noshow: bookingsMissed,
} as const;

/** What happened on the day. Repeatable. Refuses with bookings.unknown, state_wrong, full. */
export async function noteBooking(
  tx: Tx,
  bookingId: string,
  state: keyof typeof kinds,
): Promise<BookingRow> {
  const { row } = await lockBoth(tx, bookingId);
  if (row.state === state) {
    return row;
  }
  if (!canBecome(row.state, state satisfies BookingState)) {
    throw bookingsRefusals.state_wrong({ state: row.state });
  }
  const noted = await setBookingState(tx, row.id, state);
  tell(tx, kinds[state], noted);
  return noted;
}

/** The resource first, then the booking: the order that `book` has. */
async function lockBoth(
  tx: Tx,
  bookingId: string,
): Promise<{ row: BookingRow; resource: ResourceRow }> {
  const known = await findBookingRow(tx, bookingId);
  const resource = known === undefined ? undefined : await lockResourceRow(tx, known.resource_id);
  const row = await lockBookingRow(tx, bookingId);
  if (row === undefined || resource === undefined) {
    throw bookingsRefusals.unknown();
  }
  return { row, resource };
}

async function holdToDeadline(
  tx: Tx,
  row: BookingRow,
  resource: ResourceRow,
  asker: Asker,
): Promise<void> {
  const deadline = row.starts_at.subtract({ minutes: resource.cancel_minutes });
  if (asker === 'shop' || Temporal.Instant.compare(tx.now, deadline) <= 0) {
    return;
  }
  const [place] = await findPlaces(tx, [row.place_id]);
  throw bookingsRefusals.too_late({
    deadline: formatMoment(deadline, place?.time_zone ?? 'Asia/Tokyo', 'ja'),
  });
}
