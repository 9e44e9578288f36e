// What a sale brought to the counter, or a return took from it, by means of payment; for drawers that count what another
// room of the house did there.
import type { Tx } from '#kernel/transaction';
import { findPaymentsOfOrders } from '#payments';
import { findRefundParts } from '../store/changes.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';
import { sumByMethod } from './sum-by-method.ts';

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
  const parts = isReturn
    ? (await findRefundParts(tx, orderId)).map((part) => ({
        ...part,
        amountMinor: -part.amountMinor,
      }))
    : (await findPaymentsOfOrders(tx, [orderId])).map(({ method, amount_minor: amountMinor }) => ({
        method,
        amountMinor,
      }));
  return { row, parts: sumByMethod(parts, row) };
}
