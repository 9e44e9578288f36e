// What orders does when others announce.
import { paymentsFailed } from '#events/payments';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { rejectUnpaid } from './change-state.ts';

/** An order that cannot be paid for is rejected and gives its pieces back. */
export const unpaidOrders: Listener = {
  name: 'orders.unpaid',
  hears: [paymentsFailed.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      await rejectUnpaid(tx, parseId('order', String(data.orderId)));
    }
  },
};
