// Every SQL statement of bookings.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { bookingsRefusals } from './errors.ts';
import type { SlotRule, Taken } from './slots.ts';
import type { BookingState } from './state.ts';

export type ResourceRow = {
  id: string;
  place_id: string;
  code: string;
  kind: string;
  name_ja: string;
  name_en: string | null;
  capacity: number;
  lead_minutes: number;
  horizon_days: number;
  cancel_minutes: number;
  is_active: boolean;
};

export type BookingRow = {
  id: string;
  resource_id: string;
  place_id: string;
  record_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  units: number;
  party_size: number;
  state: BookingState;
  channel: string;
  language: string;
  revision: number;
  created_at: Temporal.Instant;
};

const resourceColumns = `id, place_id, code, kind, name_ja, name_en, capacity, lead_minutes, horizon_days,
  cancel_minutes, is_active`;
const columns = `id, resource_id, place_id, record_id, lower(during) AS starts_at, upper(during) AS ends_at,
  units, party_size, state, channel, language, revision, created_at`;

const insertResource = statement<ResourceRow>(`
  INSERT INTO bookings.resource (id, place_id, code, kind, name_ja, name_en, capacity, staff_id, lead_minutes,
    horizon_days, cancel_minutes, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${resourceColumns}`);
const insertRules = statement<object>(`
  INSERT INTO bookings.rule (resource_id, weekday, opens_minute, closes_minute, slot_minutes, capacity)
  SELECT $1, weekday, opens, closes, slot, capacity
  FROM unnest($2::smallint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::int[])
    AS t (weekday, opens, closes, slot, capacity)`);
const findResource = statement<ResourceRow>(
  `SELECT ${resourceColumns} FROM bookings.resource WHERE id = $1`,
);
const lockResource = statement<ResourceRow>(
  `SELECT ${resourceColumns} FROM bookings.resource WHERE id = $1 FOR UPDATE`,
);
const listResources = statement<ResourceRow>(`
  SELECT ${resourceColumns} FROM bookings.resource
  WHERE is_active AND ($1::uuid IS NULL OR place_id = $1) ORDER BY place_id, code LIMIT 500`);
const findRules = statement<{
  weekday: number;
  opens_minute: number;
  closes_minute: number;
  slot_minutes: number;
  capacity: number | null;
}>(`
  SELECT weekday, opens_minute, closes_minute, slot_minutes, capacity FROM bookings.rule
  WHERE resource_id = $1 ORDER BY weekday, opens_minute`);
const findTaken = statement<{
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  units: number;
}>(`
  SELECT lower(during) AS starts_at, upper(during) AS ends_at, units FROM bookings.booking
  WHERE resource_id = $1 AND during && tstzrange($2, $3) AND state IN ('proposed', 'booked', 'arrived')
    AND ($4::uuid IS NULL OR id <> $4)`);
const insert = statement<BookingRow>(`
  INSERT INTO bookings.booking (id, resource_id, place_id, record_id, during, units, party_size, state,
    is_exclusive, channel, language, subject, created_at, updated_at)
  VALUES ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, 'booked', $9, $10, $11, $12, $13, $13)
  RETURNING ${columns}`);
const find = statement<BookingRow>(`SELECT ${columns} FROM bookings.booking WHERE id = $1`);
const lock = statement<BookingRow>(
  `SELECT ${columns} FROM bookings.booking WHERE id = $1 FOR UPDATE`,
);
const list = statement<BookingRow>(`
  SELECT ${columns} FROM bookings.booking
  WHERE place_id = $1 AND lower(during) >= $2 AND lower(during) < $3 ORDER BY lower(during), id LIMIT 1000`);
const move = statement<BookingRow>(`
  UPDATE bookings.booking SET during = tstzrange($2, $3), revision = revision + 1, updated_at = $4
  WHERE id = $1 RETURNING ${columns}`);
const relocate = statement<BookingRow>(`
  UPDATE bookings.booking SET resource_id = $2, place_id = $3, is_exclusive = $4, during = tstzrange($5, $6),
    revision = revision + 1, updated_at = $7
  WHERE id = $1 RETURNING ${columns}`);
const setState = statement<BookingRow>(`
  UPDATE bookings.booking SET state = $2, cancelled_reason = $3, revision = revision + 1, updated_at = $4
  WHERE id = $1 RETURNING ${columns}`);
const insertContact = statement<object>(
  'INSERT INTO bookings.contact (booking_id, record_id, sealed) VALUES ($1, $2, $3)',
);
const findContacts = statement<{ booking_id: string; record_id: string; sealed: Buffer }>(`
  SELECT booking_id, record_id, sealed FROM bookings.contact WHERE booking_id = ANY ($1::uuid[])`);

export type ResourceToInsert = Omit<ResourceRow, 'is_active'> & {
  readonly staff_id: string | null;
};

/** Refuses with bookings.code_taken, bookings.place_unknown. */
export async function insertResourceRow(
  tx: Tx,
  resource: ResourceToInsert,
  rules: readonly SlotRule[],
): Promise<ResourceRow> {
  const row = await told({ code: resource.code }, () =>
    tx.one(insertResource, [
      resource.id,
      resource.place_id,
      resource.code,
      resource.kind,
      resource.name_ja,
      resource.name_en,
      resource.capacity,
      resource.staff_id,
      resource.lead_minutes,
      resource.horizon_days,
      resource.cancel_minutes,
      tx.now,
    ]),
  );
  await insertSlotRules(tx, row.id, rules);
  return row;
}

export async function insertSlotRules(
  tx: Tx,
  resourceId: string,
  rules: readonly SlotRule[],
): Promise<void> {
  await tx.run(insertRules, [
    resourceId,
    rules.map((rule) => rule.weekday),
    rules.map((rule) => rule.opensMinute),
    rules.map((rule) => rule.closesMinute),
    rules.map((rule) => rule.slotMinutes),
    rules.map((rule) => rule.capacity),
  ]);
}

export function findResourceRow(tx: Tx, id: string): Promise<ResourceRow | undefined> {
  return tx.maybe(findResource, [id]);
}

/** Bookings of one resource are decided one after the other. */
export function lockResourceRow(tx: Tx, id: string): Promise<ResourceRow | undefined> {
  return tx.maybe(lockResource, [id]);
}

export function listResourceRows(tx: Tx, placeId: string | null): Promise<ResourceRow[]> {
  return tx.all(listResources, [placeId]);
}

export async function findSlotRules(tx: Tx, resourceId: string): Promise<SlotRule[]> {
  const rows = await tx.all(findRules, [resourceId]);
  return rows.map((row) => ({
    weekday: row.weekday,
    opensMinute: row.opens_minute,
    closesMinute: row.closes_minute,
    slotMinutes: row.slot_minutes,
    capacity: row.capacity,
  }));
}

/** What is taken of a resource between two moments; `exceptId` is the booking that is being moved. */
export async function findTakenOf(
  tx: Tx,
  resourceId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
  exceptId: string | null = null,
): Promise<Taken[]> {
  const rows = await tx.all(findTaken, [resourceId, from, until, exceptId]);
  return rows.map((row) => ({
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    units: row.units,
  }));
}

export type BookingToInsert = Omit<BookingRow, 'state' | 'revision' | 'created_at'> & {
  readonly is_exclusive: boolean;
  readonly subject: string | null;
};

/** Refuses with bookings.full. */
export function insertBookingRow(tx: Tx, booking: BookingToInsert): Promise<BookingRow> {
  return told({}, () =>
    tx.one(insert, [
      booking.id,
      booking.resource_id,
      booking.place_id,
      booking.record_id,
      booking.starts_at,
      booking.ends_at,
      booking.units,
      booking.party_size,
      booking.is_exclusive,
      booking.channel,
      booking.language,
      booking.subject,
      tx.now,
    ]),
  );
}

export function findBookingRow(tx: Tx, id: string): Promise<BookingRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockBookingRow(tx: Tx, id: string): Promise<BookingRow | undefined> {
  return tx.maybe(lock, [id]);
}

export function listBookingRows(
  tx: Tx,
  placeId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<BookingRow[]> {
  return tx.all(list, [placeId, from, until]);
}

/** Refuses with bookings.full. */
export function moveBookingRow(
  tx: Tx,
  id: string,
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
): Promise<BookingRow> {
  return told({}, () => tx.one(move, [id, startsAt, endsAt, tx.now]));
}

/** To another resource, at another place. Refuses with bookings.full. */
export function relocateBookingRow(
  tx: Tx,
  id: string,
  resource: ResourceRow,
  startsAt: Temporal.Instant,
  endsAt: Temporal.Instant,
): Promise<BookingRow> {
  const isExclusive = resource.capacity === 1;
  const values = [id, resource.id, resource.place_id, isExclusive, startsAt, endsAt, tx.now];
  return told({}, () => tx.one(relocate, values));
}

export function setBookingState(
  tx: Tx,
  id: string,
  state: BookingState,
  reason: string | null = null,
): Promise<BookingRow> {
  return told({}, () => tx.one(setState, [id, state, reason, tx.now]));
}

export async function insertContactRow(
  tx: Tx,
  contact: { readonly bookingId: string; readonly recordId: string; readonly sealed: Buffer },
): Promise<void> {
  await tx.run(insertContact, [contact.bookingId, contact.recordId, contact.sealed]);
}

export function findContactRows(
  tx: Tx,
  bookingIds: readonly string[],
): Promise<{ booking_id: string; record_id: string; sealed: Buffer }[]> {
  return tx.all(findContacts, [bookingIds]);
}

async function told<Answer>(
  details: { readonly code?: string },
  run: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'booking_no_overlap') {
      throw bookingsRefusals.full();
    }
    if (constraint === 'resource_place_id_code_key') {
      throw bookingsRefusals.code_taken({ code: details.code ?? '' });
    }
    if (constraint === 'resource_place_id_fkey') {
      throw bookingsRefusals.place_unknown();
    }
    throw error;
  }
}
