// Card payment by Stripe: PaymentIntents with manual capture. Every call carries our key, so a repetition
// after a lost answer gets the first answer again (Stripe keeps keys for 24 hours).
import Stripe from 'stripe';
import {
  type PaymentCall,
  type PaymentProvider,
  type ProviderAnswer,
  type ProviderEvent,
  ProviderSilence,
} from '../provider.ts';

export type StripeSettings = {
  readonly secretKey: string;
  /** Another address of the API, for tests. */
  readonly apiUrl?: string | undefined;
};

const timeoutMs = 15_000;

export function stripeProvider(settings: StripeSettings): PaymentProvider {
  const stripe = clientOf(settings);
  return {
    name: 'stripe',
    authorise: (call, captureAtOnce) =>
      answered(() =>
        stripe.paymentIntents.create(
          {
            amount: call.amountMinor,
            currency: call.currency.toLowerCase(),
            ...(call.token === null ? {} : { payment_method: call.token }),
            confirm: true,
            capture_method: captureAtOnce ? 'automatic' : 'manual',
            automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
            metadata: { payment_id: call.paymentId },
          },
          { idempotencyKey: call.key },
        ),
      ),
    capture: (call) =>
      answered(() =>
        stripe.paymentIntents.capture(
          referenceOf(call),
          call.captureMinor < call.amountMinor ? { amount_to_capture: call.captureMinor } : {},
          { idempotencyKey: call.key },
        ),
      ),
    void: (call) =>
      call.reference === null
        ? Promise.resolve({ state: 'voided', reference: null })
        : answered(() =>
            stripe.paymentIntents.cancel(referenceOf(call), {}, { idempotencyKey: call.key }),
          ),
    refund: async (call) => {
      try {
        const refund = await stripe.refunds.create(
          {
            payment_intent: call.reference,
            amount: call.amountMinor,
            metadata: { refund_id: call.refundId },
          },
          { idempotencyKey: call.key },
        );
        return {
          state:
            refund.status === 'succeeded'
              ? 'done'
              : refund.status === 'failed' || refund.status === 'canceled'
                ? 'failed'
                : 'pending',
          reference: refund.id,
          ...(refund.failure_reason === undefined ? {} : { failureCode: refund.failure_reason }),
        };
      } catch (error) {
        return { state: 'failed', reference: null, failureCode: refusedCode(error) };
      }
    },
    lookup: async (call) => {
      if (call.reference !== null) {
        return answered(() => stripe.paymentIntents.retrieve(referenceOf(call)));
      }
      // The search index may lag a minute. Finding nothing leads to a repetition under the same key, which
      // answers with the first call's result if that arrived after all.
      const found = await stripe.paymentIntents
        .search({ query: `metadata['payment_id']:'${call.paymentId}'`, limit: 1 })
        .catch((error: unknown) => {
          throw new ProviderSilence(refusedCode(error));
        });
      const [intent] = found.data;
      return intent === undefined ? undefined : answerOf(intent);
    },
  };
}

/** Verifies a webhook's signature over the raw body; throws when it does not fit or is older than 5 minutes. */
export function readStripeEvent(
  settings: StripeSettings,
  secret: string,
  rawBody: Buffer,
  signature: string,
): ProviderEvent | undefined {
  const event = clientOf(settings).webhooks.constructEvent(rawBody, signature, secret);
  const { object: about } = event.data;
  if (!('object' in about) || about.object !== 'payment_intent') {
    return undefined;
  }
  return {
    eventId: event.id,
    type: event.type,
    reference: about.id,
    paymentId: about.metadata.payment_id ?? null,
    answer: answerOf(about),
  };
}

function clientOf({ secretKey, apiUrl }: StripeSettings): Stripe {
  const address = apiUrl === undefined ? undefined : new URL(apiUrl);
  const isPlain = address?.protocol === 'http:';
  return new Stripe(secretKey, {
    timeout: timeoutMs,
    // The job repeats, with its waits; the library must not double them.
    maxNetworkRetries: 0,
    telemetry: false,
    ...(address === undefined
      ? {}
      : {
          host: address.hostname,
          port: Number(address.port === '' ? (isPlain ? 80 : 443) : address.port),
          protocol: isPlain ? 'http' : 'https',
        }),
  });
}

async function answered(call: () => Promise<Stripe.PaymentIntent>): Promise<ProviderAnswer> {
  try {
    return answerOf(await call());
  } catch (error) {
    const failureCode = refusedCode(error);
    const intent = error instanceof Stripe.errors.StripeError ? error.payment_intent : undefined;
    return { state: 'failed', reference: intent?.id ?? null, failureCode };
  }
}

/** The code of a refusal. Throws ProviderSilence when Stripe may or may not have acted. */
function refusedCode(error: unknown): string {
  if (
    error instanceof Stripe.errors.StripeCardError ||
    error instanceof Stripe.errors.StripeInvalidRequestError
  ) {
    return error.decline_code ?? error.code ?? error.type;
  }
  throw new ProviderSilence(error instanceof Error ? error.name : 'no answer');
}

function answerOf(intent: Stripe.PaymentIntent): ProviderAnswer {
  const reference = intent.id;
  switch (intent.status) {
    case 'requires_capture':
      return { state: 'authorised', reference };
    case 'succeeded':
      return {
        state: 'captured',
        reference,
        ...(intent.amount_received > 0 ? { capturedMinor: intent.amount_received } : {}),
      };
    case 'canceled':
      return { state: 'voided', reference };
    case 'requires_payment_method':
      return {
        state: 'failed',
        reference,
        failureCode: intent.last_payment_error?.code ?? 'card_declined',
      };
    case 'processing':
    case 'requires_action':
    case 'requires_confirmation':
      break;
  }
  return { state: 'pending', reference, lookAgainS: 30 };
}

function referenceOf(call: PaymentCall): string {
  if (call.reference === null) {
    throw new ProviderSilence('the payment has no reference yet');
  }
  return call.reference;
}
