// What is made for chosen days, as the house keeps it.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';

export type Preorder = Answer<'/api/orders/preorders'>['preorders'][number];

const key = ['orders', 'preorders'] as const;

export function usePreorders(after: string | null) {
  return useQuery({
    queryKey: [...key, 'list', after],
    queryFn: () =>
      answerOf(
        api.GET('/api/orders/preorders', {
          params: { query: { limit: 50, ...(after === null ? {} : { after }) } },
        }),
      ),
  });
}

/** Those of one item, the newest first. */
export function usePreordersOf(itemId: string) {
  return useQuery({
    queryKey: [...key, 'of', itemId],
    queryFn: () =>
      answerOf(api.GET('/api/orders/preorders', { params: { query: { itemId, limit: 50 } } })),
  });
}

export function useDaysToMake(preorderId: string, from: string, until: string) {
  return useQuery({
    queryKey: [...key, 'days', preorderId, from, until],
    queryFn: () =>
      answerOf(
        api.GET('/api/orders/preorders/{preorderId}/days', {
          params: { path: { preorderId }, query: { from, until } },
        }),
      ),
  });
}

export function useRenewPreorders(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}
