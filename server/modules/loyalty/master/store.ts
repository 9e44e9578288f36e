// The SQL of what an outside points master is to know, and what it told.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { MasterState } from './point-master.ts';

export type MasterOrderRow = {
  order_id: string;
  record_id: string;
  wanted: MasterState;
  spent: number;
  earned: number;
  version: number;
  told: MasterState | 'nothing' | 'refused';
  told_version: number;
  reason: string | null;
  attempts: number;
  next_at: Temporal.Instant | null;
  changed_at: Temporal.Instant;
};

export type MasterWish = Pick<
  MasterOrderRow,
  'order_id' | 'record_id' | 'wanted' | 'spent' | 'earned'
>;

const columns =
  'order_id, record_id, wanted, spent, earned, version, told, told_version, reason, attempts, next_at, changed_at';

const known = statement<MasterOrderRow>(
  `SELECT ${columns} FROM loyalty.master_order WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id FOR UPDATE`,
);
const wish = statement<object>(`
  INSERT INTO loyalty.master_order AS m (order_id, record_id, wanted, spent, earned, next_at, changed_at)
  SELECT w.*, $6::timestamptz, $6::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[]) AS w
  ON CONFLICT (order_id) DO UPDATE SET wanted = excluded.wanted, spent = excluded.spent, earned = excluded.earned,
    version = m.version + 1, attempts = 0, next_at = $6, changed_at = $6`);
const claim = statement<MasterOrderRow>(`
  UPDATE loyalty.master_order SET attempts = attempts + 1, next_at = $2
  WHERE order_id = $1 AND next_at <= $3 RETURNING ${columns}`);
const record = statement<MasterOrderRow>(`
  UPDATE loyalty.master_order SET told = $3, told_version = $2, reason = $4, changed_at = $5::timestamptz, attempts = 0,
    next_at = CASE WHEN version = $2 THEN NULL ELSE $5::timestamptz END
  WHERE order_id = $1 AND told_version < $2 RETURNING ${columns}`);
const again = statement<object>(
  'UPDATE loyalty.master_order SET next_at = $2 WHERE order_id = $1 AND version > told_version',
);
const retry = statement<MasterOrderRow>(`
  UPDATE loyalty.master_order SET version = version + 1, attempts = 0, next_at = $2, changed_at = $2
  WHERE order_id = $1 AND told = 'refused' RETURNING ${columns}`);
const due = statement<{ order_id: string }>(
  'SELECT order_id FROM loyalty.master_order WHERE next_at <= $1 ORDER BY next_at LIMIT 500',
);
const open = statement<{ count: number }>(`
  SELECT count(*)::int AS count FROM loyalty.master_order
  WHERE record_id = ANY ($1::uuid[]) AND (version > told_version OR told IN ('refused', 'held'))`);
const sums = statement<{ waiting: number; late: number; refused: number; told: number }>(`
  SELECT count(*) FILTER (WHERE version > told_version)::int AS waiting,
    count(*) FILTER (WHERE version > told_version AND attempts > 1)::int AS late,
    count(*) FILTER (WHERE told = 'refused' AND version = told_version)::int AS refused,
    count(*) FILTER (WHERE told NOT IN ('refused', 'nothing') AND version = told_version)::int AS told
  FROM loyalty.master_order`);
const unsettled = statement<MasterOrderRow>(`
  SELECT ${columns} FROM loyalty.master_order
  WHERE (told = 'refused' AND version = told_version) OR (version > told_version AND attempts > 1)
  ORDER BY changed_at DESC LIMIT 100`);

/** Locked, by order (uuid). */
export async function lockMasterOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, MasterOrderRow>> {
  const rows = await tx.all(known, [orderIds]);
  return new Map(rows.map((row) => [row.order_id, row]));
}

export async function wishOfMaster(tx: Tx, wishes: readonly MasterWish[]): Promise<void> {
  await tx.run(wish, [
    wishes.map((each) => each.order_id),
    wishes.map((each) => each.record_id),
    wishes.map((each) => each.wanted),
    wishes.map((each) => each.spent),
    wishes.map((each) => each.earned),
    tx.now,
  ]);
}

/** The row when it is due, leased until then; undefined when another has it or nothing is to be told. */
export function claimMasterOrder(
  tx: Tx,
  orderId: string,
  until: Temporal.Instant,
): Promise<MasterOrderRow | undefined> {
  return tx.maybe(claim, [orderId, until, tx.now]);
}

/** Undefined when a newer version was answered before. */
export function recordMasterAnswer(
  tx: Tx,
  { order_id: orderId, version }: MasterOrderRow,
  told: MasterOrderRow['told'],
  reason: string | null,
): Promise<MasterOrderRow | undefined> {
  return tx.maybe(record, [orderId, version, told, reason, tx.now]);
}

export async function askMasterAgain(tx: Tx, orderId: string, at: Temporal.Instant): Promise<void> {
  await tx.run(again, [orderId, at]);
}

/** Undefined when it was not refused. */
export function retryMasterOrder(tx: Tx, orderId: string): Promise<MasterOrderRow | undefined> {
  return tx.maybe(retry, [orderId, tx.now]);
}

export async function listDueMasterOrders(tx: Tx): Promise<string[]> {
  return (await tx.all(due, [tx.now])).map((row) => row.order_id);
}

/** Whether anything of these records is still to be told, held, or was refused. */
export async function isMasterBusy(tx: Tx, recordIds: readonly string[]): Promise<boolean> {
  return (await tx.one(open, [recordIds])).count > 0;
}

export function sumMasterOrders(tx: Tx) {
  return tx.one(sums);
}

export function listUnsettledMasterOrders(tx: Tx): Promise<MasterOrderRow[]> {
  return tx.all(unsettled);
}
