// The SQL of what was earned by rules and cards.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type EarningRow = {
  order_id: string;
  source_id: string;
  record_id: string;
  unit: string;
  amount: number;
  is_pending: boolean;
  terms: Record<string, unknown>;
};
export type BasisRow = { order_id: string; tier_code: string | null; is_first: boolean };

const bases = statement<BasisRow>(`
  SELECT order_id, tier_code, is_first FROM loyalty.order_basis WHERE order_id = ANY ($1::uuid[])
  ORDER BY order_id FOR UPDATE`);
const insertBases = statement<object>(`
  INSERT INTO loyalty.order_basis (order_id, tier_code, is_first)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[]) ON CONFLICT DO NOTHING`);
const earnings = statement<EarningRow>(`
  SELECT order_id, source_id, record_id, unit, amount, is_pending, terms FROM loyalty.earning
  WHERE order_id = ANY ($1::uuid[])`);
const saveEarnings = statement<object>(`
  INSERT INTO loyalty.earning (order_id, source_id, record_id, unit, amount, is_pending, terms, changed_at)
  SELECT e.order_id, e.source_id, e.record_id, e.unit, e.amount, e.is_pending, e.terms::jsonb, $8
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::boolean[], $7::text[])
    AS e(order_id, source_id, record_id, unit, amount, is_pending, terms)
  ON CONFLICT (order_id, source_id) DO UPDATE SET amount = excluded.amount, is_pending = excluded.is_pending,
    changed_at = $8`);

/** Locks what was true of these orders; those that are settled for the first time are missing. */
export function lockBases(tx: Tx, orderIds: readonly string[]): Promise<BasisRow[]> {
  return tx.all(bases, [orderIds]);
}

export async function insertBasisRows(tx: Tx, rows: readonly BasisRow[]): Promise<void> {
  await tx.run(insertBases, [
    rows.map((row) => row.order_id),
    rows.map((row) => row.tier_code),
    rows.map((row) => row.is_first),
  ]);
}

export function findEarnings(tx: Tx, orderIds: readonly string[]): Promise<EarningRow[]> {
  return tx.all(earnings, [orderIds]);
}

export async function saveEarningRows(tx: Tx, rows: readonly EarningRow[]): Promise<void> {
  await tx.run(saveEarnings, [
    rows.map((row) => row.order_id),
    rows.map((row) => row.source_id),
    rows.map((row) => row.record_id),
    rows.map((row) => row.unit),
    rows.map((row) => row.amount),
    rows.map((row) => row.is_pending),
    rows.map((row) => JSON.stringify(row.terms)),
    tx.now,
  ]);
}

export type GivenRow = {
  source_id: string;
  key: string;
  record_id: string;
  place_id: string | null;
  unit: string;
  amount: number;
};
const insertGiven = statement<{ key: string }>(`
  INSERT INTO loyalty.given (source_id, key, record_id, place_id, at, unit, amount, actor)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING key`);
const sumGiven = statement<{ times: number; amount: number }>(`
  SELECT count(*)::int AS times, coalesce(sum(amount), 0)::bigint AS amount FROM loyalty.given
  WHERE source_id = $1 AND record_id = ANY ($2::uuid[]) AND at >= $3`);
const lastVisit = statement<{ place_id: string; at: Temporal.Instant }>(`
  SELECT place_id, at FROM loyalty.given WHERE record_id = ANY ($1::uuid[]) AND starts_with(key, 'visit:')
  ORDER BY at DESC LIMIT 1`);

/** False when this was given before. */
export async function insertGivenRow(tx: Tx, row: GivenRow): Promise<boolean> {
  const values = [row.source_id, row.key, row.record_id, row.place_id, tx.now];
  return (await tx.maybe(insertGiven, [...values, row.unit, row.amount, tx.actor])) !== undefined;
}

const wasGiven = statement<{ was: boolean }>(
  'SELECT EXISTS (SELECT FROM loyalty.given WHERE source_id = $1 AND key = $2) AS was',
);

/** Whether this cause gave before. */
export async function hasGiven(tx: Tx, sourceId: string, key: string): Promise<boolean> {
  return (await tx.one(wasGiven, [sourceId, key])).was;
}

/** How often and how much of a source a customer (all of her records) was given since a moment. */
export function sumGivenSince(
  tx: Tx,
  sourceId: string,
  recordIds: readonly string[],
  since: Temporal.Instant,
): Promise<{ times: number; amount: number }> {
  return tx.one(sumGiven, [sourceId, recordIds, since]);
}

export function findLastVisit(
  tx: Tx,
  recordIds: readonly string[],
): Promise<{ place_id: string; at: Temporal.Instant } | undefined> {
  return tx.maybe(lastVisit, [recordIds]);
}
