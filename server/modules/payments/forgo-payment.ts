// A part of an order was cancelled before its money was taken: less is captured. Where the provider is taking
// the whole at this moment, the rest goes back as soon as it tells (see record-answer.ts).
import type { Tx } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import { lockPaymentRow, type PaymentRow, savePaymentRow } from './store.ts';
import { voidPayment } from './want-payment.ts';

/**
 * Gives up `amountMinor` of a payment that is not captured yet; giving up the whole lets go of it.
 * Refuses with payments.unknown, payments.refund_too_large, payments.state_wrong.
 */
export async function forgoPayment(
  tx: Tx,
  paymentId: string,
  amountMinor: number,
): Promise<PaymentRow> {
  const row = await lockPaymentRow(tx, paymentId);
  if (row === undefined) {
    throw paymentsRefusals.unknown();
  }
  if (!isOpen(row)) {
    throw paymentsRefusals.state_wrong({ state: row.state });
  }
  const leftMinor = row.amount_minor - row.forgone_minor;
  if (amountMinor > leftMinor) {
    throw paymentsRefusals.refund_too_large({ left: leftMinor });
  }
  const saved = await savePaymentRow(tx, {
    ...row,
    forgone_minor: row.forgone_minor + amountMinor,
  });
  return amountMinor === leftMinor ? voidPayment(tx, saved, 'cancelled') : saved;
}

/** Whether its money is still to come. */
export function isOpen({ state }: Pick<PaymentRow, 'state'>): boolean {
  return state === 'pending' || state === 'authorised' || state === 'unknown';
}
