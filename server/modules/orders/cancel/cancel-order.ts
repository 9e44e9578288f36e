// A whole order is cancelled. Where several places send it and a parcel has left already, what has not left is taken
// off; the order is then sent, and what has left can come back as a return.
import type { Tx } from '#kernel/transaction';
import { changeState } from '../change-state.ts';
import { findParcels } from '../parcels/store.ts';
import { findSoldLines } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { cancelLines } from './cancel-lines.ts';

/** Refuses as changeState does. */
export async function cancelOrder(
  tx: Tx,
  orderId: string,
  reason: string | null,
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  const parcels = order === undefined ? [] : await findParcels(tx, order);
  const gone = parcels.filter(({ state }) => state === 'sent').flatMap(({ lines }) => lines);
  const waiting = gone.length === 0 ? [] : await findSoldLines(tx, orderId);
  const lines = waiting
    .filter((each) => each.quantity_milli > 0 && !gone.includes(each.line))
    .map((each) => ({ line: each.line, quantityMilli: each.quantity_milli }));
  return lines.length === 0
    ? changeState(tx, orderId, 'cancelled', reason)
    : cancelLines(tx, { orderId, lines, reason: reason ?? 'customer' });
}
