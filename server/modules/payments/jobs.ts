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
    const options = { actor: 'job:payments.reconcile' };
    for (const id of await transaction(db, options, listDuePaymentIds)) {
      await settlePayment(db, id);
    }
    // After the payments: settling one may have asked for a refund.
    for (const id of await transaction(db, options, listDueRefundIds)) {
      await settleRefund(db, id);
    }
  },
};

export const paymentsJobs = [settlePaymentJob, settleRefundJob, reconcileJob] as const;
