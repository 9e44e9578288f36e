// Hot transactions make no jobs: these make them from the events.
import { parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { paymentsRefundRequested, paymentsRequested, paymentsWanted } from './events.ts';
import { settlePaymentJob } from './settle-payment.ts';
import { settleRefundJob } from './settle-refund.ts';

export const settleListener: Listener = {
  name: 'payments.settle',
  hears: [paymentsRequested.type, paymentsWanted.type, paymentsRefundRequested.type],
  handle: async (tx, events) => {
    for (const event of events) {
      const { paymentId, refundId } = event.data;
      if (typeof refundId === 'string') {
        const id = parseId('refund', refundId);
        const key = `payments.settle_refund:${id}`;
        await enqueue(tx, settleRefundJob, { refundId: id }, { key });
      } else {
        const id = parseId('payment', String(paymentId));
        await enqueue(tx, settlePaymentJob, { paymentId: id }, { key: `payments.settle:${id}` });
      }
    }
  },
};
