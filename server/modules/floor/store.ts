// Every SQL statement of the floor.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type CallRow = {
  id: string;
  item_id: string;
  from_place_id: string;
  to_place_id: string;
  quantity_milli: number;
  asked_by: string | null;
  asked_at: Temporal.Instant;
  answer: 'here' | 'none' | 'busy' | null;
  answered_by: string | null;
  answered_at: Temporal.Instant | null;
  kept_until: Temporal.Instant | null;
};

const columns = `id, item_id, from_place_id, to_place_id, quantity_milli, asked_by, asked_at, answer, answered_by,
  answered_at, kept_until`;
const insertCalls = statement<CallRow>(`
  INSERT INTO floor.stock_call (id, item_id, from_place_id, to_place_id, quantity_milli, asked_by, asked_at)
  SELECT id, $3, $4, place, $5, $6, $7 FROM unnest($1::uuid[], $2::uuid[]) AS t (id, place) RETURNING ${columns}`);
const lockCall = statement<CallRow>(
  `SELECT ${columns} FROM floor.stock_call WHERE id = $1 FOR UPDATE`,
);
const answerCall = statement<CallRow>(`
  UPDATE floor.stock_call SET answer = $2, answered_by = $3, answered_at = $4, kept_until = $5
  WHERE id = $1 RETURNING ${columns}`);
const listCalls = statement<CallRow>(`
  SELECT ${columns} FROM floor.stock_call
  WHERE (to_place_id = $1 OR from_place_id = $1) AND asked_at > $2 ORDER BY asked_at DESC, id LIMIT 100`);

export type CallsToInsert = {
  readonly ids: readonly string[];
  readonly itemId: string;
  readonly fromPlaceId: string;
  readonly toPlaceIds: readonly string[];
  readonly quantityMilli: number;
  readonly askedBy: string | null;
};

export function insertCallRows(tx: Tx, calls: CallsToInsert): Promise<CallRow[]> {
  const { ids, itemId, fromPlaceId, toPlaceIds, quantityMilli, askedBy } = calls;
  return tx.all(insertCalls, [
    ids,
    toPlaceIds,
    itemId,
    fromPlaceId,
    quantityMilli,
    askedBy,
    tx.now,
  ]);
}

export function lockCallRow(tx: Tx, id: string): Promise<CallRow | undefined> {
  return tx.maybe(lockCall, [id]);
}

export function answerCallRow(
  tx: Tx,
  id: string,
  answer: string,
  answeredBy: string | null,
  keptUntil: Temporal.Instant | null,
): Promise<CallRow> {
  return tx.one(answerCall, [id, answer, answeredBy, tx.now, keptUntil]);
}

/** To and from a place, the newest first. */
export function listCallRows(tx: Tx, placeId: string, since: Temporal.Instant): Promise<CallRow[]> {
  return tx.all(listCalls, [placeId, since]);
}
