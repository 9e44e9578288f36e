// What is kept in this shop for customers, as the house knows it.
import { type Answer, answerOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';

export type Layaway = Answer<'/api/layaways/{layawayId}'>;

const key = ['layaways'] as const;

export function useLayaways(placeId: string) {
  const queryKey = [...key, 'list', placeId];
  return useQuery({
    queryKey,
    queryFn: () =>
      askOrRemember(queryKey, async () => {
        const params = { query: { placeId } };
        return (await answerOf(api.GET('/api/layaways', { params }))).layaways;
      }),
  });
}

export function useLayaway(layawayId: string) {
  const queryKey = [...key, 'one', layawayId];
  return useQuery({
    queryKey,
    queryFn: () =>
      askOrRemember(queryKey, () =>
        answerOf(api.GET('/api/layaways/{layawayId}', { params: { path: { layawayId } } })),
      ),
  });
}

/** Ends one: she takes it, or it goes back. The same key each time it is tried again. */
export function useEndLayaway(layawayId: string) {
  return useMutation({
    mutationFn: (how: 'collection' | 'cancellation') => {
      const params = {
        path: { layawayId },
        header: { 'idempotency-key': `${how}-${layawayId}` },
      };
      return how === 'collection'
        ? answerOf(api.POST('/api/layaways/{layawayId}/collection', { params }))
        : answerOf(api.POST('/api/layaways/{layawayId}/cancellation', { params, body: {} }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}
