// The safety net under the single jobs: whatever is due and was lost is settled within a minute.
import type { Job } from '#kernel/jobs';
import { transaction } from '#kernel/transaction';
import { settlePayment, settlePaymentJob } from './settle-payment.ts';
import { settleRefund, settleRefundJob } from './settle-refund.ts';
import { listDuePaymentIds, listDueRefundIds } from './store.ts';

/** Settles everything that is due: payments without an answer are looked up until they are known. */
export const reconcileJob: Job<object> = {
  name: 'payments.reconcile',
  cron: '* * * * *',
  run: async (db) => {
    const due = await transaction(db, { actor: 'job:payments.reconcile' }, async (tx) => ({
      payments: await listDuePaymentIds(tx),
      refunds: await listDueRefundIds(tx),
    }));
    for (const id of due.payments) {
      await settlePayment(db, id);
    }
    for (const id of due.refunds) {
      await settleRefund(db, id);
    }
  },
};

export const paymentsJobs = [settlePaymentJob, settleRefundJob, reconcileJob] as const;
