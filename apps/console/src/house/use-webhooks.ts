import { type Answer, answerOf } from '@engawa/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';

export type Webhook = Answer<'/api/webhooks'>['webhooks'][number];
export const webhooksKey = ['webhooks'] as const;

/** What waits is looked at again, so that one sees it go out. */
const refreshMs = 5000;

export function useWebhooks() {
  return useQuery({
    queryKey: webhooksKey,
    queryFn: () => answerOf(api.GET('/api/webhooks')),
    refetchInterval: ({ state }) =>
      state.data?.webhooks.some(({ waiting }) => waiting > 0) === true ? refreshMs : false,
  });
}

/** Kinds as somebody typed them, several by commas or spaces. */
export function eventTypesOf(typed: string): string[] {
  return typed.split(/[,、\s]+/).filter((each) => each !== '');
}

/** Switches a webhook on or off. */
export function useSwitch({ id }: Webhook) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (isEnabled: boolean) =>
      answerOf(
        api.PATCH('/api/webhooks/{webhookId}', {
          params: { path: { webhookId: id } },
          body: { isEnabled },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
}
