// Hot transactions make no jobs: these make them from the events.
import { parseId } from '#kernel/ids';
import { enqueueMany } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { paymentsRefundRequested, paymentsRequested, paymentsWanted } from './events.ts';
import { settlePaymentJob } from './settle-payment.ts';
import { settleRefundJob } from './settle-refund.ts';

export const settleListener: Listener = {
  name: 'payments.settle',
  hears: [paymentsRequested.type, paymentsWanted.type, paymentsRefundRequested.type],
  handle: async (tx, events) => {
    const told = events.map(({ data }) => data);
    const refunds = told.flatMap(({ refundId }) =>
      typeof refundId === 'string' ? [parseId('refund', refundId)] : [],
    );
    const payments = told.flatMap(({ paymentId, refundId }) =>
      typeof refundId === 'string' ? [] : [parseId('payment', String(paymentId))],
    );
    await enqueueMany(
      tx,
      settleRefundJob,
      refunds.map((id) => ({ payload: { refundId: id }, key: `payments.settle_refund:${id}` })),
    );
    await enqueueMany(
      tx,
      settlePaymentJob,
      payments.map((id) => ({ payload: { paymentId: id }, key: `payments.settle:${id}` })),
    );
  },
};
