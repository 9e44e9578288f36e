// SQL of receipts that name somebody.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { MethodShare } from './share-methods.ts';
import type { RateShare } from './share-rates.ts';

export type NamedReceiptRow = {
  id: string;
  order_id: string;
  record_id: string | null;
  position: number;
  sealed: Buffer;
  amount_minor: number;
  rates: readonly RateShare[];
  payments: readonly MethodShare[];
  issued_at: Temporal.Instant;
  times_shown: number;
};

const columns =
  'id, order_id, record_id, position, sealed, amount_minor, rates, payments, issued_at, times_shown';
const lockOrder = statement<{ id: string }>('SELECT id FROM orders.order WHERE id = $1 FOR UPDATE');
const ofOrder = statement<NamedReceiptRow>(
  `SELECT ${columns} FROM orders.named_receipt WHERE order_id = $1 ORDER BY position`,
);
const find = statement<NamedReceiptRow>(
  `SELECT ${columns} FROM orders.named_receipt WHERE id = $1`,
);
const insert = statement<NamedReceiptRow>(`
  INSERT INTO orders.named_receipt (id, order_id, record_id, position, sealed, amount_minor, rates, payments, issued_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`);
const show = statement<NamedReceiptRow>(`
  UPDATE orders.named_receipt SET times_shown = times_shown + 1, shown_at = $3
  WHERE id = $1 AND order_id = $2 RETURNING ${columns}`);
const ofRecords = statement<NamedReceiptRow>(`
  SELECT ${columns} FROM orders.named_receipt WHERE record_id = ANY ($1::uuid[]) ORDER BY issued_at DESC LIMIT 5000`);

/** Two who make out receipts of one order wait for each other. */
export async function lockOrderOfReceipts(tx: Tx, orderId: string): Promise<void> {
  await tx.maybe(lockOrder, [orderId]);
}

export function listNamedRows(tx: Tx, orderId: string): Promise<NamedReceiptRow[]> {
  return tx.all(ofOrder, [orderId]);
}

export function findNamedRow(tx: Tx, id: string): Promise<NamedReceiptRow | undefined> {
  return tx.maybe(find, [id]);
}

export function listNamedRowsOf(tx: Tx, recordIds: readonly string[]): Promise<NamedReceiptRow[]> {
  return tx.all(ofRecords, [recordIds]);
}

export function insertNamedRow(
  tx: Tx,
  row: Omit<NamedReceiptRow, 'issued_at' | 'times_shown'>,
): Promise<NamedReceiptRow> {
  const { id, order_id, record_id, position, sealed, amount_minor, rates, payments } = row;
  return tx.one(insert, [
    id,
    order_id,
    record_id,
    position,
    sealed,
    amount_minor,
    JSON.stringify(rates),
    JSON.stringify(payments),
    tx.now,
  ]);
}

/** Counted before it is shown: the second who sees it sees the mark. */
export function countShown(
  tx: Tx,
  id: string,
  orderId: string,
): Promise<NamedReceiptRow | undefined> {
  return tx.maybe(show, [id, orderId, tx.now]);
}
