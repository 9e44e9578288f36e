// Giving back, in part or in whole. The sum asked back never passes what was taken: the payment's row is
// locked while it is counted.
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import { isInside } from './payment.ts';
import { insertRefundRow, lockPaymentRow, moveRefundSums, type RefundRow } from './store.ts';
import { tellRefund } from './tell-payment.ts';

export type RefundToRequest = {
  /** uuid */
  readonly paymentId: string;
  readonly amountMinor: number;
  /** A code (`return`, `cancelled`), not free text. */
  readonly reason: string;
  /** Given back otherwise than by the payment's provider: in cash where the goods came back. */
  readonly paidOutAs?: 'cash' | 'exchange';
  /** uuid; where it is given back. */
  readonly placeId?: string | null;
};

/**
 * Asks for a refund; what is paid out here, and cash, points and invoices, is given back at once, the rest
 * by a job.
 * Refuses with payments.unknown, payments.refund_too_large.
 */
export async function requestRefund(tx: Tx, refund: RefundToRequest): Promise<RefundRow> {
  const payment = await lockPaymentRow(tx, refund.paymentId);
  if (payment === undefined) {
    throw paymentsRefusals.unknown();
  }
  const leftMinor = payment.captured_minor - payment.refunding_minor;
  if (refund.amountMinor > leftMinor) {
    throw paymentsRefusals.refund_too_large({ left: leftMinor });
  }
  const { paidOutAs = null, placeId = null } = refund;
  const isDone = paidOutAs !== null || isInside(payment.provider);
  const row = await insertRefundRow(tx, {
    id: newId(),
    ...refund,
    paidOutAs,
    placeId,
    state: isDone ? 'done' : 'pending',
  });
  const saved = await moveRefundSums(tx, payment.id, {
    refundingMinor: refund.amountMinor,
    refundedMinor: isDone ? refund.amountMinor : 0,
  });
  tellRefund(tx, saved, row);
  return row;
}
