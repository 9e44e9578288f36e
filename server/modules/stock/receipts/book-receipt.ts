// 入荷: what was unpacked is a fact, whether somebody had announced it or not. Short, over and broken stay written beside
// what was expected; what is broken comes in and goes out again, so that the maker's bill and the shelf are both right.
// A device makes the id, so that a receipt that was kept without a line is booked once, by whomever it is told.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { stockReceiptBooked } from '../events.ts';
import { type LotMark, receiveStock } from '../lots/receive-stock.ts';
import { lotKey } from '../lots/store.ts';
import { postFacts, refuseFuture } from '../post-facts.ts';
import { receiveTransfer, type Unpacked } from '../transfers/receive-transfer.ts';
import { findTransferRow, type TransferLineRow } from '../transfers/store.ts';
import {
  findReceiptLines,
  findReceiptRow,
  insertReceipt,
  insertReceiptLines,
  type ReceiptLineRow,
  type ReceiptRow,
} from './store.ts';

/** One line on the sheet; an item that came in several lots has several. Thousandths. */
export type ReceivedLine = {
  readonly itemId: string;
  readonly cameMilli: number;
  /** Of what came. */
  readonly damagedMilli: number;
  readonly lot: LotMark | null;
};

export type ReceiptToBook = {
  readonly id: string;
  readonly placeId: string;
  /** The delivery or transfer that it is; what is not named did not come. */
  readonly transferId: string | null;
  readonly slip: string | null;
  readonly supplier: string | null;
  /** Now unless told. */
  readonly receivedAt?: Temporal.Instant | undefined;
  readonly lines: readonly ReceivedLine[];
};

export type Receipt = { readonly row: ReceiptRow; readonly lines: readonly ReceiptLineRow[] };

/**
 * Books what was unpacked; the same id and pieces again answer what was booked. Emits stock.receipt_booked, stock.moved, for a
 * transfer stock.transfer_received.
 * Refuses with stock.receipt_empty, stock.damaged_too_many, stock.receipt_twice, stock.transfer_unknown,
 * stock.transfer_state, stock.place_unknown, stock.item_unknown, stock.in_the_future.
 */
export async function bookReceipt(tx: Tx, receipt: ReceiptToBook): Promise<Receipt> {
  const known = await findReceiptRow(tx, receipt.id);
  if (known !== undefined) {
    return readBooked(tx, receipt);
  }
  const receivedAt = receipt.receivedAt ?? tx.now;
  refuseFuture(tx.now, receivedAt);
  refuseNonsense(receipt);
  const transfer =
    receipt.transferId === null ? undefined : await findTransferRow(tx, receipt.transferId);
  if (receipt.transferId !== null && transfer?.to_place_id !== receipt.placeId) {
    throw stockRefusals.transfer_unknown();
  }
  const row: ReceiptRow = {
    id: receipt.id,
    place_id: receipt.placeId,
    transfer_id: receipt.transferId,
    slip: receipt.slip ?? transfer?.slip ?? null,
    supplier: receipt.supplier ?? transfer?.supplier ?? null,
    received_at: receivedAt,
    recorded_at: tx.now,
    actor: tx.actor,
  };
  if (!(await insertReceipt(tx, row))) {
    return readBooked(tx, receipt);
  }
  const lotIds = new Map<string, string>();
  const expected = await unpackTransfer(tx, receipt, receivedAt, lotIds);
  const unexpected = receipt.lines.filter(({ itemId }) => !expected.has(itemId));
  await takeIn(tx, receipt, unexpected, receivedAt, lotIds);
  await takeOutDamaged(tx, receipt, receivedAt, lotIds);
  const lines = linesOf(receipt, expected);
  await insertReceiptLines(tx, receipt.id, lines);
  announce(tx, row, lines);
  return { row, lines: lines.map((line) => ({ ...line, receipt_id: receipt.id })) };
}

/** What was booked under this id; with other pieces by now it is another, and answered as the same it were lost. */
async function readBooked(tx: Tx, receipt: ReceiptToBook): Promise<Receipt> {
  const row = await findReceiptRow(tx, receipt.id);
  if (row?.place_id !== receipt.placeId) {
    throw stockRefusals.receipt_twice();
  }
  const lines = await findReceiptLines(tx, [receipt.id]);
  const booked = lines.filter((line) => line.came_milli > 0).map(piecesOf);
  const told = receipt.lines
    .filter((line) => line.cameMilli > 0)
    .map(({ itemId, cameMilli, damagedMilli }) => `${itemId} ${cameMilli} ${damagedMilli}`);
  if (booked.toSorted().join() !== told.toSorted().join()) {
    throw stockRefusals.receipt_twice();
  }
  return { row, lines };
}

function piecesOf({ item_id, came_milli, damaged_milli }: ReceiptLineRow): string {
  return `${item_id} ${came_milli} ${damaged_milli}`;
}

function refuseNonsense({ lines, transferId }: ReceiptToBook): void {
  if (lines.length === 0 && transferId === null) {
    throw stockRefusals.receipt_empty();
  }
  if (lines.some(({ cameMilli, damagedMilli }) => damagedMilli > cameMilli)) {
    throw stockRefusals.damaged_too_many();
  }
}

/** Receives what was announced; answers what was expected by item. */
async function unpackTransfer(
  tx: Tx,
  { transferId, lines, placeId }: ReceiptToBook,
  occurredAt: Temporal.Instant,
  lotIds: Map<string, string>,
): Promise<Map<string, number>> {
  if (transferId === null) {
    return new Map();
  }
  const came = Map.groupBy(lines, ({ itemId }) => itemId);
  const told = (line: TransferLineRow): Unpacked => {
    const ofItem = came.get(line.item_id) ?? [];
    const lots = ofItem.flatMap(({ lot, cameMilli }) =>
      lot === null
        ? []
        : [{ ...lot, bestBefore: lot.bestBefore?.toString() ?? null, quantityMilli: cameMilli }],
    );
    return {
      itemId: line.item_id,
      quantityMilli: ofItem.reduce((sum, { cameMilli }) => sum + cameMilli, 0),
      ...(lots.length === 0 ? {} : { lots }),
    };
  };
  const received = await receiveTransfer(tx, transferId, (asked) => asked.map(told), {
    occurredAt,
    lotIds,
  });
  const expected = received.lines.map((line) => [line.item_id, line.sent_milli ?? 0] as const);
  if (received.row.to_place_id !== placeId) {
    throw stockRefusals.transfer_unknown();
  }
  return new Map(expected);
}

async function takeIn(
  tx: Tx,
  { id, placeId }: ReceiptToBook,
  lines: readonly ReceivedLine[],
  occurredAt: Temporal.Instant,
  lotIds: Map<string, string>,
): Promise<void> {
  const made = await receiveStock(
    tx,
    lines
      .filter(({ cameMilli }) => cameMilli > 0)
      .map(({ itemId, cameMilli, lot }) => ({
        placeId,
        itemId,
        quantityMilli: cameMilli,
        kind: 'receipt' as const,
        subjectId: id,
        lot,
        occurredAt,
      })),
  );
  for (const [key, lotId] of made) {
    lotIds.set(key, lotId);
  }
}

async function takeOutDamaged(
  tx: Tx,
  { id, placeId, lines }: ReceiptToBook,
  occurredAt: Temporal.Instant,
  lotIds: ReadonlyMap<string, string>,
): Promise<void> {
  const damaged = lines.filter(({ damagedMilli }) => damagedMilli > 0);
  if (damaged.length === 0) {
    return;
  }
  await postFacts(
    tx,
    damaged.map(({ itemId, damagedMilli, lot }) => ({
      placeId,
      itemId,
      quantityMilli: -damagedMilli,
      kind: 'adjustment' as const,
      reason: 'damaged',
      subjectId: id,
      lotId:
        lot === null ? null : (lotIds.get(lotKey({ placeId, itemId, code: lot.code })) ?? null),
      occurredAt,
    })),
  );
}

type Line = Omit<ReceiptLineRow, 'receipt_id'>;

/** What was told, then what was expected and did not come. */
function linesOf({ lines }: ReceiptToBook, expected: ReadonlyMap<string, number>): Line[] {
  const seen = new Set<string>();
  const told = lines.map(({ itemId, cameMilli, damagedMilli, lot }) => {
    const isFirst = !seen.has(itemId);
    seen.add(itemId);
    return {
      item_id: itemId,
      expected_milli: isFirst ? (expected.get(itemId) ?? null) : null,
      came_milli: cameMilli,
      damaged_milli: damagedMilli,
      lot_code: lot?.code ?? null,
      best_before: lot?.bestBefore ?? null,
    };
  });
  const missing = [...expected]
    .filter(([itemId]) => !seen.has(itemId))
    .map(([itemId, milli]) => ({
      item_id: itemId,
      expected_milli: milli,
      came_milli: 0,
      damaged_milli: 0,
      lot_code: null,
      best_before: null,
    }));
  return [...told, ...missing].map((line, index) => ({ ...line, line: index + 1 }));
}

/** How many items came short, over (or not on the slip), and broken. */
export function differencesOf(lines: readonly Line[]): {
  readonly short: number;
  readonly over: number;
  readonly damaged: number;
} {
  const ofItems = [...Map.groupBy(lines, (line) => line.item_id).values()];
  const sums = ofItems.map((ofItem) => ({
    expected: ofItem.find((line) => line.expected_milli !== null)?.expected_milli ?? null,
    came: ofItem.reduce((sum, line) => sum + line.came_milli, 0),
  }));
  return {
    short: sums.filter(({ expected, came }) => expected !== null && came < expected).length,
    over: sums.filter(({ expected, came }) => expected !== null && came > expected).length,
    damaged: ofItems.filter((ofItem) => ofItem.some((line) => line.damaged_milli > 0)).length,
  };
}

function announce(tx: Tx, row: ReceiptRow, lines: readonly Line[]): void {
  const receiptId = formatId('receipt', row.id);
  tx.emit(
    stockReceiptBooked.make(
      receiptId,
      {
        receiptId,
        placeId: formatId('place', row.place_id),
        transferId: formatOptionalId('transfer', row.transfer_id),
        items: new Set(lines.map((line) => line.item_id)).size,
        ...differencesOf(lines),
      },
      { placeId: row.place_id },
    ),
  );
}
