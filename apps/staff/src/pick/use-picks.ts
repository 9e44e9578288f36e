// What is to be picked, as the tablet holds it; kept for a look without a line. Each find has a key of its own, so that an
// answer that was lost confirms nothing twice.
import { type Answer, answerOf, Unreachable } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';

export type Pick = Answer<'/api/orders/picks'>['lines'][number];
export type Parcel = Answer<'/api/orders/parcels'>['parcels'][number];
export type Task = Answer<'/api/orders/tasks'>['tasks'][number];

const lookEveryMs = 15_000;
const root = ['orders', 'back'] as const;

export function usePicks(placeId: string) {
  const key = [...root, 'picks', placeId];
  return useQuery({
    queryKey: key,
    refetchInterval: lookEveryMs,
    queryFn: () =>
      askOrRemember(
        key,
        async () =>
          (await answerOf(api.GET('/api/orders/picks', { params: { query: { placeId } } }))).lines,
      ),
  });
}

export function useParcels(placeId: string) {
  const key = [...root, 'parcels', placeId];
  return useQuery({
    queryKey: key,
    refetchInterval: lookEveryMs,
    queryFn: () =>
      askOrRemember(
        key,
        async () =>
          (await answerOf(api.GET('/api/orders/parcels', { params: { query: { placeId } } })))
            .parcels,
      ),
  });
}

export function useTasks(placeId: string) {
  const key = [...root, 'tasks', placeId];
  return useQuery({
    queryKey: key,
    refetchInterval: lookEveryMs,
    queryFn: () =>
      askOrRemember(
        key,
        async () =>
          (await answerOf(api.GET('/api/orders/tasks', { params: { query: { placeId } } }))).tasks,
      ),
  });
}

/** After something was done all lists are asked again. */
export function renew(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['orders'] });
}

const triesMax = 3;

/** The same key each time. Throws what the house says, in her clerk's language. */
export async function repeating<Data>(send: (key: string) => Promise<Data>): Promise<Data> {
  const key = crypto.randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(key);
    } catch (error) {
      if (attempt >= triesMax || !(error instanceof Unreachable)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
    }
  }
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

export function sendPacked(orderId: string, shelf: string) {
  return repeating((key) =>
    answerOf(
      api.POST('/api/orders/{orderId}/pack', {
        params: { path: { orderId }, header: { 'idempotency-key': key } },
        body: shelf === '' ? {} : { shelf },
      }),
    ),
  );
}
