// Where the log is told to: addresses, kinds of moments, what waits and what did not arrive.
import { answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Save, textOf } from '../parts/form.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { ShownOnce } from './shown-once.tsx';
import { eventTypesOf, useWebhooks, type Webhook, webhooksKey } from './use-webhooks.ts';
import { WebhookState } from './webhook-state.tsx';

export function Webhooks() {
  const words = useWords();
  const webhooks = useWebhooks();
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.house.webhooksLead}</p>
      <Answered query={webhooks}>
        {(data) =>
          data.webhooks.length === 0 ? (
            <p className="mb-6">{words.house.noWebhooks}</p>
          ) : (
            <ul className="mb-6 space-y-3">
              {data.webhooks.map((webhook) => (
                <WebhookCard key={webhook.id} webhook={webhook} />
              ))}
            </ul>
          )
        }
      </Answered>
      <NewWebhook />
    </>
  );
}

function WebhookCard({ webhook }: { readonly webhook: Webhook }) {
  const words = useWords();
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 break-all font-bold">{webhook.url}</p>
        <WebhookState webhook={webhook} />
      </div>
      <p className="mt-1 text-sm">{webhook.eventTypes.join(', ')}</p>
      <p className="mt-1 flex flex-wrap gap-x-6 text-ink-soft text-sm">
        <span>
          {words.house.waiting} {formatCount(webhook.waiting)}
        </span>
        <span>
          {words.house.failed} {formatCount(webhook.failed)}
        </span>
        {webhook.disabledReason !== null && <span>{webhook.disabledReason}</span>}
      </p>
      <p className="mt-3">
        <TextLink to={`/house/webhooks/${webhook.id}`}>{words.webhooks.open}</TextLink>
      </p>
    </li>
  );
}

function NewWebhook() {
  const words = useWords();
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: { url: string; eventTypes: string[] }) =>
      answerOf(api.POST('/api/webhooks', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const eventTypes = eventTypesOf(textOf(form, 'eventTypes'));
    adding.mutate({ url: textOf(form, 'url'), eventTypes });
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      <h3 className="font-bold">{words.house.addWebhook}</h3>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={words.house.url} maxLength={2000} name="url" required type="url" />
        <Field
          defaultValue="orders.*"
          hint={words.house.eventTypesHint}
          label={words.house.eventTypes}
          maxLength={500}
          name="eventTypes"
          required
        />
      </div>
      <Save error={adding.error} isPending={adding.isPending} label={words.common.add} />
      {adding.data?.secret !== undefined && (
        <ShownOnce hint={words.house.secretMade} secret={adding.data.secret} />
      )}
    </form>
  );
}
