// What is to be picked, as the tablet holds it; kept for a look without a line. Each find has a key of its own, so that an
// answer that was lost confirms nothing twice.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { repeating } from '../offline/repeating.ts';

export type Pick = Answer<'/api/orders/picks'>['lines'][number];
export type Parcel = Answer<'/api/orders/parcels'>['parcels'][number];
export type Task = Answer<'/api/orders/tasks'>['tasks'][number];

const lookEveryMs = 15_000;
const root = ['orders', 'back'] as const;

/** One of the three lists of a place, asked anew every quarter of a minute. */
function useList<Row>(name: string, placeId: string, ask: () => Promise<readonly Row[]>) {
  const key = [...root, name, placeId];
  return useQuery({
    queryKey: key,
    refetchInterval: lookEveryMs,
    queryFn: () => askOrRemember(key, ask),
  });
}

export function usePicks(placeId: string) {
  const params = { query: { placeId } };
  return useList<Pick>('picks', placeId, async () => {
    return (await answerOf(api.GET('/api/orders/picks', { params }))).lines;
  });
}

export function useParcels(placeId: string) {
  const params = { query: { placeId } };
  return useList<Parcel>('parcels', placeId, async () => {
    return (await answerOf(api.GET('/api/orders/parcels', { params }))).parcels;
  });
}

export function useTasks(placeId: string) {
  const params = { query: { placeId } };
  return useList<Task>('tasks', placeId, async () => {
    return (await answerOf(api.GET('/api/orders/tasks', { params }))).tasks;
  });
}

/** After something was done all lists are asked again. */
export function renew(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['orders'] });
}

function pathOf(pick: Pick) {
  return { orderId: pick.orderId, line: pick.line };
}

/** A piece was found; without a code it is confirmed by hand. */
export function sendFound(pick: Pick, code: string | undefined) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/picks/{line}', {
        params: { path: pathOf(pick), header: { 'idempotency-key': key } },
        body: code === undefined ? {} : { code },
      }),
    ),
  );
}

export function sendShort(pick: Pick, offerItemIds: string[]) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/picks/{line}/short', {
        params: { path: pathOf(pick), header: { 'idempotency-key': key } },
        body: { offerItemIds },
      }),
    ),
  );
}

/** `parcel`: which one of an order that several places send; null: it is the only one. */
export function sendPacked(orderId: string, shelf: string, parcel: number | null) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/pack', {
        params: { path: { orderId }, header: { 'idempotency-key': key } },
        body: {
          ...(shelf === '' ? {} : { shelf }),
          ...(parcel === null ? {} : { parcel }),
        },
      }),
    ),
  );
}
