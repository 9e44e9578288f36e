// The orders of a shop: those that wait, of whatever day, and the newest of all.
import { answerOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { ordersKey } from '../log/live.ts';
import { askOrRemember, type Remembered } from '../offline/memory.ts';
import { repeating } from '../offline/repeating.ts';
import { notify } from '../parts/notices.tsx';
import { sayWrong } from '../parts/say-wrong.ts';
import { useWords } from '../words/words.ts';
import type { Step } from './order-flow.ts';
import { joinPages, type OrderRow } from './order-list.ts';

const waitingStates = ['placed', 'accepted', 'preparing', 'ready'] as const;
const pageSize = 100;

export function useOrders(placeId: string) {
  return useQuery({
    queryKey: ordersKey(placeId),
    queryFn: () => askOrRemember(ordersKey(placeId), () => fetchOrders(placeId)),
  });
}

async function fetchOrders(placeId: string): Promise<readonly OrderRow[]> {
  const page = async (state?: (typeof waitingStates)[number]) => {
    const query = { placeId, limit: pageSize, ...(state === undefined ? {} : { state }) };
    return (await answerOf(api.GET('/api/orders', { params: { query } }))).orders;
  };
  const pages = await Promise.all([page(), ...waitingStates.map((state) => page(state))]);
  return joinPages(pages, placeId);
}

function orderKey(orderId: string) {
  return ['orders', 'one', orderId] as const;
}

export function useOrder(orderId: string) {
  const key = orderKey(orderId);
  return useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, () =>
        answerOf(api.GET('/api/orders/{orderId}', { params: { path: { orderId } } })),
      ),
  });
}

type Stepping = { readonly order: OrderRow; readonly to: Step; readonly reason?: string };

/** Moves an order on: on the screen at once, and back again with a notice when the house says no. */
export function useStep(placeId: string) {
  const words = useWords();
  return useMutation({
    mutationFn: ({ order, to, reason }: Stepping) => sendStep(order.id, to, reason),
    onMutate: ({ order, to }) => {
      showState(placeId, order.id, to);
    },
    onSuccess: (_answer, { to }) => {
      notify({ tone: 'calm', text: words.orders.did[to] ?? '' });
    },
    onError: (error, { order }) => {
      showState(placeId, order.id, order.state);
      const why = sayWrong(error, words);
      notify({ tone: 'bad', text: `${words.orders.failed(order.number)} ${why}` });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
}

async function sendStep(orderId: string, to: Step, reason: string | undefined): Promise<void> {
  await repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/state', {
        params: { path: { orderId }, header: { 'idempotency-key': key } },
        body: { to, ...(reason === undefined ? {} : { reason }) },
      }),
    ),
  );
}

function showState(placeId: string, orderId: string, state: string): void {
  queries.setQueryData<Remembered<readonly OrderRow[]>>(ordersKey(placeId), (before) =>
    before === undefined
      ? before
      : {
          ...before,
          data: before.data.map((order) => (order.id === orderId ? { ...order, state } : order)),
        },
  );
  queries.setQueryData<Remembered<OrderRow>>(orderKey(orderId), (before) =>
    before === undefined ? before : { ...before, data: { ...before.data, state } },
  );
}
