// Lines, or some pieces of them, are taken off an order before its hand-over: the order then stands as if they
// had never been on it. Stock, tax, points and payments give back exactly their share.

import type { TaxOfRate } from '@engawa/totals';
import { Refusal } from '#kernel/errors';
import { fromMilli } from '#kernel/quantity';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { applyHolds, availableMilli, balanceOf, decideHold, loadStock, releaseHolds } from '#stock';
import { changeState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { ordersLinesCancelled } from '../events.ts';
import { settleParcels } from '../parcels/settle-parcels.ts';
import { findParcels, type OrderParcel } from '../parcels/store.ts';
import { pointsFor } from '../points/points-for.ts';
import { giveBackDays } from '../preorders/store.ts';
import {
  feePart,
  type LinePart,
  partOf,
  takeOffTaxes,
  worthOf,
} from '../returns/give-back-lines.ts';
import { refusePartsOfPieces } from '../returns/refuse-parts.ts';
import { basisOf, toStanding, type WantedLine, wantedLines } from '../returns/standing.ts';
import { canBecome, type OrderState } from '../state.ts';
import {
  findSoldLines,
  findStandingTaxes,
  insertRefundParts,
  pointTermsOf,
  takeOffLines,
} from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { findPolicy } from '../store/policy.ts';
import { tellOrder } from '../tell-order.ts';
import { giveBack } from '../tender/give-back.ts';
import { reverseEarn } from '../tender/settle-value.ts';

export type LinesToCancel = {
  /** uuid */
  readonly orderId: string;
  readonly lines: readonly WantedLine[];
  /** A code: `customer`, `out_of_stock`. */
  readonly reason: string;
};

/**
 * Takes lines off an order; all that is left of it cancels it. Where several places send it and the last parcel that
 * waited is given up, the order is sent. Answers the order as it stands.
 * Refuses with orders.unknown, orders.cancel_too_late, orders.line_left, orders.made_elsewhere, orders.line_unknown,
 * orders.left_of_line, orders.quantity_not_whole, orders.refund_too_large.
 */
export async function cancelLines(tx: Tx, wish: LinesToCancel): Promise<OrderRow> {
  const order = await lockOrderRow(tx, wish.orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (order.source !== 'engawa') {
    throw ordersRefusals.made_elsewhere({ source: order.source });
  }
  if (!canBecome(order.state as OrderState, 'cancelled')) {
    throw ordersRefusals.cancel_too_late({ state: order.state });
  }
  const lines = (await findSoldLines(tx, order.id)).map(toStanding);
  const wanted = wantedLines(lines, wish.lines);
  await refusePartsOfPieces(tx, wanted);
  const parcels = await findParcels(tx, order);
  refuseLeft(wanted, parcels);
  const cancelledMilli = wanted.reduce((sum, each) => sum + each.quantityMilli, 0);
  if (cancelledMilli === order.quantity_milli) {
    return changeState(tx, order.id, 'cancelled', wish.reason);
  }
  const parts = wanted.map(({ standing, quantityMilli }) => partOf(standing, quantityMilli));
  const standing = await findStandingTaxes(tx, order.id);
  const taxes = takeOffTaxes(standing, parts, basisOf(order));
  await takeOffLines(tx, order.id, parts, taxes, wish.reason);
  const kept = parts.filter((_, index) => wanted[index]?.standing.day === null);
  if (kept.length > 0) {
    await holdLess(
      tx,
      order,
      kept.map((part) => toTakenOff(part, parcels)),
    );
  }
  const terms = await pointTermsOf(tx, order.id);
  // What it costs to be sent stays as she was told, and earned nothing.
  const fee = feePart(order.delivery_minor);
  const pointsOf = (of: readonly TaxOfRate[]) =>
    pointsFor({ taxes: takeOffTaxes(of, fee, basisOf(order)).left, hasRecord: true }, terms);
  const points = pointsOf(standing) - pointsOf(taxes.left);
  const given = await giveBack(tx, {
    order,
    ...worthOf(parts, taxes.taken),
    refundOrder: (await findPolicy(tx)).refundOrder,
    reason: 'cancelled',
    placeId: order.place_id,
    entries: points > 0 ? [reverseEarn(order.id, order.place_id, points)] : [],
  });
  await insertRefundParts(tx, order.id, given);
  if (kept.length < parts.length) {
    await giveBackDays(tx, order.id, parts);
  }
  const left = await lockOrderRow(tx, order.id);
  const told = await announce(tx, left ?? order, wish, cancelledMilli);
  return parcels.length === 0 ? told : settleParcels(tx, told);
}

/** What has left comes back as a return. */
function refuseLeft(
  wanted: readonly { readonly line: number; readonly standing: { readonly name: string } }[],
  parcels: readonly OrderParcel[],
): void {
  const sent = parcels.filter(({ state }) => state === 'sent');
  const left = wanted.find(({ line }) => sent.some(({ lines }) => lines.includes(line)));
  if (left !== undefined) {
    throw ordersRefusals.line_left({ item: left.standing.name });
  }
}

/** Pieces that are not kept any longer; at one place (uuid) where several send the order. */
type TakenOff = {
  readonly itemId: string;
  readonly quantityMilli: number;
  readonly placeId: string | undefined;
};

function toTakenOff({ line, itemId, quantityMilli }: LinePart, parcels: readonly OrderParcel[]) {
  const placeId = parcels.find(({ lines }) => lines.includes(line))?.placeId;
  return { itemId, quantityMilli, placeId };
}

async function announce(
  tx: Tx,
  order: OrderRow,
  { reason, lines }: LinesToCancel,
  cancelledMilli: number,
): Promise<OrderRow> {
  const [place] = await findPlaces(tx, [order.place_id]);
  const told = tellOrder(order, place?.name_ja ?? '');
  tx.emit(
    ordersLinesCancelled.make(
      told.orderId,
      {
        ...told,
        reason,
        cancelled: fromMilli(cancelledMilli),
        lines: lines.map(({ line, quantityMilli }) => ({
          line,
          quantity: fromMilli(quantityMilli),
        })),
      },
      {
        recordId: order.record_id,
        placeId: order.handover_place_id ?? order.place_id,
        channel: order.channel,
      },
    ),
  );
  return order;
}

/**
 * Keeps for the order what is left of it. Where the shelf has less than was promised, as much as is there is
 * kept; the hand-over posts the rest as the fact it is. Answers until when the order's pieces are held.
 */
export async function holdLess(
  tx: Tx,
  order: OrderRow,
  cancelled: readonly TakenOff[],
): Promise<Temporal.Instant | undefined> {
  const held = await releaseHolds(tx, [order.id], 'lines_cancelled');
  if (held.length === 0) {
    return undefined;
  }
  const facts = await loadStock(tx, held);
  const rest = cancelled.map((each) => ({ ...each }));
  const decisions = held.flatMap((hold) => {
    let off = 0;
    for (const each of rest) {
      if (
        each.itemId === hold.itemId &&
        (each.placeId === undefined || each.placeId === hold.placeId)
      ) {
        const some = Math.min(hold.quantityMilli - off, each.quantityMilli);
        each.quantityMilli -= some;
        off += some;
      }
    }
    const there = availableMilli(balanceOf(facts, hold));
    const quantityMilli = Math.min(hold.quantityMilli - off, Math.max(0, there));
    if (quantityMilli === 0) {
      return [];
    }
    const { placeId, itemId, reason, subjectId, expiresAt } = hold;
    const wanted = { placeId, itemId, quantityMilli, reason, subjectId, expiresAt };
    const decision = decideHold(facts, wanted);
    return decision instanceof Refusal ? [] : [decision];
  });
  await applyHolds(tx, facts, decisions);
  return held
    .flatMap((hold) => hold.expiresAt ?? [])
    .toSorted((a, b) => Temporal.Instant.compare(b, a))[0];
}
