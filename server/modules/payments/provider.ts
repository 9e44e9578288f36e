// The port to whoever moves the money. Calls happen in jobs, outside any transaction, and may be repeated:
// each carries a key under which the provider does the work once.
import type { TellableState } from './payment.ts';

export type PaymentCall = {
  /** The same for every repetition of this call. */
  readonly key: string;
  /** `pay_…`, for the provider's own records. */
  readonly paymentId: string;
  readonly amountMinor: number;
  /** What a capture is to take; less than the amount when a part was cancelled. */
  readonly captureMinor: number;
  readonly currency: string;
  /** The provider's token of the means of payment. */
  readonly token: string | null;
  /** What the provider called the payment, once it has told. */
  readonly reference: string | null;
  /** 1 for the first call. */
  readonly attempt: number;
  readonly createdAt: Temporal.Instant;
};

export type RefundCall = {
  readonly key: string;
  /** `rfd_…` */
  readonly refundId: string;
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
};

export type ProviderAnswer = {
  readonly state: TellableState;
  readonly reference: string | null;
  /** What was taken, with `captured`; the whole when it is not told. */
  readonly capturedMinor?: number;
  /** `card_declined`; only with `failed`. */
  readonly failureCode?: string;
  /** When to look again, with `pending`. */
  readonly lookAgainS?: number;
  /** What the provider told beside the answer, perhaps twice. */
  readonly events?: readonly ProviderEvent[];
};

export type RefundAnswer = {
  readonly state: 'pending' | 'done' | 'failed';
  readonly reference: string | null;
  readonly failureCode?: string;
};

/** What a provider tells of its own accord, once verified. */
export type ProviderEvent = {
  readonly eventId: string;
  readonly type: string;
  /** The provider's name of the payment. */
  readonly reference: string;
  /** `pay_…` when the provider repeats it. */
  readonly paymentId: string | null;
  /** Undefined when the event says nothing about the payment's state. */
  readonly answer: ProviderAnswer | undefined;
};

export type PaymentProvider = {
  readonly name: string;
  /** `captureAtOnce` takes the money with the authorisation. */
  authorise(call: PaymentCall, captureAtOnce: boolean): Promise<ProviderAnswer>;
  capture(call: PaymentCall): Promise<ProviderAnswer>;
  void(call: PaymentCall): Promise<ProviderAnswer>;
  refund(call: RefundCall): Promise<RefundAnswer>;
  /** What became of a call whose answer is missing; undefined when the provider never saw it. */
  lookup(call: PaymentCall): Promise<ProviderAnswer | undefined>;
};

/** The provider did not answer: whether it acted is not known. */
export class ProviderSilence extends Error {
  override readonly name = 'ProviderSilence';
}
