// The bookings of a day at this shop, kept for a look without a line.
import { type Answer, answerOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, queries } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { complain } from '../parts/notices.tsx';

export type Booking = Answer<'/api/bookings'>['bookings'][number];

export type Act = 'arrive' | 'fulfil' | 'miss';

const root = ['bookings'] as const;
/** Another tablet, or her own phone, may change it; the log tells sooner. */
const lookEveryMs = 30_000;

export function useBookings(placeId: string, day: string) {
  const queryKey = [...root, 'day', placeId, day];
  return useQuery({
    queryKey,
    refetchInterval: lookEveryMs,
    queryFn: () =>
      askOrRemember(queryKey, async () => {
        const params = { query: { placeId, from: day } };
        return (await answerOf(api.GET('/api/bookings', { params }))).bookings;
      }),
  });
}

export function useResources(placeId: string) {
  const queryKey = [...root, 'resources', placeId];
  return useQuery({
    queryKey,
    staleTime: 5 * 60_000,
    queryFn: () =>
      askOrRemember(queryKey, async () => {
        const params = { query: { placeId } };
        return (await answerOf(api.GET('/api/bookings/resources', { params }))).resources;
      }),
  });
}

export function useNote() {
  return useMutation({
    mutationFn: ({ id, act }: { readonly id: string; readonly act: Act }) => {
      const header = { 'idempotency-key': crypto.randomUUID() };
      const params = { path: { bookingId: id }, header };
      const send = {
        arrive: () => api.POST('/api/bookings/{bookingId}/arrive', { params }),
        fulfil: () => api.POST('/api/bookings/{bookingId}/fulfil', { params }),
        miss: () => api.POST('/api/bookings/{bookingId}/miss', { params }),
      };
      return answerOf(send[act]());
    },
    onError: (error) => complain(error),
    onSettled: () => queries.invalidateQueries({ queryKey: root }),
  });
}
