// The SQL of holds. Whoever calls has locked their balances; see ../store.ts.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { HoldDecision, HoldReason } from '../balance.ts';

const insertHolds = statement<object>(`
  INSERT INTO stock.hold (id, place_id, item_id, quantity_milli, reason, subject_id, expires_at, created_at)
  SELECT h.*, $8 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::uuid[],
    $7::timestamptz[]) AS h(id, place_id, item_id, quantity_milli, reason, subject_id, expires_at)`);
export type HoldRow = {
  id: string;
  place_id: string;
  item_id: string;
  quantity_milli: number;
  reason: HoldReason;
  subject_id: string;
  expires_at: Temporal.Instant | null;
  extended_count: number;
};

const holdColumns =
  'id, place_id, item_id, quantity_milli, reason, subject_id, expires_at, extended_count';
const findBySubject = statement<HoldRow>(`
  SELECT ${holdColumns} FROM stock.hold WHERE subject_id = ANY ($1::uuid[]) AND state = 'active' ORDER BY id`);
const findById = statement<HoldRow>(`
  SELECT ${holdColumns} FROM stock.hold WHERE id = ANY ($1::uuid[]) AND state = 'active' ORDER BY id`);
const findExpired = statement<HoldRow>(`
  SELECT ${holdColumns} FROM stock.hold WHERE state = 'active' AND expires_at <= $1
  ORDER BY expires_at LIMIT $2`);
const endHolds = statement<HoldRow>(`
  UPDATE stock.hold SET state = $2, ended_at = $3, ended_because = $4
  WHERE id = ANY ($1::uuid[]) AND state = 'active' RETURNING ${holdColumns}`);
const prolongHolds = statement<HoldRow>(`
  UPDATE stock.hold SET expires_at = $2, extended_count = extended_count + 1
  WHERE id = ANY ($1::uuid[]) AND state = 'active' RETURNING ${holdColumns}`);
const moveHold = statement<object>(
  `UPDATE stock.hold SET place_id = $2 WHERE id = $1 AND state = 'active'`,
);
const ofPlace = statement<HoldRow>(`
  SELECT ${holdColumns} FROM stock.hold
  WHERE place_id = $1 AND state = 'active' AND ($2::uuid IS NULL OR item_id = $2) AND id > $3 ORDER BY id LIMIT $4`);
const handOverHolds = statement<HoldRow>(`
  UPDATE stock.hold SET subject_id = $2, reason = $3, expires_at = $4
  WHERE id = ANY ($1::uuid[]) AND state = 'active' RETURNING ${holdColumns}`);

export async function insertHoldRows(tx: Tx, holds: readonly HoldDecision[]): Promise<void> {
  await tx.run(insertHolds, [
    holds.map((hold) => hold.id),
    holds.map((hold) => hold.placeId),
    holds.map((hold) => hold.itemId),
    holds.map((hold) => hold.quantityMilli),
    holds.map((hold) => hold.reason),
    holds.map((hold) => hold.subjectId),
    holds.map((hold) => hold.expiresAt),
    tx.now,
  ]);
}

/** Which holds to look for; only active ones are found. */
export type HoldQuery =
  | { readonly subjectIds: readonly string[]; readonly placeId?: string | undefined }
  | { readonly holdIds: readonly string[] }
  | { readonly expiredAt: Temporal.Instant; readonly limit: number };

export async function findActiveHolds(tx: Tx, query: HoldQuery): Promise<HoldRow[]> {
  if ('subjectIds' in query) {
    const rows = await tx.all(findBySubject, [query.subjectIds]);
    const { placeId } = query;
    return placeId === undefined ? rows : rows.filter((row) => row.place_id === placeId);
  }
  if ('holdIds' in query) {
    return tx.all(findById, [query.holdIds]);
  }
  return tx.all(findExpired, [query.expiredAt, query.limit]);
}

export function endHoldRows(
  tx: Tx,
  ids: readonly string[],
  state: 'fulfilled' | 'released' | 'expired',
  because: string,
): Promise<HoldRow[]> {
  return tx.all(endHolds, [ids, state, tx.now, because]);
}

export function prolongHoldRows(
  tx: Tx,
  ids: readonly string[],
  expiresAt: Temporal.Instant,
): Promise<HoldRow[]> {
  return tx.all(prolongHolds, [ids, expiresAt]);
}

export function handOverHoldRows(
  tx: Tx,
  ids: readonly string[],
  to: {
    readonly subjectId: string;
    readonly reason: HoldReason;
    readonly expiresAt: Temporal.Instant | null;
  },
): Promise<HoldRow[]> {
  return tx.all(handOverHolds, [ids, to.subjectId, to.reason, to.expiresAt]);
}

export async function moveHoldRow(tx: Tx, id: string, placeId: string): Promise<void> {
  await tx.run(moveHold, [id, placeId]);
}

/** What is kept at a place, oldest first, after an id. */
export function listHoldRows(
  tx: Tx,
  placeId: string,
  itemId: string | null,
  after: string,
  limit: number,
): Promise<HoldRow[]> {
  return tx.all(ofPlace, [placeId, itemId, after, limit]);
}
