// An order goes on: accepted, ready, handed over, cancelled. Stock follows in the same commit; money follows
// by jobs that hear the event.
import type { Tx } from '#kernel/transaction';
import { capturePayments, voidPayments } from '#payments';
import { findPlaces } from '#places';
import { fulfilHolds, releaseHolds } from '#stock';
import { ordersRefusals } from './errors.ts';
import { ordersChanged } from './events.ts';
import { canBecome, type OrderState, stockEffectOf } from './state.ts';
import { lockOrderRow, moveOrderRow, type OrderRow } from './store/orders.ts';
import { tellOrder } from './tell-order.ts';

/** States that people and timers can bring an order into; `placed` is where it begins. */
export type NextState = Exclude<OrderState, 'placed'>;

/**
 * Moves an order to its next state. Asked again for the state it is in, it answers the order as it is.
 * Refuses with orders.unknown, orders.state_forbids.
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
  const effect = stockEffectOf(to);
  if (effect === 'leave') {
    await fulfilHolds(tx, [order.id], { isAnnounced: false });
    await capturePayments(tx, [order.id]);
  } else if (effect === 'release') {
    await releaseHolds(tx, [order.id], to);
    await voidPayments(tx, [order.id], to);
  }
  const moved = await moveOrderRow(tx, order, to, reason);
  const [place] = await findPlaces(tx, [order.place_id]);
  const told = tellOrder(moved, place?.name_ja ?? '');
  tx.emit(
    ordersChanged[to].make(
      told.orderId,
      { ...told, from, reason },
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
export async function rejectUnpaid(tx: Tx, orderId: string): Promise<void> {
  const order = await lockOrderRow(tx, orderId);
  if (order !== undefined && canBecome(order.state as OrderState, 'rejected')) {
    await changeState(tx, orderId, 'rejected', 'payment_failed');
  }
}
