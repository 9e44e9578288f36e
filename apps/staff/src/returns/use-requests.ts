// What customers ask to give back, as the tablet holds it; kept for a look without a line.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { repeating } from '../offline/repeating.ts';

export type ReturnRequest = Answer<'/api/orders/return-requests'>['requests'][number];
export type RequestSeen = Answer<'/api/orders/return-requests/{requestId}'>;

const lookEveryMs = 15_000;
const root = ['orders', 'back', 'return-requests'] as const;

/** All that somebody still has to do something with. */
export function useReturnRequests() {
  const key = [...root, 'open'];
  return useQuery({
    queryKey: key,
    refetchInterval: lookEveryMs,
    queryFn: () =>
      askOrRemember(key, async () => {
        const query = { open: true, limit: 200 };
        return (await answerOf(api.GET('/api/orders/return-requests', { params: { query } })))
          .requests;
      }),
  });
}

export function useReturnRequest(requestId: string) {
  const key = [...root, requestId];
  return useQuery({
    queryKey: key,
    queryFn: () => askOrRemember(key, () => findRequest(requestId)),
    retry: false,
  });
}

export function findRequest(requestId: string): Promise<RequestSeen> {
  const params = { path: { requestId } };
  return answerOf(api.GET('/api/orders/return-requests/{requestId}', { params }));
}

export type RefusedFor = NonNullable<RequestSeen['refusedFor']>;
export type Move = {
  readonly to: 'accepted' | 'received' | 'refused';
  readonly refusedFor?: RefusedFor;
};

export function moveRequest({ id }: RequestSeen, placeId: string, move: Move) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/return-requests/{requestId}/state', {
        params: { path: { requestId: id }, header: { 'idempotency-key': key } },
        body: { placeId, ...move },
      }),
    ),
  );
}

export type Disposition = 'restocked' | 'damaged';

/** Takes back what she asked for and refunds it the way she paid. */
export function refundRequest(
  { orderId, lines, reason }: RequestSeen,
  placeId: string,
  disposition: Disposition,
) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/returns', {
        params: { path: { orderId }, header: { 'idempotency-key': key } },
        body: {
          placeId,
          reason,
          refundAs: 'original',
          lines: lines.map(({ line, quantity }) => ({ line, quantity, disposition })),
        },
      }),
    ),
  );
}

/** After something was done everything about orders is asked again. */
export function renewRequests(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['orders'] });
}
