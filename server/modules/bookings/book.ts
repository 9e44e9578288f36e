// Making a booking. The resource's row is locked, so fifty people who want one slot are decided one after the
// other; an exclusion constraint stands behind that for resources that take one at a time.
import { createGuestRecords, readProfiles } from '#customers';
import { newId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import type { Tx } from '#kernel/transaction';
import { type BookingContact, sealContact } from './contact.ts';
import { bookingsRefusals } from './errors.ts';
import { bookingsBooked } from './events.ts';
import { findSlotAt } from './find-slots.ts';
import { mostTaken } from './slots.ts';
import {
  type BookingRow,
  findBookingRow,
  findTakenOf,
  insertBookingRow,
  lockResourceRow,
  type ResourceRow,
} from './store.ts';
import { confirmByMail, tell } from './tell-booking.ts';

export type BookingToMake = {
  /** uuid, made by whoever may ask twice: the same id is one booking. */
  readonly id?: string;
  /** uuid */
  readonly resourceId: string;
  readonly startsAt: Temporal.Instant;
  readonly partySize: number;
  /** How much of the capacity it takes. */
  readonly units?: number;
  /** uuid of her record; without one a record is made from the contact. */
  readonly recordId?: string;
  readonly contact?: BookingContact;
  readonly channel: string;
  readonly language: Language;
  /** A typed id of what it is for. */
  readonly subject?: string;
};

/** Refuses with bookings.resource_unknown, bookings.not_a_slot, bookings.full, bookings.contact_needed. */
export async function book(tx: Tx, wanted: BookingToMake): Promise<BookingRow> {
  const resource = await lockResourceRow(tx, wanted.resourceId);
  if (resource?.is_active !== true) {
    throw bookingsRefusals.resource_unknown();
  }
  const made = wanted.id === undefined ? undefined : await findBookingRow(tx, wanted.id);
  if (made !== undefined) {
    return made;
  }
  const units = wanted.units ?? 1;
  const endsAt = await claimSlot(tx, resource, wanted.startsAt, units);
  const { recordId, contact } = await whoComes(tx, wanted, resource.place_id);
  const row = await insertBookingRow(tx, {
    id: wanted.id ?? newId(),
    resource_id: resource.id,
    place_id: resource.place_id,
    record_id: recordId,
    starts_at: wanted.startsAt,
    ends_at: endsAt,
    units,
    party_size: wanted.partySize,
    is_exclusive: resource.capacity === 1,
    channel: wanted.channel,
    language: wanted.language,
    subject: wanted.subject ?? null,
  });
  await sealContact(tx, row.id, recordId, contact);
  await confirmByMail(tx, row, resource, contact);
  tell(tx, bookingsBooked, row);
  return row;
}

/**
 * Makes sure that a slot begins then and has room; answers its end. `exceptId` is the booking that moves.
 * Refuses with bookings.not_a_slot, bookings.full.
 */
export async function claimSlot(
  tx: Tx,
  resource: ResourceRow,
  startsAt: Temporal.Instant,
  units: number,
  exceptId: string | null = null,
): Promise<Temporal.Instant> {
  const slot = await findSlotAt(tx, resource, startsAt);
  if (slot === undefined) {
    throw bookingsRefusals.not_a_slot();
  }
  const taken = await findTakenOf(tx, resource.id, slot.startsAt, slot.endsAt, exceptId);
  if (mostTaken(taken, slot.startsAt, slot.endsAt) + units > slot.capacity) {
    throw bookingsRefusals.full();
  }
  return slot.endsAt;
}

async function whoComes(
  tx: Tx,
  wanted: BookingToMake,
  placeId: string,
): Promise<{ recordId: string; contact: BookingContact }> {
  const known =
    wanted.recordId === undefined || wanted.contact !== undefined
      ? wanted.contact
      : await contactOfRecord(tx, wanted.recordId);
  if (known === undefined || (known.email === undefined && known.phone === undefined)) {
    throw bookingsRefusals.contact_needed();
  }
  if (wanted.recordId !== undefined) {
    return { recordId: wanted.recordId, contact: known };
  }
  const { name, email, phone } = known;
  const [recordId] = await createGuestRecords(tx, [
    {
      placeId,
      fullName: name,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    },
  ]);
  if (recordId === undefined) {
    throw new Error('no record was made for a guest');
  }
  return { recordId, contact: known };
}

async function contactOfRecord(tx: Tx, recordId: string): Promise<BookingContact | undefined> {
  const profile = (await readProfiles(tx, [recordId])).get(recordId);
  if (profile === undefined || profile === null) {
    return undefined;
  }
  const { fullName, familyName, givenName, email, phone } = profile;
  return {
    name: fullName ?? [familyName, givenName].filter((part) => part !== undefined).join(' '),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}
