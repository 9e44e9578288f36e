// One webhook: how it stands, what was sent and whether it arrived, where it goes, its secret, and its end.
import { answerOf, doneOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api } from '../api.ts';
import { NotFoundPage } from '../frame/not-found-page.tsx';
import { Field, Outcome, Save, textOf } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { Sure } from '../parts/sure.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { Deliveries } from './deliveries.tsx';
import { ShownOnce } from './shown-once.tsx';
import { eventTypesOf, useSwitch, useWebhooks, type Webhook, webhooksKey } from './use-webhooks.ts';
import { WebhookState } from './webhook-state.tsx';

export function WebhookPage() {
  const { webhookId = '' } = useParams();
  const webhooks = useWebhooks();
  return (
    <Answered query={webhooks}>
      {(data) => {
        const webhook = data.webhooks.find(({ id }) => id === webhookId);
        return webhook === undefined ? (
          <NotFoundPage />
        ) : (
          <Detail key={webhook.id} webhook={webhook} />
        );
      }}
    </Answered>
  );
}

type Props = { readonly webhook: Webhook };

function Detail({ webhook }: Props) {
  const words = useWords();
  const say = words.webhooks;
  const mayChange = useMay('webhooks');
  return (
    <Page back="/house" lead={say.lead} title={words.house.webhooks}>
      <p className="mb-4 break-all font-bold">{webhook.url}</p>
      <Facts
        facts={[
          { name: say.state, value: <WebhookState webhook={webhook} /> },
          { name: words.house.waiting, value: formatCount(webhook.waiting) },
          { name: words.house.failed, value: formatCount(webhook.failed) },
          { name: say.madeAt, value: <Stamp iso={webhook.createdAt} /> },
          { name: say.kinds, value: webhook.eventTypes.join(', ') },
        ]}
      />
      {webhook.disabledReason !== null && (
        <p className="mt-4 text-kaki">{say.stopped(webhook.disabledReason)}</p>
      )}
      {mayChange && <OnOff webhook={webhook} />}
      <Section title={say.deliveries}>
        <Deliveries webhook={webhook} />
      </Section>
      {mayChange && (
        <>
          <Section title={say.edit}>
            <EditWebhook webhook={webhook} />
          </Section>
          <Section title={say.secret}>
            <RenewSecret webhook={webhook} />
          </Section>
          <Section title={say.remove}>
            <RemoveWebhook webhook={webhook} />
          </Section>
        </>
      )}
    </Page>
  );
}

function OnOff({ webhook }: Props) {
  const { house } = useWords();
  const switching = useSwitch(webhook);
  return (
    <div className="mt-4">
      <Button disabled={switching.isPending} onClick={() => switching.mutate(!webhook.isEnabled)}>
        {webhook.isEnabled ? house.disable : house.enable}
      </Button>
      <Outcome error={switching.error} />
    </div>
  );
}

function EditWebhook({ webhook }: Props) {
  const words = useWords();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: { url: string; eventTypes: string[] }) =>
      answerOf(
        api.PATCH('/api/webhooks/{webhookId}', {
          params: { path: { webhookId: webhook.id } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: webhooksKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    saving.mutate({
      url: textOf(form, 'url'),
      eventTypes: eventTypesOf(textOf(form, 'eventTypes')),
    });
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Field
          defaultValue={webhook.url}
          label={words.house.url}
          maxLength={2000}
          name="url"
          required
          type="url"
        />
        <Field
          defaultValue={webhook.eventTypes.join(', ')}
          hint={words.house.eventTypesHint}
          label={words.house.eventTypes}
          maxLength={2000}
          name="eventTypes"
          required
        />
      </div>
      <Save
        done={saving.isSuccess ? words.webhooks.saved : undefined}
        error={saving.error}
        isPending={saving.isPending}
      />
    </form>
  );
}

function RenewSecret({ webhook }: Props) {
  const words = useWords();
  const say = words.webhooks;
  const renewing = useMutation({
    mutationFn: () =>
      answerOf(
        api.PATCH('/api/webhooks/{webhookId}', {
          params: { path: { webhookId: webhook.id } },
          body: { newSecret: true },
        }),
      ),
  });
  return (
    <div className="max-w-3xl space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <p className="text-ink-soft">{say.secretLead}</p>
      <Sure
        act="renew"
        hint={say.renewHint}
        isBusy={renewing.isPending}
        onSure={() => renewing.mutate()}
        title={say.renewSure}
        word={say.renew}
      />
      <Outcome error={renewing.error} />
      {renewing.data?.secret !== undefined && (
        <ShownOnce hint={words.house.secretMade} secret={renewing.data.secret} />
      )}
    </div>
  );
}

function RemoveWebhook({ webhook }: Props) {
  const words = useWords();
  const say = words.webhooks;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const removing = useMutation({
    mutationFn: () =>
      doneOf(
        api.DELETE('/api/webhooks/{webhookId}', { params: { path: { webhookId: webhook.id } } }),
      ),
    onSuccess: async () => {
      await navigate('/house');
      await queries.invalidateQueries({ queryKey: webhooksKey });
    },
  });
  return (
    <div className="max-w-3xl space-y-4 rounded-lg bg-paper p-5 shadow-rest md:p-6">
      <p className="text-ink-soft">{say.removeLead}</p>
      <Sure
        act="remove"
        hint={say.removeHint}
        isBusy={removing.isPending}
        isWarning={true}
        onSure={() => removing.mutate()}
        title={say.removeSure(webhook.url)}
        word={say.remove}
      />
      <Outcome error={removing.error} />
    </div>
  );
}
