// What orders does when others announce.
import { refillCart } from '#carts';
import { paymentsAuthorised, paymentsCaptured, paymentsFailed } from '#events/payments';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { findPayments, findPaymentsOfOrders } from '#payments';
import { rejectUnpaid } from './change-state.ts';
import { attributesOf, findSoldLines } from './store/changes.ts';
import { lockOrderRow } from './store/orders.ts';
import { commitValue, isValue, postValue, restoreCredit } from './tender/settle-value.ts';

/** An order that cannot be paid for is rejected and gives its pieces back. */
export const unpaidOrders: Listener = {
  name: 'orders.unpaid',
  hears: [paymentsFailed.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      const orderId = parseId('order', String(data.orderId));
      if (await rejectUnpaid(tx, orderId)) {
        await keepCart(tx, orderId);
      }
    }
  },
};

/** What she chose is not lost with a card that was declined. */
async function keepCart(tx: Tx, orderId: string): Promise<void> {
  const { cartId } = await attributesOf(tx, orderId);
  if (cartId !== undefined) {
    const lines = await findSoldLines(tx, orderId);
    await refillCart(
      tx,
      cartId,
      lines.map((each) => ({ itemId: each.item_id, quantityMilli: each.quantity_milli })),
    );
  }
}

/** A company that has paid may buy for as much again. */
export const paidAccounts: Listener = {
  name: 'orders.credit_restored',
  hears: [paymentsCaptured.type],
  handle: async (tx, events) => {
    const ids = events.flatMap(({ data }) =>
      data.method === 'invoice' ? [parseId('payment', String(data.paymentId))] : [],
    );
    const rows = ids.length === 0 ? [] : await findPayments(tx, ids);
    await postValue(
      tx,
      rows.map((row) => restoreCredit(row, row.place_id)),
    );
  },
};

/** Once everybody outside has agreed to pay, the points and gift value kept for an order are spent. */
export const agreedOrders: Listener = {
  name: 'orders.agreed',
  hears: [paymentsAuthorised.type, paymentsCaptured.type],
  handle: async (tx, events) => {
    const orderIds = new Set(events.map(({ data }) => parseId('order', String(data.orderId))));
    const payments = await findPaymentsOfOrders(tx, [...orderIds]);
    for (const orderId of orderIds) {
      const ofOrder = payments.filter((row) => row.order_id === orderId);
      if (ofOrder.some((row) => isValue(row) && row.state === 'authorised')) {
        await lockOrderRow(tx, orderId);
        await commitValue(tx, orderId);
      }
    }
  },
};
