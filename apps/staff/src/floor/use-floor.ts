// Questions from shop to shop, and orders for a customer that another place sends.
import { type Answer, answerOf } from '@engawa/client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
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
  /** As she was told. */
  readonly seenDeliveryMinor: number | undefined;
};

type Quoted = {
  readonly placeId: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly recordId: string | undefined;
  readonly postalCode: string;
  readonly prefecture: string;
};

/** What it comes to with its delivery, so that she hears it before she pays; nothing without a line. */
export function useQuote(quoted: Quoted) {
  const { placeId, itemId, quantity, recordId, postalCode, prefecture } = quoted;
  return useQuery({
    queryKey: ['orders', 'quote', quoted],
    queryFn: async () => {
      const deliverTo = {
        ...(postalCode === '' ? {} : { postalCode }),
        ...(prefecture === '' ? {} : { prefecture }),
      };
      const body = {
        placeId,
        fulfilment: 'delivery' as const,
        lines: [{ itemId, quantity }],
        ...(recordId === undefined ? {} : { recordId }),
        deliverTo,
      };
      return answerOf(api.POST('/api/orders/preview', { body }));
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Ordered by the clerk, paid at the counter, sent by whichever place has it. */
export function useOrderForHer() {
  return useMutation({
    mutationFn: async (order: OrderForHer) => {
      const { orderId, placeId, itemId, quantity, recordId, contact, seenDeliveryMinor } = order;
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
            ...(seenDeliveryMinor === undefined ? {} : { seenDeliveryMinor }),
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

const contactFields = ['familyName', 'givenName', 'phone', 'email', 'postalCode', 'prefecture'];

/** Her name and address as she told them, for the order of the customer who stands here; the look is logged. */
export function useKnown(customerId: string | null, recordId: string | null) {
  return useQuery({
    queryKey: ['customers', 'order-for', customerId, recordId],
    queryFn: async () => {
      const none: Readonly<Record<string, string>> = {};
      if (customerId === null) {
        return { data: none, savedAt: null };
      }
      const params = { path: { customerId }, query: { reason: 'customer_present' as const } };
      const { records } = await answerOf(api.GET('/api/customers/{customerId}', { params }));
      const told = records.find(({ id }) => id === recordId)?.profile ?? records[0]?.profile;
      const fields = new Map<string, unknown>(Object.entries(told ?? {}));
      const address = [told?.city, told?.address].filter((part) => part !== undefined).join('');
      const known = [
        ...contactFields.map((name) => [name, fields.get(name)] as const),
        ['phone', told?.phone ?? told?.mobilePhone] as const,
        ['address', address] as const,
      ].filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string');
      return { data: Object.fromEntries(known), savedAt: null };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
