// The front door of payments.
export { paymentsRefusals } from './errors.ts';
export { forgoPayment, isOpen as isPaymentOpen } from './forgo-payment.ts';
export { beginPayments, insertPayments, type NewPayment } from './insert-payments.ts';
export { needsProvider, type PaymentMethod, type PaymentState, paymentMethods } from './payment.ts';
export type { PaymentProvider, ProviderAnswer } from './provider.ts';
export { recordAnswer as recordAuthorisation } from './record-answer.ts';
export { requestRefund } from './request-refund.ts';
export {
  findPaymentRows as findPayments,
  findPaymentRowsOfOrders as findPaymentsOfOrders,
  lockPaymentRowsOfOrders as lockPaymentsOfOrders,
  type PaymentRow,
  type RefundRow,
} from './store.ts';
export { sumTenders } from './store-tenders.ts';
export { capturePayments, confirmAtCounter, confirmPayment, voidPayments } from './want-payment.ts';
