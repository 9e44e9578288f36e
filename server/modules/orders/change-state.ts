// An order goes on: accepted, ready, handed over, cancelled. Stock, points and gift value follow in the same
// commit; money follows by jobs that hear the event.
import { findItems } from '#catalog';
import type { Tx } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { capturePayments, voidPayments } from '#payments';
import { findPlaces } from '#places';
import { fulfilHolds, type Hold, postFacts, releaseHolds } from '#stock';
import { ordersRefusals } from './errors.ts';
import { ordersChanged } from './events.ts';
import { giveBackDays } from './preorders/store.ts';
import { giveBackHours } from './promise/store.ts';
import { canBecome, type OrderState, stockEffectOf } from './state.ts';
import { findSoldLines } from './store/changes.ts';
import { lockOrderRow, moveOrderRow, type OrderRow } from './store/orders.ts';
import { tellOrder } from './tell-order.ts';
import { commitValue, maturePoints, releaseValue } from './tender/settle-value.ts';

/** States that people and timers can bring an order into; `placed` is where it begins. */
export type NextState = Exclude<OrderState, 'placed'>;

/**
 * Moves an order to its next state. Asked again for the state it is in, it answers the order as it is.
 * Refuses with orders.unknown, orders.state_forbids, and with orders.return_by_lines what only a return can do.
 */
export async function changeState(
  tx: Tx,
  orderId: string,
  to: NextState,
  reason: string | null = null,
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  const from = order.state as OrderState;
  if (from === to) {
    return order;
  }
  if (!canBecome(from, to)) {
    throw ordersRefusals.state_forbids({ state: from, wanted: to });
  }
  if (to === 'returned') {
    throw ordersRefusals.return_by_lines({ order: order.number });
  }
  const effect = stockEffectOf(to);
  if (effect === 'leave') {
    const gone = await fulfilHolds(tx, [order.id], { isAnnounced: false });
    await sellUnheld(tx, order, gone);
    await settleOffers(tx, order.id, 'used');
    await commitValue(tx, order.id, true);
    await capturePayments(tx, [order.id]);
    await maturePoints(tx, order.id, order.handover_place_id ?? order.place_id);
  } else if (effect === 'release') {
    await releaseHolds(tx, [order.id], to);
    await settleOffers(tx, order.id, 'released');
    await releaseValue(tx, order.id, order.place_id);
    await voidPayments(tx, [order.id], to);
    await giveBackDays(tx, order.id);
  }
  if (order.fulfilment === 'pickup' && to !== 'accepted' && to !== 'preparing') {
    // Picked or given up: what is still to come of its hours is free for others.
    await giveBackHours(tx, [order.id]);
  }
  return enterState(tx, order, to, reason);
}

/** Writes a state that was found right and announces it. */
export async function enterState(
  tx: Tx,
  order: OrderRow,
  to: NextState,
  reason: string | null,
): Promise<OrderRow> {
  const moved = await moveOrderRow(tx, order, to, reason);
  const [place] = await findPlaces(tx, [order.place_id]);
  const told = tellOrder(moved, place?.name_ja ?? '');
  tx.emit(
    ordersChanged[to].make(
      told.orderId,
      { ...told, from: order.state, reason },
      {
        recordId: moved.record_id,
        placeId: moved.handover_place_id ?? moved.place_id,
        channel: moved.channel,
      },
    ),
  );
  return moved;
}

/**
 * Goods that leave although their hold had ended are sold all the same: it is a fact. What was made for a day never
 * lay on the shelf.
 */
async function sellUnheld(tx: Tx, order: OrderRow, gone: readonly Hold[]): Promise<void> {
  const rest = new Map<string, number>();
  for (const line of await findSoldLines(tx, order.id)) {
    if (line.day !== null) {
      continue;
    }
    rest.set(line.item_id, (rest.get(line.item_id) ?? 0) + line.quantity_milli);
  }
  for (const { itemId, quantityMilli } of gone) {
    rest.set(itemId, (rest.get(itemId) ?? 0) - quantityMilli);
  }
  const missing = [...rest].filter(([, quantityMilli]) => quantityMilli > 0);
  if (missing.length === 0 || order.source !== 'engawa') {
    return;
  }
  const ids = missing.map(([itemId]) => itemId);
  const items = await findItems(tx, ids);
  await postFacts(
    tx,
    missing
      .filter(([itemId]) => items.get(itemId)?.isStocked === true)
      .map(([itemId, quantityMilli]) => ({
        placeId: gone[0]?.placeId ?? order.handover_place_id ?? order.place_id,
        itemId,
        quantityMilli: -quantityMilli,
        kind: 'sale',
        subjectId: order.id,
      })),
  );
}

/** Rejects an order whose payment failed, unless it has gone another way meanwhile. */
export async function rejectUnpaid(tx: Tx, orderId: string): Promise<boolean> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined || !canBecome(order.state as OrderState, 'rejected')) {
    return false;
  }
  await changeState(tx, orderId, 'rejected', 'payment_failed');
  return true;
}
