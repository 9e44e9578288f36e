// Pieces are asked for from another place, or expected from a maker. What is asked for is held there until it is sent, so
// nobody sells it meanwhile; what a maker sends stands as incoming until it is unpacked.
import { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { applyHolds } from '../apply-stock.ts';
import { decideHolds } from '../balance.ts';
import { stockRefusals } from '../errors.ts';
import { releaseHolds } from '../holds/end-holds.ts';
import { loadStock } from '../load-stock.ts';
import {
  announceTransfer,
  lockTransfer,
  type Transfer,
  type TransferCount,
} from './lock-transfer.ts';
import {
  findTransferLines,
  findTransferRow,
  insertTransfer,
  type PackedLot,
  setTransferState,
  updateIncoming,
} from './store.ts';

export type TransferToRequest = {
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly lines: readonly TransferCount[];
  /** uuid of what it is for; what arrives is then held for it. */
  readonly subjectId?: string | null;
  readonly dueOn?: Temporal.PlainDate | null;
};

/**
 * Asks for pieces and holds them where they are. Emits stock.transfer_requested.
 * Refuses with stock.same_place, stock.short, stock.quantity_not_positive, stock.place_unknown, stock.item_unknown.
 */
export async function requestTransfer(tx: Tx, wanted: TransferToRequest): Promise<Transfer> {
  const { fromPlaceId, toPlaceId } = wanted;
  if (fromPlaceId === toPlaceId) {
    throw stockRefusals.same_place();
  }
  const lines = sumLines(wanted.lines);
  const keysAt = (placeId: string) => lines.map(({ itemId }) => ({ placeId, itemId }));
  const facts = await loadStock(tx, [...keysAt(fromPlaceId), ...keysAt(toPlaceId)]);
  const id = newId();
  const held = { reason: 'transfer', subjectId: id, expiresAt: null } as const;
  const decisions = decideHolds(
    facts,
    lines.map((line) => ({ ...line, placeId: fromPlaceId, ...held })),
  );
  if (decisions instanceof Refusal) {
    throw decisions;
  }
  await applyHolds(tx, facts, decisions);
  return insertAndAnnounce(tx, id, { ...wanted, lines: toLines(lines, new Map(), null) });
}

export type DeliveryToExpect = {
  readonly toPlaceId: string;
  readonly lines: readonly (TransferCount & { readonly lots?: readonly PackedLot[] })[];
  readonly dueOn?: Temporal.PlainDate | null;
  /** The number on its slip. */
  readonly slip?: string | null;
  /** The company it comes from. */
  readonly supplier?: string | null;
};

/**
 * A maker's delivery is on its way. Emits stock.transfer_sent.
 * Refuses with stock.quantity_not_positive, stock.place_unknown, stock.item_unknown.
 */
export async function expectDelivery(tx: Tx, delivery: DeliveryToExpect): Promise<Transfer> {
  const { toPlaceId } = delivery;
  const lines = sumLines(delivery.lines);
  if (lines.some((line) => !Number.isSafeInteger(line.quantityMilli) || line.quantityMilli <= 0)) {
    throw stockRefusals.quantity_not_positive();
  }
  await loadStock(
    tx,
    lines.map(({ itemId }) => ({ placeId: toPlaceId, itemId })),
  );
  await updateIncoming(
    tx,
    lines.map((line) => ({
      placeId: toPlaceId,
      itemId: line.itemId,
      changeMilli: line.quantityMilli,
    })),
  );
  const lots = new Map(delivery.lines.map((line) => [line.itemId, line.lots ?? []]));
  const sent = lines.map((line) => line.quantityMilli);
  return insertAndAnnounce(tx, newId(), {
    ...delivery,
    fromPlaceId: null,
    lines: toLines(lines, lots, sent),
  });
}

/**
 * Not after all: lets go of what was held, or of a delivery that does not come. What another place has sent is received,
 * with 0 where nothing came. Emits stock.transfer_cancelled.
 * Refuses with stock.transfer_unknown, stock.transfer_state.
 */
export async function cancelTransfer(tx: Tx, id: string): Promise<Transfer> {
  const seen = await findTransferRow(tx, id);
  const isDelivery = seen?.from_place_id === null;
  const transfer = await lockTransfer(tx, id, isDelivery ? 'sent' : 'requested', 'cancelled');
  if (isDelivery) {
    await updateIncoming(
      tx,
      transfer.lines.map((line) => ({
        placeId: transfer.row.to_place_id,
        itemId: line.item_id,
        changeMilli: -(line.sent_milli ?? 0),
      })),
    );
  } else {
    await releaseHolds(tx, [id], 'transfer_cancelled');
  }
  await setTransferState(tx, id, 'cancelled');
  const cancelled = { ...transfer, row: { ...transfer.row, state: 'cancelled' as const } };
  announceTransfer(tx, 'cancelled', cancelled);
  return cancelled;
}

type LineToInsert = Parameters<typeof insertTransfer>[2][number];

function toLines(
  lines: readonly TransferCount[],
  lots: ReadonlyMap<string, readonly PackedLot[]>,
  sent: readonly number[] | null,
): LineToInsert[] {
  return lines.map((line, index) => ({
    item_id: line.itemId,
    requested_milli: line.quantityMilli,
    sent_milli: sent?.[index] ?? null,
    lots: [...(lots.get(line.itemId) ?? [])],
  }));
}

async function insertAndAnnounce(
  tx: Tx,
  id: string,
  transfer: Omit<TransferToRequest, 'fromPlaceId' | 'lines'> & {
    readonly fromPlaceId: string | null;
    readonly lines: readonly LineToInsert[];
  } & Pick<DeliveryToExpect, 'slip' | 'supplier'>,
): Promise<Transfer> {
  const state = transfer.fromPlaceId === null ? 'sent' : 'requested';
  await insertTransfer(
    tx,
    {
      id,
      from_place_id: transfer.fromPlaceId,
      to_place_id: transfer.toPlaceId,
      state,
      subject_id: transfer.subjectId ?? null,
      due_on: transfer.dueOn ?? null,
      slip: transfer.slip ?? null,
      supplier: transfer.supplier ?? null,
    },
    transfer.lines,
  );
  const row = await findTransferRow(tx, id);
  if (row === undefined) {
    throw new Error('a transfer that was just written is not there');
  }
  const made = { row, lines: await findTransferLines(tx, [id]) };
  announceTransfer(tx, state, made);
  return made;
}

/** One line an item. */
function sumLines(lines: readonly TransferCount[]): TransferCount[] {
  const sums = new Map<string, number>();
  for (const { itemId, quantityMilli } of lines) {
    sums.set(itemId, (sums.get(itemId) ?? 0) + quantityMilli);
  }
  return [...sums].map(([itemId, quantityMilli]) => ({ itemId, quantityMilli }));
}
