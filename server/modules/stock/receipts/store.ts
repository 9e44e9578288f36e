// The SQL of receipts. Their rows are never changed: what was unpacked stays as it was noted.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';

export type ReceiptRow = {
  id: string;
  place_id: string;
  transfer_id: string | null;
  slip: string | null;
  supplier: string | null;
  received_at: Temporal.Instant;
  recorded_at: Temporal.Instant;
  actor: string;
};

export type ReceiptLineRow = {
  receipt_id: string;
  line: number;
  item_id: string;
  expected_milli: number | null;
  came_milli: number;
  damaged_milli: number;
  lot_code: string | null;
  best_before: Temporal.PlainDate | null;
};

const columns = 'id, place_id, transfer_id, slip, supplier, received_at, recorded_at, actor';
const insert = statement<{ id: string }>(`
  INSERT INTO stock.receipt (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (id) DO NOTHING RETURNING id`);
const insertLines = statement<object>(`
  INSERT INTO stock.receipt_line (receipt_id, line, item_id, expected_milli, came_milli, damaged_milli, lot_code,
    best_before)
  SELECT $1, l.* FROM unnest($2::smallint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
    $8::date[]) AS l(line, item_id, expected, came, damaged, lot_code, best_before)`);
const find = statement<ReceiptRow>(`SELECT ${columns} FROM stock.receipt WHERE id = $1`);
const list = statement<ReceiptRow>(`
  SELECT ${columns} FROM stock.receipt WHERE place_id = $1 ORDER BY id DESC LIMIT $2`);
const linesOf = statement<ReceiptLineRow>(`
  SELECT receipt_id, line, item_id, expected_milli, came_milli, damaged_milli, lot_code, best_before
  FROM stock.receipt_line WHERE receipt_id = ANY ($1::uuid[]) ORDER BY receipt_id, line`);

/** False: it is there already. Refuses with stock.place_unknown, stock.receipt_twice. */
export async function insertReceipt(tx: Tx, row: ReceiptRow): Promise<boolean> {
  try {
    const made = await tx.maybe(insert, [
      row.id,
      row.place_id,
      row.transfer_id,
      row.slip,
      row.supplier,
      row.received_at,
      row.recorded_at,
      row.actor,
    ]);
    return made !== undefined;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'receipt_place_id_fkey') {
      throw stockRefusals.place_unknown();
    }
    if (constraint === 'receipt_transfer_id_fkey') {
      throw stockRefusals.transfer_unknown();
    }
    if (constraint === 'receipt_transfer') {
      throw stockRefusals.receipt_twice();
    }
    throw error;
  }
}

export async function insertReceiptLines(
  tx: Tx,
  id: string,
  lines: readonly Omit<ReceiptLineRow, 'receipt_id'>[],
): Promise<void> {
  await tx.run(insertLines, [
    id,
    lines.map((row) => row.line),
    lines.map((row) => row.item_id),
    lines.map((row) => row.expected_milli),
    lines.map((row) => row.came_milli),
    lines.map((row) => row.damaged_milli),
    lines.map((row) => row.lot_code),
    lines.map((row) => row.best_before),
  ]);
}

export function findReceiptRow(tx: Tx, id: string): Promise<ReceiptRow | undefined> {
  return tx.maybe(find, [id]);
}

/** Newest first. */
export function listReceiptRows(tx: Tx, placeId: string, limit: number): Promise<ReceiptRow[]> {
  return tx.all(list, [placeId, limit]);
}

export function findReceiptLines(tx: Tx, ids: readonly string[]): Promise<ReceiptLineRow[]> {
  return tx.all(linesOf, [ids]);
}
