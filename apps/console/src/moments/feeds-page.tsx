// What other systems send: the feeds, what of it was set aside and why, and the kinds of moments that the house added.
import { answerOf, type Body } from '@engawa/client';
import { Check } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { ShownOnce } from '../house/shown-once.tsx';
import { Field, Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { FeedCard } from './feed-card.tsx';
import { MomentSchemas } from './moment-schemas.tsx';
import { PlaceSelect } from './place-select.tsx';
import { Quarantine } from './quarantine.tsx';
import { type Feed, feedsKey } from './use-feeds.ts';

export function FeedsPage() {
  const say = useWords().feeds;
  const mayChange = useMay('moments');
  const feeds = useQuery({
    queryKey: feedsKey,
    queryFn: () => answerOf(api.GET('/api/moments/feeds')),
  });
  return (
    <Page back="/log" lead={say.lead} title={say.title}>
      <Answered query={feeds}>
        {(data) => (
          <>
            <Feeds feeds={data.feeds} mayChange={mayChange} />
            {mayChange && (
              <Section title={say.add}>
                <NewFeed />
              </Section>
            )}
            <Section title={say.quarantine}>
              <Quarantine feeds={data.feeds} mayChange={mayChange} />
            </Section>
          </>
        )}
      </Answered>
      <Section title={say.schemas}>
        <MomentSchemas mayChange={mayChange} />
      </Section>
    </Page>
  );
}

type FeedsProps = { readonly feeds: readonly Feed[]; readonly mayChange: boolean };

function Feeds({ feeds, mayChange }: FeedsProps) {
  const say = useWords().feeds;
  return feeds.length === 0 ? (
    <p>{say.none}</p>
  ) : (
    <ul className="grid gap-4 lg:grid-cols-2">
      {feeds.map((feed) => (
        <FeedCard feed={feed} key={feed.code} mayChange={mayChange} />
      ))}
    </ul>
  );
}

type FeedToAdd = Body<'/api/moments/feeds'>;

function NewFeed() {
  const say = useWords().feeds;
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: FeedToAdd) => answerOf(api.POST('/api/moments/feeds', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: feedsKey }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const placeId = textOf(form, 'placeId');
    adding.mutate({
      code: textOf(form, 'code'),
      name: textOf(form, 'name'),
      channel: textOf(form, 'channel') as FeedToAdd['channel'],
      ...(placeId === '' ? {} : { placeId }),
      unknownNames: textOf(form, 'unknownNames') === 'count' ? 'count' : 'quarantine',
      trustsConsent: form.has('trustsConsent'),
    });
  };
  const { origin } = globalThis.location;
  return (
    <form
      className="max-w-4xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      data-form="feed"
      onSubmit={submit}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={say.name} maxLength={100} name="name" required />
        <Field
          autoCapitalize="none"
          hint={say.codeHint}
          label={say.code}
          maxLength={40}
          name="code"
          pattern="[a-z0-9][a-z0-9\-]+"
          required
          spellCheck={false}
        />
        <Select label={say.channel} name="channel">
          <Options words={say.channels} />
        </Select>
        <PlaceSelect label={say.place} none={say.noPlace} />
        <Select label={say.unknownNames} name="unknownNames">
          <Options words={say.unknown} />
        </Select>
        <Check label={say.trustsConsent} name="trustsConsent" />
      </div>
      <p className="break-words text-ink-soft text-sm">
        {say.sendTo(`${origin}/v1`, `${origin}/api/moments/cloudevents`)}
      </p>
      <Save error={adding.error} isPending={adding.isPending} label={say.addNow} />
      {adding.data !== undefined && <ShownOnce hint={say.keyMade} secret={adding.data.writeKey} />}
    </form>
  );
}
