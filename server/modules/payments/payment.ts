// The rules of a payment's life, without I/O. `state` is what the provider told us, `wanted` what the house
// wants; `nextStep` is the one place that says what to do about the difference.
//
//   pending → authorised → captured → refunded
//   pending → failed      authorised → voided      any of the provider's → unknown → what a look-up finds

export const paymentMethods = [
  'cash',
  'card',
  'jpqr',
  'points',
  'gift',
  'invoice',
  // The worth of goods that came back in the same moment.
  'exchange',
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export type PaymentState =
  | 'pending'
  | 'authorised'
  | 'captured'
  | 'voided'
  | 'refunded'
  | 'failed'
  | 'unknown';
export type WantedState = 'authorised' | 'captured' | 'voided';

/** The provider name of a payment that a job will give to the house's provider for its method. */
export const defaultProvider = 'default';

const insideProviders = new Set(['cash', 'ledger', 'invoice', 'counter']);

/** Whether no provider outside has a say: a clerk or a posting decides, and nothing goes over a network. */
export function isInside(provider: string): boolean {
  return insideProviders.has(provider);
}

/**
 * How a payment begins. Points and gift value were posted by the ledger in the same transaction, or only kept
 * there (`isHeld`) while somebody outside has to agree to another part of the order. `counter` is
 * money that a clerk will see: cash at the hand-over, a printed code, a card terminal that is not connected.
 * No caller can make a card or a code count as posted by naming one of the other inside providers.
 */
export function beginningOf(
  method: PaymentMethod,
  provider: string | undefined,
  isHeld = false,
): { readonly provider: string; readonly state: PaymentState } {
  const isOutside = provider === 'counter' || (provider !== undefined && !isInside(provider));
  const outside = isOutside ? provider : undefined;
  switch (method) {
    case 'cash':
      // At the counter later: the clerk confirms it when she pays.
      return provider === 'counter'
        ? { provider, state: 'pending' }
        : { provider: 'cash', state: 'captured' };
    case 'points':
    case 'gift':
      return { provider: 'ledger', state: isHeld ? 'authorised' : 'captured' };
    case 'exchange':
      return { provider: 'cash', state: 'captured' };
    case 'invoice':
      return { provider: 'invoice', state: 'authorised' };
    case 'jpqr':
      return { provider: outside ?? 'counter', state: 'pending' };
    case 'card':
      break;
  }
  return { provider: outside ?? defaultProvider, state: 'pending' };
}

/** Whether somebody outside has to agree to this payment before it is sure. */
export function needsProvider(method: PaymentMethod, provider: string | undefined): boolean {
  const begins = beginningOf(method, provider);
  return begins.state === 'pending' && !isInside(begins.provider);
}

export type Step = 'authorise' | 'capture' | 'void' | 'give_back' | 'look_up' | 'none';

/** What brings the state nearer to the wish. */
export function nextStep(payment: {
  readonly state: PaymentState;
  readonly wanted: WantedState;
  readonly attempts: number;
  readonly capturedMinor: number;
  readonly refundingMinor: number;
}): Step {
  const { state, wanted, attempts } = payment;
  switch (state) {
    case 'unknown':
      return 'look_up';
    case 'pending':
      // A call that was begun may have arrived although we do not know its answer.
      return attempts > 1 ? 'look_up' : wanted === 'voided' ? 'void' : 'authorise';
    case 'authorised':
      return wanted === 'captured' ? 'capture' : wanted === 'voided' ? 'void' : 'none';
    case 'captured':
      return wanted === 'voided' && payment.refundingMinor < payment.capturedMinor
        ? 'give_back'
        : 'none';
    case 'voided':
    case 'refunded':
    case 'failed':
      break;
  }
  return 'none';
}

export type TellableState = 'pending' | 'authorised' | 'captured' | 'voided' | 'failed';

/**
 * What a provider's answer makes of a state. Answers come twice and in any order: one that says less than is
 * known changes nothing. Money that comes after the payment was given up is a fact and has to go back.
 */
export function advance(
  state: PaymentState,
  told: TellableState,
): { readonly state: PaymentState; readonly mustGoBack: boolean } {
  const stays = { state, mustGoBack: false };
  if (state === 'refunded') {
    return stays;
  }
  const moves = { state: told, mustGoBack: false };
  switch (told) {
    case 'pending':
      return state === 'unknown' ? moves : stays;
    case 'authorised':
    case 'captured':
      if (state === 'failed' || state === 'voided') {
        return { state: told, mustGoBack: true };
      }
      return state === 'captured' ? stays : moves;
    case 'voided':
    case 'failed':
      break;
  }
  return state === 'captured' || state === 'voided' || state === 'failed' ? stays : moves;
}

/** Seconds until the next look after so many attempts: 5 s, doubling, at most an hour. */
export function waitAfter(attempts: number): number {
  return Math.min(3600, 5 * 2 ** Math.max(0, Math.min(attempts - 1, 12)));
}
