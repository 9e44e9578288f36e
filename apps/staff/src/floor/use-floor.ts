// Questions from shop to shop, and orders for a customer that another place sends.
import { type Answer, answerOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';

export type StockCall = Answer<'/api/floor/stock-calls'>['calls'][number];
export type CallAnswer = 'here' | 'none' | 'busy';

const key = ['floor'] as const;

export function useCalls(placeId: string) {
  const queryKey = [...key, 'calls', placeId];
  return useQuery({
    queryKey,
    queryFn: () =>
      askOrRemember(queryKey, async () => {
        const params = { query: { placeId } };
        return (await answerOf(api.GET('/api/floor/stock-calls', { params }))).calls;
      }),
  });
}

type Question = { readonly itemId: string; readonly toPlaceIds: string[] };

export function useAsk(fromPlaceId: string) {
  return useMutation({
    mutationFn: ({ itemId, toPlaceIds }: Question) =>
      answerOf(
        api.POST('/api/floor/stock-calls', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { itemId, toPlaceIds, fromPlaceId, quantity: 1 },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

type GivenAnswer = {
  readonly id: string;
  readonly answer: CallAnswer;
  /** Taken off the shelf and kept for whoever asked. */
  readonly isKept?: boolean;
};

export function useAnswerCall() {
  return useMutation({
    mutationFn: ({ id, answer, isKept = false }: GivenAnswer) =>
      answerOf(
        api.POST('/api/floor/stock-calls/{callId}/answer', {
          params: {
            path: { callId: id },
            header: { 'idempotency-key': `${id}-${answer}-${isKept}` },
          },
          body: { answer, isKept },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export type OrderForHer = {
  /** Made when the form was opened: pressed twice, it is one order. */
  readonly orderId: string;
  readonly placeId: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly recordId: string | undefined;
  readonly contact: Readonly<Record<string, string>>;
};

/** Ordered by the clerk, paid at the counter, sent by whichever place has it. */
export function useOrderForHer() {
  return useMutation({
    mutationFn: async (order: OrderForHer) => {
      const { orderId, placeId, itemId, quantity, recordId, contact } = order;
      const header = { 'idempotency-key': orderId };
      const placed = await answerOf(
        api.POST('/api/orders', {
          params: { header },
          body: {
            id: orderId,
            placeId,
            fulfilment: 'delivery',
            isFromAnywhere: true,
            lines: [{ itemId, quantity }],
            contact,
            ...(recordId === undefined ? {} : { recordId }),
            payment: { method: 'card', provider: 'counter' },
          },
        }),
      );
      for (const paymentId of placed.paymentIds) {
        const params = { path: { paymentId } };
        await answerOf(api.POST('/api/payments/{paymentId}/confirm', { params }));
      }
      return placed;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
}
