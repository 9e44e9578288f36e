// The customer before the clerk, as the house tells of her. Each look is logged: it is asked for once and kept nowhere.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, queries } from '../../api.ts';
import { askOrRemember } from '../../offline/memory.ts';
import { complain } from '../../parts/notices.tsx';
import { customersKey } from '../find-customers.ts';

export type Served = Answer<'/api/floor/customers/{customerId}'>;
export type ShownItem = NonNullable<Served['taste']>['wishes'][number];
export type Proposal = NonNullable<Served['taste']>['proposals'][number];
export type FollowUp = Served['followUps'][number];
export type Reason =
  | 'customer_present'
  | 'follow_up'
  | 'order_question'
  | 'delivery'
  | 'complaint'
  | 'correction';
type Decision = 'given' | 'withdrawn';

const dueKey = ['floor', 'due'] as const;

type Look = { readonly customerId: string; readonly placeId: string; readonly reason: Reason };

export function useServed({ customerId, placeId, reason }: Look) {
  return useQuery({
    queryKey: customersKey('served', customerId, placeId, reason),
    queryFn: async () => {
      const params = { path: { customerId }, query: { placeId, reason } };
      const data = await answerOf(api.GET('/api/floor/customers/{customerId}', { params }));
      return { data, savedAt: null };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

function renew(): Promise<void> {
  void queries.invalidateQueries({ queryKey: dueKey });
  return queries.invalidateQueries({ queryKey: customersKey('served') });
}

function useDoing<Input>(send: (input: Input) => Promise<unknown>) {
  return useMutation({
    mutationFn: send,
    onSuccess: renew,
    onError: (error) => complain(error),
  });
}

function once() {
  return { 'idempotency-key': crypto.randomUUID() };
}

export function useHerAnswer(customerId: string, placeId: string, language: 'ja' | 'en') {
  const path = { customerId };
  return useDoing((decision: Decision) =>
    doneOf(
      api.POST('/api/floor/customers/{customerId}/personalisation', {
        params: { path },
        body: { placeId, decision, language },
      }),
    ),
  );
}

export function useWriteNote(customerId: string, placeId: string) {
  const path = { customerId };
  return useDoing((text: string) =>
    answerOf(
      api.POST('/api/floor/customers/{customerId}/notes', {
        params: { path, header: once() },
        body: { placeId, text },
      }),
    ),
  );
}

export function useTakeBackNote() {
  return useDoing((noteId: string) =>
    doneOf(api.DELETE('/api/floor/notes/{noteId}', { params: { path: { noteId } } })),
  );
}

export function usePlanFollowUp(customerId: string, placeId: string) {
  const path = { customerId };
  return useDoing(({ text, dueOn }: { readonly text: string; readonly dueOn: string }) =>
    answerOf(
      api.POST('/api/floor/customers/{customerId}/follow-ups', {
        params: { path, header: once() },
        body: { placeId, text, dueOn },
      }),
    ),
  );
}

export function useSettleFollowUp() {
  return useDoing(({ id, isDone }: { readonly id: string; readonly isDone: boolean }) =>
    doneOf(
      api.POST('/api/floor/follow-ups/{followUpId}/done', {
        params: { path: { followUpId: id } },
        body: { isDone },
      }),
    ),
  );
}

/** What this shop has promised for today or before, names masked. */
export function useDueFollowUps(placeId: string) {
  const queryKey = [...dueKey, placeId];
  return useQuery({
    queryKey,
    queryFn: () =>
      askOrRemember(queryKey, async () => {
        const params = { query: { placeId } };
        return (await answerOf(api.GET('/api/floor/follow-ups', { params }))).followUps;
      }),
  });
}
