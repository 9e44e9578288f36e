// The SQL of adjustments.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';

export type AdjustmentState = 'waiting' | 'posted' | 'refused';

export type AdjustmentRow = {
  id: string;
  place_id: string;
  item_id: string;
  quantity_milli: number;
  reason: string;
  value_minor: number | null;
  state: AdjustmentState;
  occurred_at: Temporal.Instant;
  asked_at: Temporal.Instant;
  asked_by: string;
  decided_at: Temporal.Instant | null;
  decided_by: string | null;
};

const columns = `id, place_id, item_id, quantity_milli, reason, value_minor, state, occurred_at, asked_at, asked_by,
  decided_at, decided_by`;
const insert = statement<{ id: string }>(`
  INSERT INTO stock.adjustment (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT (id) DO NOTHING RETURNING id`);
const find = statement<AdjustmentRow>(`SELECT ${columns} FROM stock.adjustment WHERE id = $1`);
const lock = statement<AdjustmentRow>(
  `SELECT ${columns} FROM stock.adjustment WHERE id = $1 FOR UPDATE`,
);
const list = statement<AdjustmentRow>(`
  SELECT ${columns} FROM stock.adjustment WHERE place_id = $1 AND ($2::text IS NULL OR state = $2)
  ORDER BY id DESC LIMIT $3`);
const decide = statement<object>(`
  UPDATE stock.adjustment SET state = $2, decided_at = $3, decided_by = $4 WHERE id = $1`);
const limitOf = statement<{ pieces_max_milli: number; value_max_minor: number }>(`
  SELECT pieces_max_milli, value_max_minor FROM stock.adjustment_limit WHERE place_id = $1`);
const setLimitOf = statement<object>(`
  INSERT INTO stock.adjustment_limit (place_id, pieces_max_milli, value_max_minor, changed_at, changed_by)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (place_id) DO UPDATE SET pieces_max_milli = excluded.pieces_max_milli,
    value_max_minor = excluded.value_max_minor, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

/** False: it is there already. Refuses with stock.place_unknown, stock.item_unknown. */
export async function insertAdjustment(tx: Tx, row: AdjustmentRow): Promise<boolean> {
  return refusing(async () => {
    const made = await tx.maybe(insert, [
      row.id,
      row.place_id,
      row.item_id,
      row.quantity_milli,
      row.reason,
      row.value_minor,
      row.state,
      row.occurred_at,
      row.asked_at,
      row.asked_by,
      row.decided_at,
      row.decided_by,
    ]);
    return made !== undefined;
  });
}

export function findAdjustment(tx: Tx, id: string): Promise<AdjustmentRow | undefined> {
  return tx.maybe(find, [id]);
}

export function lockAdjustment(tx: Tx, id: string): Promise<AdjustmentRow | undefined> {
  return tx.maybe(lock, [id]);
}

/** Newest first. */
export function listAdjustmentRows(
  tx: Tx,
  placeId: string,
  state: AdjustmentState | null,
  limit: number,
): Promise<AdjustmentRow[]> {
  return tx.all(list, [placeId, state, limit]);
}

export async function decideAdjustmentRow(
  tx: Tx,
  id: string,
  state: 'posted' | 'refused',
): Promise<void> {
  await tx.run(decide, [id, state, tx.now, tx.actor]);
}

export type LimitRow = { pieces_max_milli: number; value_max_minor: number };

export function findLimit(tx: Tx, placeId: string): Promise<LimitRow | undefined> {
  return tx.maybe(limitOf, [placeId]);
}

/** Refuses with stock.place_unknown. */
export async function setLimit(tx: Tx, placeId: string, limit: LimitRow): Promise<void> {
  await refusing(() =>
    tx.run(setLimitOf, [placeId, limit.pieces_max_milli, limit.value_max_minor, tx.now, tx.actor]),
  );
}

async function refusing<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    const constraint = violatedConstraint(error) ?? '';
    if (constraint.endsWith('place_id_fkey')) {
      throw stockRefusals.place_unknown();
    }
    if (constraint === 'adjustment_item_id_fkey') {
      throw stockRefusals.item_unknown();
    }
    throw error;
  }
}
