// What gifts do when others announce: paid for, the links open; not paid for, they never do.
import { paymentsCaptured, paymentsFailed } from '#events/payments';
import { parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import { issueWhenPaid, voidUnpaid } from './issue-gifts.ts';

export const paidGifts: Listener = {
  name: 'gifts.paid',
  hears: [paymentsCaptured.type, paymentsFailed.type],
  handle: async (tx, events) => {
    for (const { type, data } of events) {
      const orderId = parseId('order', String(data.orderId));
      if (type === paymentsCaptured.type) {
        await issueWhenPaid(tx, orderId);
      } else {
        await voidUnpaid(tx, orderId);
      }
    }
  },
};
