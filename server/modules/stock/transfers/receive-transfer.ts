// Unpacked: what was really in the box is a fact. What differs from what was sent stays written on the line; the pieces
// are on nobody's shelf, so no balance has them.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { applyHolds } from '../apply-stock.ts';
import { availableMilli, balanceOf, decideHold, type HoldDecision } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { loadStock } from '../load-stock.ts';
import { type Received, receiveStock } from '../lots/receive-stock.ts';
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
  setReceivedLines,
  setTransferState,
  type TransferLineRow,
  updateIncoming,
} from './store.ts';

/** What came of one item; lots as they are printed on it, else as they were packed. */
export type Unpacked = TransferCount & { readonly lots?: readonly PackedLot[] };

export type ReceiveOptions = {
  /** Now unless told. */
  readonly occurredAt?: Temporal.Instant;
  /** The lots (uuid) that pieces were put into are added here, by `lotKey`. */
  readonly lotIds?: Map<string, string>;
};

const heldFor = { hours: 24 * 7 } as const;

/**
 * Receives a sent transfer or delivery; lines that are not named came as they were sent. What came may also be told once
 * the lines are read behind the lock. What it was for is held at once,
 * as far as pieces came. Emits stock.transfer_received, stock.moved.
 * Refuses with stock.transfer_unknown, stock.transfer_state, stock.transfer_line_unknown.
 */
export async function receiveTransfer(
  tx: Tx,
  id: string,
  told: readonly Unpacked[] | ((lines: readonly TransferLineRow[]) => readonly Unpacked[]) = [],
  { occurredAt = tx.now, lotIds }: ReceiveOptions = {},
): Promise<Transfer> {
  const { row, lines } = await lockTransfer(
    tx,
    id,
    'sent',
    'received',
    typeof told === 'function' ? [] : told,
  );
  const unpacked = typeof told === 'function' ? told(lines) : told;
  const came = countedOr(lines, unpacked, (line) => line.sent_milli ?? 0);
  if ([...came.values()].some((milli) => !Number.isSafeInteger(milli) || milli < 0)) {
    throw stockRefusals.quantity_not_positive();
  }
  const placeId = row.to_place_id;
  await updateIncoming(
    tx,
    lines.map((line) => ({
      placeId,
      itemId: line.item_id,
      changeMilli: -(line.sent_milli ?? 0),
    })),
  );
  const kind = row.from_place_id === null ? 'receipt' : 'transfer_in';
  const printed = new Map(unpacked.map((each) => [each.itemId, each.lots]));
  const received = lines.flatMap((line): Received[] => {
    const lots = printed.get(line.item_id) ?? line.lots;
    return splitIntoLots(came.get(line.item_id) ?? 0, lots).map((part) => ({
      placeId,
      itemId: line.item_id,
      kind,
      subjectId: id,
      occurredAt,
      ...part,
    }));
  });
  for (const [key, lotId] of await receiveStock(tx, received)) {
    lotIds?.set(key, lotId);
  }
  await setReceivedLines(
    tx,
    id,
    [...came].map(([itemId, quantityMilli]) => ({ itemId, quantityMilli })),
  );
  await setTransferState(tx, id, 'received');
  if (row.subject_id !== null) {
    await keepFor(tx, placeId, row.subject_id, came);
  }
  const done = {
    row: { ...row, state: 'received' as const, received_at: tx.now },
    lines: await findTransferLines(tx, [id]),
  };
  announceTransfer(tx, 'received', done);
  return done;
}

/** Fewer came than were packed: those packed last are missing. More came: the rest has no lot. */
function splitIntoLots(
  quantityMilli: number,
  lots: readonly PackedLot[],
): Pick<Received, 'quantityMilli' | 'lot'>[] {
  const parts: Pick<Received, 'quantityMilli' | 'lot'>[] = [];
  let left = quantityMilli;
  for (const lot of lots) {
    const part = Math.min(left, lot.quantityMilli);
    if (part > 0) {
      left -= part;
      const bestBefore = lot.bestBefore === null ? null : Temporal.PlainDate.from(lot.bestBefore);
      parts.push({
        quantityMilli: part,
        lot: { code: lot.code, bestBefore, dateKind: lot.dateKind },
      });
    }
  }
  return left > 0 ? [...parts, { quantityMilli: left, lot: null }] : parts;
}

async function keepFor(
  tx: Tx,
  placeId: string,
  subjectId: string,
  came: ReadonlyMap<string, number>,
): Promise<void> {
  const facts = await loadStock(
    tx,
    [...came.keys()].map((itemId) => ({ placeId, itemId })),
  );
  const holds = [...came].flatMap(([itemId, cameMilli]): HoldDecision[] => {
    const free = availableMilli(balanceOf(facts, { placeId, itemId }));
    const quantityMilli = Math.min(cameMilli, free);
    const expiresAt = tx.now.add(heldFor);
    const decision =
      quantityMilli > 0
        ? decideHold(facts, {
            placeId,
            itemId,
            quantityMilli,
            reason: 'layaway',
            subjectId,
            expiresAt,
          })
        : undefined;
    return decision === undefined || decision instanceof Refusal ? [] : [decision];
  });
  await applyHolds(tx, facts, holds);
}
