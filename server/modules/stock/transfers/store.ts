// The SQL of transfers. Whoever changes one has locked the balances at both of its ends.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StockKey } from '../balance.ts';

export type TransferState = 'requested' | 'sent' | 'received' | 'cancelled';

/** A lot as it was packed. */
export type PackedLot = {
  readonly code: string;
  readonly bestBefore: string | null;
  readonly dateKind: 'best_before' | 'use_by';
  readonly quantityMilli: number;
};

export type TransferRow = {
  id: string;
  from_place_id: string | null;
  to_place_id: string;
  state: TransferState;
  subject_id: string | null;
  due_on: Temporal.PlainDate | null;
  slip: string | null;
  supplier: string | null;
  created_at: Temporal.Instant;
  sent_at: Temporal.Instant | null;
  received_at: Temporal.Instant | null;
};

export type TransferLineRow = {
  transfer_id: string;
  item_id: string;
  requested_milli: number;
  sent_milli: number | null;
  received_milli: number | null;
  lots: PackedLot[];
};

const columns = `id, from_place_id, to_place_id, state, subject_id, due_on, slip, supplier, created_at, sent_at,
  received_at`;
const find = statement<TransferRow>(`SELECT ${columns} FROM stock.transfer WHERE id = $1`);
const list = statement<TransferRow>(`
  SELECT ${columns} FROM stock.transfer
  WHERE ($1::uuid IS NULL OR from_place_id = $1 OR to_place_id = $1) AND ($2::text IS NULL OR state = $2) AND id < $3
    AND ($5::text IS NULL OR slip = $5)
  ORDER BY id DESC LIMIT $4`);
const linesOf = statement<TransferLineRow>(`
  SELECT transfer_id, item_id, requested_milli, sent_milli, received_milli, lots FROM stock.transfer_line
  WHERE transfer_id = ANY ($1::uuid[]) ORDER BY transfer_id, item_id`);
const insert = statement<object>(`
  INSERT INTO stock.transfer (id, from_place_id, to_place_id, state, subject_id, due_on, created_at, sent_at, actor,
    slip, supplier)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const insertLines = statement<object>(`
  INSERT INTO stock.transfer_line (transfer_id, item_id, requested_milli, sent_milli, lots)
  SELECT $1, l.item_id, l.requested, l.sent, l.lots::jsonb
  FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[]) AS l(item_id, requested, sent, lots)`);
const setState = statement<object>(`
  UPDATE stock.transfer SET state = $2, sent_at = CASE WHEN $2 = 'sent' THEN $3 ELSE sent_at END,
    received_at = CASE WHEN $2 = 'received' THEN $3 ELSE received_at END WHERE id = $1`);
const setSent = statement<object>(`
  UPDATE stock.transfer_line AS t SET sent_milli = l.sent, lots = l.lots::jsonb
  FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS l(item_id, sent, lots)
  WHERE t.transfer_id = $1 AND t.item_id = l.item_id`);
const setReceived = statement<object>(`
  UPDATE stock.transfer_line AS t SET received_milli = l.received
  FROM unnest($2::uuid[], $3::bigint[]) AS l(item_id, received)
  WHERE t.transfer_id = $1 AND t.item_id = l.item_id`);
const moveIncoming = statement<object>(`
  UPDATE stock.balance AS b SET incoming_milli = b.incoming_milli + c.change, updated_at = $4
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS c(place_id, item_id, change)
  WHERE b.place_id = c.place_id AND b.item_id = c.item_id`);

export function findTransferRow(tx: Tx, id: string): Promise<TransferRow | undefined> {
  return tx.maybe(find, [id]);
}

/** Newest first, before an id. */
export function listTransferRows(
  tx: Tx,
  placeId: string | null,
  state: TransferState | null,
  before: string,
  limit: number,
  slip: string | null = null,
): Promise<TransferRow[]> {
  return tx.all(list, [placeId, state, before, limit, slip]);
}

export function findTransferLines(tx: Tx, ids: readonly string[]): Promise<TransferLineRow[]> {
  return tx.all(linesOf, [ids]);
}

export async function insertTransfer(
  tx: Tx,
  transfer: Pick<
    TransferRow,
    'id' | 'from_place_id' | 'to_place_id' | 'state' | 'subject_id' | 'due_on' | 'slip' | 'supplier'
  >,
  lines: readonly Omit<TransferLineRow, 'transfer_id' | 'received_milli'>[],
): Promise<void> {
  await tx.run(insert, [
    transfer.id,
    transfer.from_place_id,
    transfer.to_place_id,
    transfer.state,
    transfer.subject_id,
    transfer.due_on,
    tx.now,
    transfer.state === 'sent' ? tx.now : null,
    tx.actor,
    transfer.slip,
    transfer.supplier,
  ]);
  await tx.run(insertLines, [
    transfer.id,
    lines.map((line) => line.item_id),
    lines.map((line) => line.requested_milli),
    lines.map((line) => line.sent_milli),
    lines.map((line) => JSON.stringify(line.lots)),
  ]);
}

export async function setTransferState(tx: Tx, id: string, state: TransferState): Promise<void> {
  await tx.run(setState, [id, state, tx.now]);
}

export async function setSentLines(
  tx: Tx,
  id: string,
  lines: readonly Pick<TransferLineRow, 'item_id' | 'sent_milli' | 'lots'>[],
): Promise<void> {
  await tx.run(setSent, [
    id,
    lines.map((line) => line.item_id),
    lines.map((line) => line.sent_milli),
    lines.map((line) => JSON.stringify(line.lots)),
  ]);
}

export async function setReceivedLines(
  tx: Tx,
  id: string,
  lines: readonly { readonly itemId: string; readonly quantityMilli: number }[],
): Promise<void> {
  await tx.run(setReceived, [
    id,
    lines.map((line) => line.itemId),
    lines.map((line) => line.quantityMilli),
  ]);
}

export async function updateIncoming(
  tx: Tx,
  changes: readonly (StockKey & { readonly changeMilli: number })[],
): Promise<void> {
  await tx.run(moveIncoming, [
    changes.map((change) => change.placeId),
    changes.map((change) => change.itemId),
    changes.map((change) => change.changeMilli),
    tx.now,
  ]);
}
