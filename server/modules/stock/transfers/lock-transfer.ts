// A transfer belongs to two places: its lock is the balances at both ends, sorted like everybody's, and its state counts
// only as it is read behind them. What either end counted stands beside what was asked for, never in its place.
import { formatId, formatOptionalId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { stockTransfer } from '../events.ts';
import { loadStock } from '../load-stock.ts';
import {
  findTransferLines,
  findTransferRow,
  type TransferLineRow,
  type TransferRow,
  type TransferState,
} from './store.ts';

export type Transfer = { readonly row: TransferRow; readonly lines: readonly TransferLineRow[] };

/** What was packed or unpacked of one item; thousandths. */
export type TransferCount = { readonly itemId: string; readonly quantityMilli: number };

/**
 * Locks the balances at both ends and looks at the transfer again behind them.
 * Refuses with stock.transfer_unknown, stock.transfer_state, stock.transfer_line_unknown.
 */
export async function lockTransfer(
  tx: Tx,
  id: string,
  from: TransferState,
  to: TransferState,
  counted: readonly TransferCount[] = [],
): Promise<Transfer> {
  const seen = await findTransferRow(tx, id);
  if (seen === undefined) {
    throw stockRefusals.transfer_unknown();
  }
  const lines = await findTransferLines(tx, [id]);
  const ends = [seen.from_place_id, seen.to_place_id].filter((end) => end !== null);
  await loadStock(
    tx,
    ends.flatMap((placeId) => lines.map((line) => ({ placeId, itemId: line.item_id }))),
  );
  const row = (await findTransferRow(tx, id)) ?? seen;
  if (row.state !== from) {
    throw stockRefusals.transfer_state({ state: row.state, wanted: to });
  }
  const known = new Set(lines.map((line) => line.item_id));
  if (counted.some((each) => !known.has(each.itemId))) {
    throw stockRefusals.transfer_line_unknown();
  }
  return { row, lines: await findTransferLines(tx, [id]) };
}

/** Tells both places. */
export function announceTransfer(tx: Tx, state: TransferState, { row, lines }: Transfer): void {
  const transferId = formatId('transfer', row.id);
  const optional = (milli: number | null) => (milli === null ? null : fromMilli(milli));
  tx.emit(
    stockTransfer[state].make(
      transferId,
      {
        transferId,
        fromPlaceId: formatOptionalId('place', row.from_place_id),
        toPlaceId: formatId('place', row.to_place_id),
        lines: lines.map((line) => ({
          itemId: formatId('item', line.item_id),
          requested: fromMilli(line.requested_milli),
          sent: optional(line.sent_milli),
          received: optional(line.received_milli),
        })),
      },
      { placeId: row.to_place_id },
    ),
  );
}

/** What was counted of each line; what nobody counted is as it should be. */
export function countedOr(
  lines: readonly TransferLineRow[],
  counted: readonly TransferCount[],
  usual: (line: TransferLineRow) => number,
): Map<string, number> {
  const told = new Map<string, number>();
  for (const { itemId, quantityMilli } of counted) {
    told.set(itemId, (told.get(itemId) ?? 0) + quantityMilli);
  }
  return new Map(lines.map((line) => [line.item_id, told.get(line.item_id) ?? usual(line)]));
}
