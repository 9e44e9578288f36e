// Every SQL statement of allowances.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type KeptCoupon = { readonly codeHash: string; readonly holdId: string };
export type AllowanceRow = {
  id: string;
  place_id: string;
  till: string;
  record_id: string;
  points: number;
  used_points: number;
  coupons: KeptCoupon[];
  expires_at: Temporal.Instant;
  kept_until: Temporal.Instant;
  state: 'open' | 'ended';
};

const columns =
  'id, place_id, till, record_id, points, used_points, coupons, expires_at, kept_until, state';
const insert = statement<object>(`
  INSERT INTO allowances.allowance (id, place_id, till, record_id, points, coupons, granted_at, expires_at, kept_until)
  VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9)`);
const lock = statement<AllowanceRow>(
  `SELECT ${columns} FROM allowances.allowance WHERE id = $1 FOR UPDATE`,
);
const use = statement<object>(
  'UPDATE allowances.allowance SET used_points = used_points + $2, coupons = $3::text::jsonb WHERE id = $1',
);
const due = statement<AllowanceRow>(`
  SELECT ${columns} FROM allowances.allowance WHERE state = 'open' AND kept_until <= $1
  ORDER BY kept_until LIMIT $2 FOR UPDATE SKIP LOCKED`);
const end = statement<object>(
  "UPDATE allowances.allowance SET state = 'ended', ended_at = $2 WHERE id = $1",
);

export async function insertAllowance(
  tx: Tx,
  row: Omit<AllowanceRow, 'used_points' | 'state'>,
): Promise<void> {
  const values = [row.id, row.place_id, row.till, row.record_id, row.points];
  await tx.run(insert, [
    ...values,
    JSON.stringify(row.coupons),
    tx.now,
    row.expires_at,
    row.kept_until,
  ]);
}

export function lockAllowance(tx: Tx, id: string): Promise<AllowanceRow | undefined> {
  return tx.maybe(lock, [id]);
}

export async function noteUse(
  tx: Tx,
  id: string,
  points: number,
  coupons: readonly KeptCoupon[],
): Promise<void> {
  await tx.run(use, [id, points, JSON.stringify(coupons)]);
}

export function lockDueAllowances(tx: Tx, limit: number): Promise<AllowanceRow[]> {
  return tx.all(due, [tx.now, limit]);
}

export async function endAllowanceRow(tx: Tx, id: string): Promise<void> {
  await tx.run(end, [id, tx.now]);
}

/** What was promised of these records' points, the oldest first: for her. */
export const allowancesOf = statement<object>(`
  SELECT granted_at, till, points, used_points FROM allowances.allowance
  WHERE record_id = ANY ($1::uuid[]) ORDER BY granted_at, id LIMIT 10000`);
