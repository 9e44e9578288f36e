// The events about one payment, all with the same facts.
import type { EventContext, NewEvent } from '#kernel/events';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { paymentsRefunded, paymentsRefundFailed, paymentsRefundRequested } from './events.ts';
import type { PaymentRow, RefundRow } from './store.ts';

/** The facts every event about a payment carries. */
export function aboutPayment(row: PaymentRow) {
  return {
    paymentId: formatId('payment', row.id),
    orderId: formatId('order', row.order_id),
    method: row.method,
    provider: row.provider,
    amountMinor: row.amount_minor,
    currency: row.currency,
  };
}

type AboutPayment = ReturnType<typeof aboutPayment>;
type PlainKind = {
  make(subject: string, data: AboutPayment, context?: EventContext): NewEvent;
};

/** Announces an event that says no more than which payment. */
export function tell(tx: Tx, kind: PlainKind, row: PaymentRow): void {
  const about = aboutPayment(row);
  tx.emit(kind.make(about.paymentId, about, contextOf(row)));
}

export function contextOf(row: PaymentRow): EventContext {
  return { placeId: row.place_id, recordId: row.record_id };
}

/** Announces what has become of a refund. */
export function tellRefund(
  tx: Tx,
  payment: PaymentRow,
  refund: RefundRow,
  failureCode: string | null = null,
): void {
  const about = {
    ...aboutPayment(payment),
    refundId: formatId('refund', refund.id),
    refundMinor: refund.amount_minor,
  };
  const context = contextOf(payment);
  if (refund.state === 'failed') {
    const data = { ...about, failureCode: failureCode ?? 'unknown' };
    tx.emit(paymentsRefundFailed.make(about.paymentId, data, context));
    return;
  }
  const kind = refund.state === 'done' ? paymentsRefunded : paymentsRefundRequested;
  tx.emit(kind.make(about.paymentId, about, context));
}
