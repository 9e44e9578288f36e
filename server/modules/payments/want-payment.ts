// What the house wants of the payments of an order. These write the wish; a job brings the provider to it.
// What no provider has a say in (cash, points, invoice, counter) follows in the same transaction.
import type { Tx } from '#kernel/transaction';
import { paymentsRefusals } from './errors.ts';
import { paymentsWanted } from './events.ts';
import { isInside } from './payment.ts';
import { recordAnswer } from './record-answer.ts';
import { requestRefund } from './request-refund.ts';
import { stepOf } from './step-of.ts';
import {
  findPaymentRowsOfOrders,
  lockPaymentRow,
  lockPaymentRowsOfOrders,
  type PaymentRow,
  savePaymentRow,
} from './store.ts';
import { aboutPayment, contextOf } from './tell-payment.ts';

/** Takes the authorised money of orders (goods were handed over or sent). Repeatable. */
export async function capturePayments(tx: Tx, orderIds: readonly string[]): Promise<PaymentRow[]> {
  const rows = await lockPaymentRowsOfOrders(tx, orderIds);
  const changed: PaymentRow[] = [];
  for (const row of rows) {
    changed.push(row.wanted === 'authorised' ? await want(tx, row, 'captured') : row);
  }
  return changed;
}

/** Lets go of the money of orders, or gives back what was taken (the order was cancelled). Repeatable. */
export async function voidPayments(
  tx: Tx,
  orderIds: readonly string[],
  reason: string,
): Promise<PaymentRow[]> {
  const rows = await lockPaymentRowsOfOrders(tx, orderIds);
  const changed: PaymentRow[] = [];
  for (const row of rows) {
    changed.push(row.wanted === 'voided' ? row : await voidPayment(tx, row, reason));
  }
  return changed;
}

/**
 * A clerk has seen the money of a payment that no provider reports (a printed JPQR code, an invoice).
 * Refuses with payments.unknown, payments.not_at_counter, payments.state_wrong.
 */
export async function confirmPayment(tx: Tx, paymentId: string): Promise<PaymentRow> {
  const row = await lockPaymentRow(tx, paymentId);
  if (row === undefined) {
    throw paymentsRefusals.unknown();
  }
  if (!isInside(row.provider)) {
    throw paymentsRefusals.not_at_counter();
  }
  if (row.state === 'captured') {
    return row;
  }
  if (row.state !== 'pending' && row.state !== 'authorised') {
    throw paymentsRefusals.state_wrong({ state: row.state });
  }
  return recordAnswer(tx, row.id, { state: 'captured', reference: null });
}

/** Lets go of one payment, or gives back what was taken of it; the row is locked. */
export async function voidPayment(tx: Tx, row: PaymentRow, reason: string): Promise<PaymentRow> {
  if (row.state === 'failed' || row.state === 'refunded') {
    return row;
  }
  if (row.state !== 'captured') {
    return want(tx, row, 'voided');
  }
  const saved = await savePaymentRow(tx, { ...row, wanted: 'voided', next_try_at: null });
  const leftMinor = row.captured_minor - row.refunding_minor;
  if (leftMinor > 0) {
    await requestRefund(tx, { paymentId: row.id, amountMinor: leftMinor, reason });
  }
  return saved;
}

async function want(tx: Tx, row: PaymentRow, wanted: 'captured' | 'voided'): Promise<PaymentRow> {
  if (isInside(row.provider)) {
    const saved = await savePaymentRow(tx, { ...row, wanted, next_try_at: null });
    // Goods are handed over against cash. Of a printed code or an invoice somebody has to see the money first.
    const isAgreed = wanted === 'voided' || row.method === 'cash';
    return isAgreed ? recordAnswer(tx, row.id, { state: wanted, reference: null }) : saved;
  }
  const step = stepOf({ ...row, wanted });
  const isBusy = row.next_try_at !== null && Temporal.Instant.compare(row.next_try_at, tx.now) > 0;
  const saved = await savePaymentRow(tx, {
    ...row,
    wanted,
    next_try_at: step === 'none' ? null : isBusy ? row.next_try_at : tx.now,
  });
  const about = { ...aboutPayment(saved), wanted };
  tx.emit(paymentsWanted.make(about.paymentId, about, contextOf(saved)));
  return saved;
}

/**
 * What was taken at a counter for an order (uuid): the clerk has seen the terminal or the code agree, the house asks no
 * provider. Answers all payments of the order as they were found.
 */
export async function confirmAtCounter(tx: Tx, orderId: string): Promise<PaymentRow[]> {
  const rows = await findPaymentRowsOfOrders(tx, [orderId]);
  for (const { id, provider } of rows) {
    if (provider === 'counter') {
      await confirmPayment(tx, id);
    }
  }
  return rows;
}
