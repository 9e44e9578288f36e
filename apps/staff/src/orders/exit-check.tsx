// What was bought with her own phone inside the shop, looked at once at the exit: whether it is paid is what the house
// says, not her screen.
import { answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useWords } from '../words/words.ts';

export const scanChannel = 'scan';

type ExitState = 'paid' | 'waiting' | 'failed' | 'done';

/** Bought with her own phone and still in the shop. */
export function isAtExit({ channel, state }: { readonly channel: string; readonly state: string }) {
  return channel === scanChannel && open.has(state);
}

const open = new Set(['placed', 'accepted', 'preparing', 'ready']);
const again = new Set(['pending', 'unknown']);
const askAgainMs = 1500;

/** Undefined while it is asked for. */
export function useExitState(order: {
  readonly id: string;
  readonly state: string;
  readonly channel: string;
}): ExitState | undefined {
  const isAsked = isAtExit(order);
  const payments = useQuery({
    queryKey: ['payments', order.id],
    queryFn: async () => {
      const params = { query: { orderId: order.id } };
      return (await answerOf(api.GET('/api/payments', { params }))).payments;
    },
    enabled: isAsked,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some((payment) => again.has(payment.state)) === true ? askAgainMs : false,
  });
  if (!isAsked) {
    return order.state === 'handed_over' || order.state === 'completed' ? 'done' : 'failed';
  }
  if (payments.data === undefined) {
    return undefined;
  }
  const states = payments.data.map(({ state }) => state);
  if (states.some((state) => again.has(state))) {
    return 'waiting';
  }
  return states.every((state) => state === 'authorised' || state === 'captured')
    ? 'paid'
    : 'failed';
}

export function ExitCheck({ state }: { readonly state: ExitState | undefined }) {
  const { exit } = useWords().floor;
  const isGood = state === 'paid';
  return (
    <div
      aria-live="assertive"
      className={`mb-5 rounded-lg p-5 ${isGood ? 'bg-ai-mist text-ai-deep' : 'bg-kaki-mist text-kaki'}`}
      data-exit={state ?? 'asking'}
    >
      <p className="text-sm">{exit.title}</p>
      <p className="font-bold text-xl">{state === undefined ? exit.waiting : exit[state]}</p>
    </div>
  );
}
