// Where the log is told to: addresses, kinds of moments, what waits and what did not arrive.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { Badge, formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { useWords } from '../words/words.ts';
import { ShownOnce } from './shown-once.tsx';

type Webhook = Answer<'/api/webhooks'>['webhooks'][number];

const queryKey = ['webhooks'] as const;

export function Webhooks() {
  const words = useWords();
  const webhooks = useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/webhooks')) });
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
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey });
  const path = { webhookId: webhook.id };
  const switching = useMutation({
    mutationFn: (isEnabled: boolean) =>
      answerOf(api.PATCH('/api/webhooks/{webhookId}', { params: { path }, body: { isEnabled } })),
    onSuccess,
  });
  const removing = useMutation({
    mutationFn: () => doneOf(api.DELETE('/api/webhooks/{webhookId}', { params: { path } })),
    onSuccess,
  });
  const isBusy = switching.isPending || removing.isPending;
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 break-all font-bold">{webhook.url}</p>
        <Badge tone={webhook.isEnabled ? 'here' : 'now'}>
          {webhook.isEnabled ? words.house.enabled : words.house.disabled}
        </Badge>
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
      <div className="mt-4 flex flex-wrap gap-3">
        <Button disabled={isBusy} onClick={() => switching.mutate(!webhook.isEnabled)}>
          {webhook.isEnabled ? words.house.disable : words.house.enable}
        </Button>
        <Button disabled={isBusy} onClick={() => removing.mutate()}>
          {words.common.remove}
        </Button>
      </div>
      <Outcome error={switching.error ?? removing.error} />
    </li>
  );
}

function NewWebhook() {
  const words = useWords();
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: { url: string; eventTypes: string[] }) =>
      answerOf(api.POST('/api/webhooks', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const eventTypes = textOf(form, 'eventTypes')
      .split(/[,、\s]+/)
      .filter((each) => each !== '');
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
