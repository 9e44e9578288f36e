// An order goes on: accepted, ready, handed over, cancelled. Stock, points and gift value follow in the same
// commit; money follows by jobs that hear the event.
import type { Tx } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { capturePayments, voidPayments } from '#payments';
import { findPlaces } from '#places';
import { releaseHolds } from '#stock';
import { ordersRefusals } from './errors.ts';
import { ordersChanged } from './events.ts';
import { sendGoods } from './parcels/send-goods.ts';
import { findParcels, type OrderParcel } from './parcels/store.ts';
import { giveBackDays } from './preorders/store.ts';
import { giveBackHours } from './promise/store.ts';
import { canBecome, type OrderState, stockEffectOf } from './state.ts';
import { lockOrderRow, moveOrderRow, type OrderRow } from './store/orders.ts';
import { tellOrder } from './tell-order.ts';
import { commitValue, maturePoints, releaseValue } from './tender/settle-value.ts';

/** States that people and timers can bring an order into; `placed` is where it begins. */
export type NextState = Exclude<OrderState, 'placed'>;

/**
 * Moves an order to its next state. Asked again for the state it is in, it answers the order as it is.
 * Refuses with orders.unknown, orders.state_forbids, with orders.return_by_lines what only a return can do, and with
 * orders.parcels_open, orders.partly_sent what its parcels stand against.
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
  const parcels = await findParcels(tx, order);
  refuseByParcels(parcels, to, effect);
  if (effect === 'leave') {
    if (parcels.length === 0) {
      await sendGoods(tx, order);
    }
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

/** Each place sends its own part of an order: it is ready, and has gone, when all of them are. */
function refuseByParcels(
  parcels: readonly OrderParcel[],
  to: NextState,
  effect: ReturnType<typeof stockEffectOf>,
): void {
  const done = to === 'ready' ? ['packed', 'sent', 'empty'] : ['sent', 'empty'];
  const open = parcels.filter(({ state }) => !done.includes(state)).length;
  if ((to === 'ready' || effect === 'leave') && open > 0) {
    throw ordersRefusals.parcels_open({ parcels: parcels.length, open });
  }
  if (effect === 'release' && parcels.some(({ state }) => state === 'sent')) {
    throw ordersRefusals.partly_sent();
  }
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

/** Rejects an order whose payment failed, unless it has gone another way meanwhile. */
export async function rejectUnpaid(tx: Tx, orderId: string): Promise<boolean> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined || !canBecome(order.state as OrderState, 'rejected')) {
    return false;
  }
  await changeState(tx, orderId, 'rejected', 'payment_failed');
  return true;
}
