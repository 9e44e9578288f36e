// Packed and gone: a fact with what was really packed, which may differ from what was asked for. The lots that left are
// written down, so that they arrive with their dates.
import type { Tx } from '#kernel/transaction';
import type { FactDecision, StockFact } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { releaseHolds } from '../holds/end-holds.ts';
import { findLots } from '../lots/store.ts';
import { postFacts } from '../post-facts.ts';
import {
  announceTransfer,
  countedOr,
  lockTransfer,
  type Transfer,
  type TransferCount,
} from './lock-transfer.ts';
import {
  findTransferLines,
  type PackedLot,
  setSentLines,
  setTransferState,
  updateIncoming,
} from './store.ts';

/**
 * Sends a requested transfer; lines that are not named go as requested, 0 stays behind. The pieces leave here and are
 * incoming there. Emits stock.transfer_sent, stock.moved.
 * Refuses with stock.transfer_unknown, stock.transfer_state, stock.transfer_line_unknown.
 */
export async function sendTransfer(
  tx: Tx,
  id: string,
  packed: readonly TransferCount[] = [],
): Promise<Transfer> {
  const { row, lines } = await lockTransfer(tx, id, 'requested', 'sent', packed);
  const sent = countedOr(lines, packed, (line) => line.requested_milli);
  if ([...sent.values()].some((milli) => !Number.isSafeInteger(milli) || milli < 0)) {
    throw stockRefusals.quantity_not_positive();
  }
  await releaseHolds(tx, [id], 'transfer_sent');
  const going = [...sent].filter(([, milli]) => milli > 0);
  const decisions = await postFacts(
    tx,
    going.map(
      ([itemId, milli]): StockFact => ({
        placeId: row.from_place_id ?? '',
        itemId,
        quantityMilli: -milli,
        kind: 'transfer_out',
        subjectId: id,
      }),
    ),
  );
  const lots = await packedLots(tx, decisions);
  await setSentLines(
    tx,
    id,
    [...sent].map(([itemId, milli]) => ({
      item_id: itemId,
      sent_milli: milli,
      lots: lots.get(itemId) ?? [],
    })),
  );
  await updateIncoming(
    tx,
    going.map(([itemId, milli]) => ({ placeId: row.to_place_id, itemId, changeMilli: milli })),
  );
  await setTransferState(tx, id, 'sent');
  const done = {
    row: { ...row, state: 'sent' as const, sent_at: tx.now },
    lines: await findTransferLines(tx, [id]),
  };
  announceTransfer(tx, 'sent', done);
  return done;
}

/** What was packed by lot, by item; pieces without a lot are not told. */
async function packedLots(
  tx: Tx,
  decisions: readonly FactDecision[],
): Promise<Map<string, PackedLot[]>> {
  const movements = decisions.flatMap((decision) => decision.movements);
  const ids = movements.flatMap(({ lotId }) => (lotId === null ? [] : [lotId]));
  const lots = new Map(
    (ids.length === 0 ? [] : await findLots(tx, ids)).map((lot) => [lot.id, lot]),
  );
  const packed = new Map<string, PackedLot[]>();
  for (const { itemId, lotId, quantityMilli } of movements) {
    const lot = lots.get(lotId ?? '');
    if (lot !== undefined) {
      const { code, date_kind: dateKind } = lot;
      const bestBefore = lot.best_before?.toString() ?? null;
      const part = { code, bestBefore, dateKind, quantityMilli: -quantityMilli };
      packed.set(itemId, [...(packed.get(itemId) ?? []), part]);
    }
  }
  return packed;
}
