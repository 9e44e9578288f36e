// Pieces are added or taken with a reason: broken, stolen, given as a sample. A clerk does so alone up to a limit, in pieces
// and in value at the price of the day; beyond it nothing moves until somebody who may has looked. That is no refusal of a
// fact: the fact waits, with its moment. A device makes the id, so that one that was kept without a line is posted once.
import { findPrices, priceKey } from '#catalog';
import { formatId } from '#kernel/ids';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';
import { stockAdjustmentAsked, stockAdjustmentDecided } from '../events.ts';
import { postFacts, refuseFuture } from '../post-facts.ts';
import {
  type AdjustmentRow,
  decideAdjustmentRow,
  findAdjustment,
  findLimit,
  insertAdjustment,
  type LimitRow,
  lockAdjustment,
} from './store.ts';

/** Where nobody has set one: ten pieces, and ten thousand yen. */
const usualLimit: LimitRow = { pieces_max_milli: 10_000, value_max_minor: 10_000 };

export type AdjustmentToPost = {
  readonly id: string;
  readonly placeId: string;
  readonly itemId: string;
  /** Signed; what is taken is below zero. */
  readonly quantityMilli: number;
  readonly reason: string;
  /** Now unless told. */
  readonly occurredAt?: Temporal.Instant | undefined;
};

/**
 * Posts an adjustment, or keeps it waiting where it is beyond what whoever asks may do alone; the same id again answers
 * what became of it. Emits stock.moved or stock.adjustment_asked.
 * Refuses with stock.quantity_zero, stock.in_the_future, stock.place_unknown, stock.item_unknown, stock.adjustment_twice.
 */
export async function adjustStock(
  tx: Tx,
  adjustment: AdjustmentToPost,
  isLimited: boolean,
): Promise<AdjustmentRow> {
  const { id, placeId, itemId, quantityMilli, reason } = adjustment;
  const known = await findAdjustment(tx, id);
  if (known !== undefined) {
    return sameOr(known, adjustment);
  }
  if (quantityMilli === 0) {
    throw stockRefusals.quantity_zero();
  }
  const occurredAt = adjustment.occurredAt ?? tx.now;
  refuseFuture(tx.now, occurredAt);
  const valueMinor = await worthOf(tx, adjustment);
  const limit = await limitOf(tx, placeId);
  const isBeyond =
    Math.abs(quantityMilli) > limit.pieces_max_milli || (valueMinor ?? 0) > limit.value_max_minor;
  const waits = isLimited && isBeyond;
  const row: AdjustmentRow = {
    id,
    place_id: placeId,
    item_id: itemId,
    quantity_milli: quantityMilli,
    reason,
    value_minor: valueMinor,
    state: waits ? 'waiting' : 'posted',
    occurred_at: occurredAt,
    asked_at: tx.now,
    asked_by: tx.actor,
    decided_at: waits ? null : tx.now,
    decided_by: waits ? null : tx.actor,
  };
  if (!(await insertAdjustment(tx, row))) {
    return sameOr((await findAdjustment(tx, id)) ?? row, adjustment);
  }
  if (waits) {
    tx.emit(stockAdjustmentAsked.make(formatId('adjustment', id), told(row), { placeId }));
    return row;
  }
  await post(tx, row);
  return row;
}

/** An id that says something else by now is another adjustment: answered as the same, one of them were lost. */
function sameOr(known: AdjustmentRow, asked: AdjustmentToPost): AdjustmentRow {
  const isSame =
    known.place_id === asked.placeId &&
    known.item_id === asked.itemId &&
    known.quantity_milli === asked.quantityMilli;
  if (!isSame) {
    throw stockRefusals.adjustment_twice();
  }
  return known;
}

/**
 * Somebody who may has looked: it is posted as of its moment, or not at all. Emits stock.adjustment_decided.
 * Refuses with stock.adjustment_unknown.
 */
export async function decideAdjustment(
  tx: Tx,
  id: string,
  isAccepted: boolean,
): Promise<AdjustmentRow> {
  const row = await lockAdjustment(tx, id);
  if (row?.state !== 'waiting') {
    throw stockRefusals.adjustment_unknown();
  }
  const state = isAccepted ? 'posted' : 'refused';
  await decideAdjustmentRow(tx, id, state);
  if (isAccepted) {
    await post(tx, row);
  }
  const { place_id: placeId } = row;
  const decided = { ...told(row), isAccepted };
  tx.emit(stockAdjustmentDecided.make(formatId('adjustment', id), decided, { placeId }));
  return { ...row, state };
}

/** What a clerk of a place (uuid) may do alone. */
export async function limitOf(tx: Tx, placeId: string): Promise<LimitRow> {
  return (await findLimit(tx, placeId)) ?? usualLimit;
}

async function post(tx: Tx, row: AdjustmentRow): Promise<void> {
  await postFacts(tx, [
    {
      placeId: row.place_id,
      itemId: row.item_id,
      quantityMilli: row.quantity_milli,
      kind: 'adjustment',
      reason: row.reason,
      subjectId: row.id,
      occurredAt: row.occurred_at,
    },
  ]);
}

async function worthOf(
  tx: Tx,
  { placeId, itemId, quantityMilli }: AdjustmentToPost,
): Promise<number | null> {
  const asked = { placeId, itemId };
  const price = (await findPrices(tx, [asked], tx.now)).get(priceKey(itemId, placeId));
  return price === undefined
    ? null
    : Math.round((Math.abs(quantityMilli) * price.amountMinor) / 1000 / price.pricePer);
}

function told(row: AdjustmentRow) {
  return {
    adjustmentId: formatId('adjustment', row.id),
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    quantity: fromMilli(row.quantity_milli),
    reason: row.reason,
  };
}
