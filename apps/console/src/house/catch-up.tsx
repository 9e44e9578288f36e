// What happened while a webhook was off has no delivery at all: everything after the last that arrived goes out, and what
// is sent twice keeps its id.
import { answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Sure } from '../parts/sure.tsx';
import { useWords } from '../words/words.ts';
import { type Webhook, webhooksKey } from './use-webhooks.ts';

const pageMax = 200;

export function CatchUp({ webhook }: { readonly webhook: Webhook }) {
  const say = useWords().webhooks;
  const queries = useQueryClient();
  const catching = useMutation({
    mutationFn: () => sendAfterLast(webhook.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
  return (
    <div className="mb-6">
      <Sure
        act="catch-up"
        hint={say.catchUpHint}
        isBusy={catching.isPending}
        onSure={() => catching.mutate()}
        title={say.catchUpSure}
        word={say.catchUp}
      />
      <Outcome
        done={catching.isSuccess ? say.sent(formatCount(catching.data)) : undefined}
        error={catching.error}
      />
    </div>
  );
}

/** Answers how many go out. */
async function sendAfterLast(webhookId: string): Promise<number> {
  const [{ epoch }, position] = await Promise.all([
    answerOf(api.GET('/api/house')),
    readLastArrived(webhookId),
  ]);
  let sent = 0;
  let after: string | null = position === undefined ? null : `${epoch}-${position}`;
  while (after !== null) {
    const page: { replayed: number; cursor: string | null } = await answerOf(
      api.POST('/api/webhooks/{webhookId}/replay', {
        params: { path: { webhookId }, header: { 'idempotency-key': crypto.randomUUID() } },
        body: { after },
      }),
    );
    sent += page.replayed;
    after = page.cursor;
  }
  return sent;
}

/**
 * The position of the last that arrived; where none did, the one before the first that was tried; undefined where nothing
 * was tried, and nothing missed.
 */
async function readLastArrived(webhookId: string): Promise<number | undefined> {
  const read = (query: { state?: 'delivered'; before?: number; limit: number }) =>
    answerOf(
      api.GET('/api/webhooks/{webhookId}/deliveries', { params: { path: { webhookId }, query } }),
    );
  const arrived = (await read({ state: 'delivered', limit: 1 })).deliveries[0];
  if (arrived !== undefined) {
    return arrived.position;
  }
  let { deliveries, next } = await read({ limit: pageMax });
  while (next !== null) {
    const page = await read({ before: next, limit: pageMax });
    deliveries = page.deliveries.length === 0 ? deliveries : page.deliveries;
    next = page.next;
  }
  const first = deliveries.at(-1);
  return first === undefined ? undefined : first.position - 1;
}
