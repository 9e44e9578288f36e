// A shop closes: who has booked there is expected at a neighbour, at the same time where one is free, else at the next.
// It stays the same booking, so her link moves and cancels it as before; the mail says where and when.
import { dayOf } from '#kernel/clock';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { claimSlot } from './book.ts';
import { openContacts } from './contact.ts';
import { bookingsRefusals } from './errors.ts';
import { bookingsMoved } from './events.ts';
import { findFreeSlots } from './find-slots.ts';
import {
  type BookingRow,
  findBookingRow,
  listBookingRows,
  listResourceRows,
  lockBookingRow,
  lockResourceRow,
  type ResourceRow,
  relocateBookingRow,
} from './store.ts';
import { aboutBooking, confirmByMail, contextOf, dropReminder } from './tell-booking.ts';

/** Bookings that begin in [from, until) at a place and for which somebody still comes. */
export async function listExpected(
  tx: Tx,
  placeId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<BookingRow[]> {
  const rows = await listBookingRows(tx, placeId, from, until);
  return rows.filter((row) => row.state === 'booked' || row.state === 'proposed');
}

export type Elsewhere = { readonly resource: ResourceRow; readonly startsAt: Temporal.Instant };

/**
 * Where a booking could go: a resource of the same kind at these places (uuids, the nearest first), at its own time where
 * that is free, else at the free time that is nearest to it on its day. Undefined where nobody has room.
 */
export async function findElsewhere(
  tx: Tx,
  booking: BookingRow,
  placeIds: readonly string[],
): Promise<Elsewhere | undefined> {
  const here = await listResourceRows(tx, booking.place_id);
  const own = here.find((each) => each.id === booking.resource_id);
  let best: (Elsewhere & { readonly apartMs: number }) | undefined;
  for (const placeId of placeIds) {
    const [place] = await findPlaces(tx, [placeId]);
    const day = dayOf(booking.starts_at, place?.time_zone ?? tx.database.timeZone);
    for (const resource of await listResourceRows(tx, placeId)) {
      if (own !== undefined && resource.kind !== own.kind) {
        continue;
      }
      for (const slot of await findFreeSlots(tx, resource, day, 1)) {
        const apartMs = Math.abs(
          slot.startsAt.epochMilliseconds - booking.starts_at.epochMilliseconds,
        );
        if (slot.free >= booking.units && (best === undefined || apartMs < best.apartMs)) {
          best = { resource, startsAt: slot.startsAt, apartMs };
        }
      }
    }
    if (best?.apartMs === 0) {
      break;
    }
  }
  return best;
}

/** Refuses with bookings.unknown, resource_unknown, state_wrong, not_a_slot, full. */
export async function moveBookingElsewhere(
  tx: Tx,
  bookingId: string,
  resourceId: string,
  startsAt: Temporal.Instant,
): Promise<BookingRow> {
  const known = await findBookingRow(tx, bookingId);
  // Both resources in one order, then the booking: as everybody locks them.
  const ids = [...new Set([known?.resource_id ?? resourceId, resourceId])].toSorted();
  const locked = new Map<string, ResourceRow | undefined>();
  for (const id of ids) {
    locked.set(id, await lockResourceRow(tx, id));
  }
  const row = await lockBookingRow(tx, bookingId);
  const resource = locked.get(resourceId);
  if (row === undefined) {
    throw bookingsRefusals.unknown();
  }
  if (resource === undefined) {
    throw bookingsRefusals.resource_unknown();
  }
  if (row.state !== 'booked' && row.state !== 'proposed') {
    throw bookingsRefusals.state_wrong({ state: row.state });
  }
  const endsAt = await claimSlot(tx, resource, startsAt, row.units, row.id);
  await dropReminder(tx, row);
  const moved = await relocateBookingRow(tx, row.id, resource, startsAt, endsAt);
  const contact = (await openContacts(tx, [row.id])).get(row.id);
  if (contact !== undefined) {
    await confirmByMail(tx, moved, resource, contact);
  }
  const about = { ...aboutBooking(moved), startedAt: String(row.starts_at) };
  tx.emit(bookingsMoved.make(formatId('booking', moved.id), about, contextOf(moved)));
  return moved;
}
