// What a sale brought to the counter, or a return took from it, by means of payment; for drawers that count what another
// room of the house did there.
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders } from '#payments';
import { findRefundParts } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';

/** Of an order (uuid), locked; a return's parts are below zero. Points that were a discount are no payment. */
export async function paidAtCounter(
  tx: Tx,
  orderId: string,
): Promise<{ readonly row: OrderRow; readonly parts: Record<string, number> } | undefined> {
  const row = await lockOrderRow(tx, orderId);
  if (row === undefined) {
    return undefined;
  }
  const isReturn = row.kind === 'return';
  const paid = isReturn
    ? await findRefundParts(tx, orderId)
    : (await findPaymentsOfOrders(tx, [orderId])).map(({ method, amount_minor: amountMinor }) => ({
        method,
        amountMinor,
      }));
  const parts: Record<string, number> = {};
  for (const { method, amountMinor } of paid) {
    if (method !== 'points' || row.points_minor === 0) {
      parts[method] = (parts[method] ?? 0) + (isReturn ? -amountMinor : amountMinor);
    }
  }
  return { row, parts };
}
