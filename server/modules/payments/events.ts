// What payments announces. Amounts are minor units; no payload names a person or a card.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = {
  paymentId: Type.String(),
  orderId: Type.String(),
  method: Type.String(),
  provider: Type.String(),
  amountMinor: Type.Integer(),
  currency: Type.String(),
};

/** A payment that somebody outside must agree to has begun. */
export const paymentsRequested = defineEvent('payments.requested', 1, Type.Object(about));
export const paymentsAuthorised = defineEvent('payments.authorised', 1, Type.Object(about));
export const paymentsCaptured = defineEvent('payments.captured', 1, Type.Object(about));
export const paymentsVoided = defineEvent('payments.voided', 1, Type.Object(about));
/** The provider has not answered; a job keeps asking. */
export const paymentsUnanswered = defineEvent('payments.unanswered', 1, Type.Object(about));
export const paymentsFailed = defineEvent(
  'payments.failed',
  1,
  Type.Object({ ...about, failureCode: Type.String() }),
);
/** State and wish have parted: it is to be captured or voided. */
export const paymentsWanted = defineEvent(
  'payments.wanted',
  1,
  Type.Object({
    ...about,
    wanted: Type.Union([Type.Literal('captured'), Type.Literal('voided')]),
  }),
);

const aboutRefund = { ...about, refundId: Type.String(), refundMinor: Type.Integer() };
export const paymentsRefundRequested = defineEvent(
  'payments.refund_requested',
  1,
  Type.Object(aboutRefund),
);
export const paymentsRefunded = defineEvent('payments.refunded', 1, Type.Object(aboutRefund));
export const paymentsRefundFailed = defineEvent(
  'payments.refund_failed',
  1,
  Type.Object({ ...aboutRefund, failureCode: Type.String() }),
);
