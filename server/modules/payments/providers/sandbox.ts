// A provider without money, for trying out and for tests. It is there only while no real one is set. How it
// behaves is decided by the token, or by the last three digits of the amount:
//
//   ok                  agrees at once (any other amount)
//   declined    …402    refuses with card_declined
//   late:<s>    …425    stays pending, agrees after so many seconds (5)
//   double      …409    agrees, and tells the same three times more
//   silent      …408    does the work but never answers; a look-up finds it
//   lost        …404    never saw the first call; a look-up finds nothing, a second call is agreed
//
// It keeps nothing: every answer follows from the call, so it is the same in every process.

import type { Clock } from '#kernel/clock';
import {
  type PaymentCall,
  type PaymentProvider,
  type ProviderAnswer,
  type ProviderEvent,
  ProviderSilence,
} from '../provider.ts';

const behaviourOfAmount: Readonly<Record<number, string>> = {
  402: 'declined',
  404: 'lost',
  408: 'silent',
  409: 'double',
  425: 'late:5',
};

export function sandboxProvider(clock: Clock): PaymentProvider {
  const authorise = async (call: PaymentCall, captureAtOnce: boolean): Promise<ProviderAnswer> => {
    const [behaviour, seconds] = behaviourOf(call);
    const agreed: ProviderAnswer = {
      state: captureAtOnce ? 'captured' : 'authorised',
      reference: referenceOf(call),
    };
    switch (behaviour) {
      case 'declined':
        return { state: 'failed', reference: referenceOf(call), failureCode: 'card_declined' };
      case 'late':
        return isEarly(clock, call, seconds)
          ? { state: 'pending', reference: referenceOf(call), lookAgainS: seconds }
          : agreed;
      case 'double':
        return { ...agreed, events: tellings(call, agreed) };
      case 'silent':
        throw new ProviderSilence('the sandbox was told to be silent');
      case 'lost':
        if (call.attempt === 1) {
          throw new ProviderSilence('the sandbox was told to lose the first call');
        }
        return agreed;
      default:
        return agreed;
    }
  };
  return {
    name: 'sandbox',
    authorise,
    capture: async (call) => ({
      state: 'captured',
      reference: referenceOf(call),
      capturedMinor: call.captureMinor,
    }),
    void: async (call) => ({ state: 'voided', reference: referenceOf(call) }),
    refund: async (call) => ({ state: 'done', reference: `sandbox_${call.refundId}` }),
    lookup: async (call) => {
      const [behaviour, seconds] = behaviourOf(call);
      const agreed: ProviderAnswer = { state: 'authorised', reference: referenceOf(call) };
      switch (behaviour) {
        case 'lost':
          return undefined;
        case 'late':
          return isEarly(clock, call, seconds)
            ? { state: 'pending', reference: referenceOf(call), lookAgainS: 1 }
            : agreed;
        case 'declined':
          return { state: 'failed', reference: referenceOf(call), failureCode: 'card_declined' };
        default:
          return agreed;
      }
    },
  };
}

function behaviourOf(call: PaymentCall): [behaviour: string, seconds: number] {
  const asked = call.token ?? behaviourOfAmount[call.amountMinor % 1000] ?? 'ok';
  const [behaviour = 'ok', seconds = '5'] = asked.split(':');
  return [behaviour, Math.min(86_400, Number(seconds) || 0)];
}

function isEarly(clock: Clock, call: PaymentCall, seconds: number): boolean {
  return Temporal.Instant.compare(clock.now(), call.createdAt.add({ seconds })) < 0;
}

function referenceOf(call: PaymentCall): string {
  return call.reference ?? `sandbox_${call.paymentId}`;
}

/** One event twice, and another that says the same. */
function tellings(call: PaymentCall, answer: ProviderAnswer): ProviderEvent[] {
  const told = (eventId: string): ProviderEvent => ({
    eventId: `${referenceOf(call)}_${eventId}`,
    type: 'sandbox.told',
    reference: referenceOf(call),
    paymentId: call.paymentId,
    answer,
  });
  return [told('a'), told('a'), told('b')];
}
