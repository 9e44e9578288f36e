// The SQL that writes or locks balances, movements and conflicts. One lock order for everybody: balances first, sorted by
// place and item, then what hangs on them. Whoever changes a hold has locked its balance before.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import type { Movement, Shortage, StockBalance, StockKey } from './balance.ts';
import { stockRefusals } from './errors.ts';
import type { StockRules } from './set-rules.ts';

type BalanceRow = {
  place_id: string;
  item_id: string;
  on_hand_milli: number;
  held_milli: number;
  safety_milli: number;
  counted_at: Temporal.Instant | null;
  last_count_id: string | null;
  moved_since_count_milli: number;
  shrinkage_bp: number | null;
  confidence_min_bp: number;
  piece_milli: number;
  has_lots: boolean;
};

// Sorted before the lateral look-up: one index look-up and one lock a row, in this order, whatever the
// statistics say; a join could be planned as a scan while the table is new.
const lock = statement<BalanceRow>(`
  SELECT b.* FROM (
    SELECT k.place_id, k.item_id FROM unnest($1::uuid[], $2::uuid[]) AS k(place_id, item_id)
    GROUP BY k.place_id, k.item_id ORDER BY k.place_id, k.item_id
  ) AS k CROSS JOIN LATERAL (
    SELECT place_id, item_id, on_hand_milli, held_milli, safety_milli, counted_at, last_count_id,
      moved_since_count_milli, shrinkage_bp, confidence_min_bp, piece_milli, has_lots
    FROM stock.balance WHERE place_id = k.place_id AND item_id = k.item_id FOR UPDATE
  ) AS b`);
const make = statement<object>(`
  INSERT INTO stock.balance (place_id, item_id, piece_milli, updated_at)
  SELECT k.*, $4 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS k(place_id, item_id, piece_milli)
  ORDER BY k.place_id, k.item_id ON CONFLICT DO NOTHING`);
const moveBalances = statement<object>(`
  UPDATE stock.balance AS b SET on_hand_milli = b.on_hand_milli + d.on_hand, held_milli = b.held_milli + d.held,
    moved_since_count_milli = b.moved_since_count_milli + d.moved, updated_at = $6
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[])
    AS d(place_id, item_id, on_hand, held, moved)
  WHERE b.place_id = d.place_id AND b.item_id = d.item_id`);
const markCounted = statement<object>(`
  UPDATE stock.balance AS b SET counted_at = c.counted_at, last_count_id = c.id,
    moved_since_count_milli = c.moved, updated_at = $6
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::bigint[])
    AS c(place_id, item_id, counted_at, id, moved)
  WHERE b.place_id = c.place_id AND b.item_id = c.item_id`);
const rules = statement<object>(`
  UPDATE stock.balance AS b SET safety_milli = coalesce(r.safety, b.safety_milli),
    confidence_min_bp = coalesce(r.confidence, b.confidence_min_bp),
    shrinkage_bp = coalesce(r.shrinkage, b.shrinkage_bp), shelf = nullif(coalesce(r.shelf, b.shelf), ''), updated_at = $6
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::int[], $5::int[], $7::text[])
    AS r(place_id, item_id, safety, confidence, shrinkage, shelf)
  WHERE b.place_id = r.place_id AND b.item_id = r.item_id`);
const settle = statement<object>(`
  UPDATE stock.conflict SET state = 'settled', settled_at = $3, settled_by = $4, settlement = $5
  WHERE place_id = $1 AND item_id = $2 AND state = 'open'`);
const insertMovements = statement<object>(`
  INSERT INTO stock.movement (id, place_id, item_id, quantity_milli, kind, subject_id, lot_id, reason,
    occurred_at, recorded_at, actor)
  SELECT m.*, $10::timestamptz, $11::text FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[],
    $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::timestamptz[])
    AS m(id, place_id, item_id, quantity_milli, kind, subject_id, lot_id, reason, occurred_at)`);
const moveLots = statement<{ id: string }>(`
  UPDATE stock.lot AS l SET on_hand_milli = l.on_hand_milli + m.quantity_milli
  FROM (SELECT u.lot_id, u.place_id, u.item_id, sum(u.quantity_milli) AS quantity_milli
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) AS u(lot_id, place_id, item_id, quantity_milli)
    GROUP BY u.lot_id, u.place_id, u.item_id) AS m
  WHERE l.id = m.lot_id AND l.place_id = m.place_id AND l.item_id = m.item_id RETURNING l.id`);
const openConflicts = statement<{ place_id: string; item_id: string; is_new: boolean }>(`
  INSERT INTO stock.conflict AS c (id, place_id, item_id, kind, short_milli, movement_id, proposals, opened_at)
  SELECT s.id, s.place_id, s.item_id, s.kind, s.short_milli, s.movement_id, s.proposals::jsonb, $8
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::uuid[], $7::text[])
    AS s(id, place_id, item_id, kind, short_milli, movement_id, proposals)
  ON CONFLICT (place_id, item_id) WHERE state = 'open' DO UPDATE
    SET short_milli = greatest(c.short_milli, excluded.short_milli),
      kind = CASE WHEN c.kind = 'below_zero' THEN c.kind ELSE excluded.kind END
  RETURNING place_id, item_id, (id = ANY ($1::uuid[])) AS is_new`);

/** Locks balances in the one order; rows that do not exist are not answered. */
export async function lockBalances(tx: Tx, keys: readonly StockKey[]): Promise<StockBalance[]> {
  const rows = await tx.all(lock, [keys.map((k) => k.placeId), keys.map((k) => k.itemId)]);
  return rows.map((row) => ({
    placeId: row.place_id,
    itemId: row.item_id,
    onHandMilli: row.on_hand_milli,
    heldMilli: row.held_milli,
    safetyMilli: row.safety_milli,
    countedAt: row.counted_at,
    countId: row.last_count_id,
    movedMilli: row.moved_since_count_milli,
    shrinkageBp: row.shrinkage_bp,
    confidenceMinBp: row.confidence_min_bp,
    pieceMilli: row.piece_milli,
    hasLots: row.has_lots,
  }));
}

/** Makes missing balances. Refuses with stock.place_unknown, stock.item_unknown. */
export async function makeBalances(
  tx: Tx,
  keys: readonly (StockKey & { readonly pieceMilli: number })[],
): Promise<void> {
  try {
    await tx.run(make, [
      keys.map((k) => k.placeId),
      keys.map((k) => k.itemId),
      keys.map((k) => k.pieceMilli),
      tx.now,
    ]);
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'balance_place_id_fkey') {
      throw stockRefusals.place_unknown();
    }
    if (constraint === 'balance_item_id_fkey') {
      throw stockRefusals.item_unknown();
    }
    throw error;
  }
}

export type BalanceMove = StockKey & { onHandMilli: number; heldMilli: number; movedMilli: number };

export async function updateBalances(tx: Tx, moves: readonly BalanceMove[]): Promise<void> {
  await tx.run(moveBalances, [
    moves.map((move) => move.placeId),
    moves.map((move) => move.itemId),
    moves.map((move) => move.onHandMilli),
    moves.map((move) => move.heldMilli),
    moves.map((move) => move.movedMilli),
    tx.now,
  ]);
}

export type CountMark = StockKey & {
  readonly id: string;
  readonly countedAt: Temporal.Instant;
  /** What moved after its moment, in and out added. */
  readonly movedAfterMilli: number;
};

export async function markBalancesCounted(tx: Tx, marks: readonly CountMark[]): Promise<void> {
  await tx.run(markCounted, [
    marks.map((mark) => mark.placeId),
    marks.map((mark) => mark.itemId),
    marks.map((mark) => mark.countedAt),
    marks.map((mark) => mark.id),
    marks.map((mark) => mark.movedAfterMilli),
    tx.now,
  ]);
}

export async function updateRules(tx: Tx, wanted: readonly StockRules[]): Promise<void> {
  await tx.run(rules, [
    wanted.map((each) => each.placeId),
    wanted.map((each) => each.itemId),
    wanted.map((each) => each.safetyMilli ?? null),
    wanted.map((each) => each.confidenceMinBp ?? null),
    wanted.map((each) => each.shrinkageBp ?? null),
    tx.now,
    wanted.map((each) => each.shelf ?? null),
  ]);
}

/** Refuses with stock.lot_unknown when a movement names a lot that is not of its item and place. */
export async function insertMovementRows(tx: Tx, movements: readonly Movement[]): Promise<void> {
  await tx.run(insertMovements, [
    movements.map((movement) => movement.id),
    movements.map((movement) => movement.placeId),
    movements.map((movement) => movement.itemId),
    movements.map((movement) => movement.quantityMilli),
    movements.map((movement) => movement.kind),
    movements.map((movement) => movement.subjectId),
    movements.map((movement) => movement.lotId),
    movements.map((movement) => movement.reason),
    movements.map((movement) => movement.occurredAt),
    tx.now,
    tx.actor,
  ]);
  const ofLots = movements.filter((movement) => movement.lotId !== null);
  if (ofLots.length > 0) {
    const moved = await tx.all(moveLots, [
      ofLots.map((movement) => movement.lotId),
      ofLots.map((movement) => movement.placeId),
      ofLots.map((movement) => movement.itemId),
      ofLots.map((movement) => movement.quantityMilli),
    ]);
    if (moved.length < new Set(ofLots.map((movement) => movement.lotId)).size) {
      throw stockRefusals.lot_unknown();
    }
  }
}

export type ConflictToOpen = {
  readonly id: string;
  readonly shortage: Shortage;
  readonly proposals: object;
};

/** Opens conflicts, or deepens the one that is open; answers the keys of the new ones. */
export async function insertConflicts(
  tx: Tx,
  conflicts: readonly ConflictToOpen[],
): Promise<StockKey[]> {
  const rows = await tx.all(openConflicts, [
    conflicts.map((conflict) => conflict.id),
    conflicts.map(({ shortage }) => shortage.placeId),
    conflicts.map(({ shortage }) => shortage.itemId),
    conflicts.map(({ shortage }) => shortage.kind),
    conflicts.map(({ shortage }) => shortage.shortMilli),
    conflicts.map(({ shortage }) => shortage.movementId),
    conflicts.map((conflict) => JSON.stringify(conflict.proposals)),
    tx.now,
  ]);
  return rows
    .filter((row) => row.is_new)
    .map((row) => ({ placeId: row.place_id, itemId: row.item_id }));
}

/** False when none is open. */
export async function settleConflictRow(
  tx: Tx,
  key: StockKey,
  settlement: string,
): Promise<boolean> {
  const { placeId, itemId } = key;
  return (await tx.run(settle, [placeId, itemId, tx.now, tx.actor, settlement])) > 0;
}
