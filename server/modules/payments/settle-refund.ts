// Brings one refund to its provider. The same key repeats the same refund, so a lost answer is asked for again.
import type { Database } from '#kernel/db';
import { formatId } from '#kernel/ids';
import { enqueue, type Job } from '#kernel/jobs';
import { type Tx, transaction } from '#kernel/transaction';
import { waitAfter } from './payment.ts';
import { ProviderSilence, type RefundAnswer } from './provider.ts';
import { findProvider } from './providers.ts';
import {
  claimRefundRow,
  findPaymentRows,
  lockPaymentRow,
  moveRefundSums,
  type PaymentRow,
  type RefundRow,
  saveRefundRow,
} from './store.ts';
import { tellRefund } from './tell-payment.ts';

const leaseS = 60;
const options = { actor: 'job:payments.settle_refund' } as const;

export type SettleRefundPayload = { readonly refundId: string };

export const settleRefundJob: Job<SettleRefundPayload> = {
  name: 'payments.settle_refund',
  run: (db, { refundId }) => settleRefund(db, refundId),
};

export async function settleRefund(db: Database, refundId: string): Promise<void> {
  const claimed = await transaction(db, options, async (tx) => {
    const refund = await claimRefundRow(tx, refundId, tx.now.add({ seconds: leaseS }));
    const [payment] = refund === undefined ? [] : await findPaymentRows(tx, [refund.payment_id]);
    return refund === undefined || payment === undefined ? undefined : { refund, payment };
  });
  if (claimed === undefined) {
    return;
  }
  const answer = await call(db, claimed.payment, claimed.refund);
  await transaction(db, options, (tx) => record(tx, claimed.refund, answer));
}

async function call(
  db: Database,
  payment: PaymentRow,
  refund: RefundRow,
): Promise<RefundAnswer | undefined> {
  const provider = findProvider(db, payment.provider);
  if (provider === undefined || payment.provider_reference === null) {
    return undefined;
  }
  const refundId = formatId('refund', refund.id);
  try {
    return await provider.refund({
      key: refundId,
      refundId,
      reference: payment.provider_reference,
      amountMinor: refund.amount_minor,
      currency: payment.currency,
    });
  } catch (error) {
    if (!(error instanceof ProviderSilence)) {
      db.log.error({ refundId, error: String(error) }, 'a provider call broke');
    }
    return undefined;
  }
}

async function record(tx: Tx, refund: RefundRow, answer: RefundAnswer | undefined): Promise<void> {
  // The payment first: everything locks payment before refund.
  const payment = await lockPaymentRow(tx, refund.payment_id);
  const isOpen = answer === undefined || answer.state === 'pending';
  const nextTryAt = isOpen ? tx.now.add({ seconds: waitAfter(refund.attempts) }) : null;
  const saved = await saveRefundRow(tx, refund.id, {
    state: answer?.state ?? 'unknown',
    reference: answer?.reference ?? refund.provider_reference,
    failureCode: answer?.failureCode ?? null,
    nextTryAt,
  });
  if (saved === undefined || payment === undefined) {
    return;
  }
  if (nextTryAt !== null) {
    const key = `payments.settle_refund:${refund.id}`;
    await enqueue(tx, settleRefundJob, { refundId: refund.id }, { runAt: nextTryAt, key });
    return;
  }
  const isDone = saved.state === 'done';
  const moved = await moveRefundSums(tx, payment.id, {
    refundingMinor: isDone ? 0 : -saved.amount_minor,
    refundedMinor: isDone ? saved.amount_minor : 0,
  });
  tellRefund(tx, moved, saved, answer?.failureCode ?? null);
}
