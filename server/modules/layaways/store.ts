// Every SQL statement of layaways.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type LayawayState = 'kept' | 'collected' | 'cancelled' | 'expired';

export type LayawayRow = {
  id: string;
  number: string;
  hold_id: string;
  place_id: string;
  item_id: string;
  quantity_milli: number;
  record_id: string;
  state: LayawayState;
  kept_until: Temporal.Instant;
  extended_at: Temporal.Instant | null;
  closed_until: Temporal.Instant | null;
  channel: string;
  language: string;
  created_at: Temporal.Instant;
};

const columns = `id, number, hold_id, place_id, item_id, quantity_milli, record_id, state, kept_until, extended_at,
  closed_until, channel, language, created_at`;

const insert = statement<LayawayRow>(`
  INSERT INTO layaways.layaway (id, hold_id, place_id, item_id, quantity_milli, record_id, kept_until, channel,
    language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`);
const find = statement<LayawayRow>(`SELECT ${columns} FROM layaways.layaway WHERE id = $1`);
const lock = statement<LayawayRow>(
  `SELECT ${columns} FROM layaways.layaway WHERE id = $1 FOR UPDATE`,
);
const lockByHolds = statement<LayawayRow>(`
  SELECT ${columns} FROM layaways.layaway WHERE hold_id = ANY ($1::uuid[]) AND state = 'kept' ORDER BY id FOR UPDATE`);
const listOfPlace = statement<LayawayRow>(`
  SELECT ${columns} FROM layaways.layaway WHERE place_id = $1 AND state = 'kept' ORDER BY kept_until, id LIMIT 500`);
const listOfRecords = statement<LayawayRow>(`
  SELECT ${columns} FROM layaways.layaway WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at DESC, id LIMIT 1000`);
const sumKept = statement<{ milli: number }>(`
  SELECT coalesce(sum(quantity_milli), 0)::bigint AS milli FROM layaways.layaway WHERE record_id = ANY ($1::uuid[]) AND state = 'kept'`);
const extend = statement<LayawayRow>(`
  UPDATE layaways.layaway SET kept_until = $2, extended_at = $3 WHERE id = $1 RETURNING ${columns}`);
const keepLonger = statement<LayawayRow>(`
  UPDATE layaways.layaway SET kept_until = $2, closed_until = $3 WHERE id = $1 RETURNING ${columns}`);
const listClosed = statement<{ id: string }>(`
  SELECT id FROM layaways.layaway
  WHERE place_id = $1 AND state = 'kept' AND (closed_until IS NULL OR closed_until < $2) ORDER BY kept_until, id LIMIT 5000`);
const end = statement<LayawayRow>(`
  UPDATE layaways.layaway SET state = $2, ended_at = $3 WHERE id = $1 RETURNING ${columns}`);
const insertContact = statement<object>(
  'INSERT INTO layaways.contact (layaway_id, record_id, sealed) VALUES ($1, $2, $3)',
);
const findContacts = statement<{ layaway_id: string; record_id: string; sealed: Buffer }>(`
  SELECT layaway_id, record_id, sealed FROM layaways.contact WHERE layaway_id = ANY ($1::uuid[])`);

export type LayawayToInsert = Omit<
  LayawayRow,
  'number' | 'state' | 'extended_at' | 'closed_until' | 'created_at'
>;

export function insertLayawayRow(tx: Tx, row: LayawayToInsert): Promise<LayawayRow> {
  return tx.one(insert, [
    row.id,
    row.hold_id,
    row.place_id,
    row.item_id,
    row.quantity_milli,
    row.record_id,
    row.kept_until,
    row.channel,
    row.language,
    tx.now,
  ]);
}

export function findLayawayRow(tx: Tx, id: string): Promise<LayawayRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockLayawayRow(tx: Tx, id: string): Promise<LayawayRow | undefined> {
  return tx.maybe(lock, [id]);
}

/** Of these holds the ones that are still kept for somebody. */
export function lockRowsOfHolds(tx: Tx, holdIds: readonly string[]): Promise<LayawayRow[]> {
  return tx.all(lockByHolds, [holdIds]);
}

export function listRowsOfPlace(tx: Tx, placeId: string): Promise<LayawayRow[]> {
  return tx.all(listOfPlace, [placeId]);
}

export function listRowsOfRecords(tx: Tx, recordIds: readonly string[]): Promise<LayawayRow[]> {
  return tx.all(listOfRecords, [recordIds]);
}

export async function sumKeptOf(tx: Tx, recordIds: readonly string[]): Promise<number> {
  return (await tx.one(sumKept, [recordIds])).milli;
}

export function extendRow(tx: Tx, id: string, until: Temporal.Instant): Promise<LayawayRow> {
  return tx.one(extend, [id, until, tx.now]);
}

/** Kept at a place (uuid) and not yet kept longer for a closing until then. */
export async function listKeptThrough(
  tx: Tx,
  placeId: string,
  closedUntil: Temporal.Instant,
): Promise<string[]> {
  return (await tx.all(listClosed, [placeId, closedUntil])).map(({ id }) => id);
}

export function keepRowLonger(
  tx: Tx,
  id: string,
  until: Temporal.Instant,
  closedUntil: Temporal.Instant,
): Promise<LayawayRow> {
  return tx.one(keepLonger, [id, until, closedUntil]);
}

export function endRow(
  tx: Tx,
  id: string,
  state: Exclude<LayawayState, 'kept'>,
): Promise<LayawayRow> {
  return tx.one(end, [id, state, tx.now]);
}

export async function insertContactRow(
  tx: Tx,
  row: { readonly layawayId: string; readonly recordId: string; readonly sealed: Buffer },
): Promise<void> {
  await tx.run(insertContact, [row.layawayId, row.recordId, row.sealed]);
}

export function findContactRows(
  tx: Tx,
  layawayIds: readonly string[],
): Promise<{ layaway_id: string; record_id: string; sealed: Buffer }[]> {
  return tx.all(findContacts, [layawayIds]);
}
