// One feed: what it may do, and its end.
import { answerOf } from '@engawa/client';
import { Badge, Check } from '@engawa/ui';
import { wordFor } from '@engawa/ui/work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Options } from '../parts/options.tsx';
import { Sure } from '../parts/sure.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { type Feed, feedsKey } from './use-feeds.ts';

type Change = {
  readonly unknownNames?: Feed['unknownNames'];
  readonly trustsConsent?: boolean;
  readonly isEnded?: true;
};
type CardProps = { readonly feed: Feed; readonly mayChange: boolean };

export function FeedCard({ feed, mayChange }: CardProps) {
  const words = useWords();
  const say = words.feeds;
  const times = useTimes();
  const placeName = usePlaceName();
  const isUsed = feed.endedAt === null;
  const place = feed.placeId === null ? undefined : placeName(feed.placeId);
  const facts = [
    wordFor(say.channels, feed.channel),
    place,
    `${say.unknownNames}: ${say.unknown[feed.unknownNames]}`,
    feed.trustsConsent ? say.trusts : undefined,
    say.since(times.day(feed.createdAt)),
  ].filter((each) => each !== undefined);
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6" data-feed={feed.code}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 font-bold">
          {feed.name} <code className="ml-1 text-ink-soft text-sm">{feed.code}</code>
        </p>
        <Badge tone={isUsed ? 'here' : 'quiet'}>{isUsed ? say.using : say.ended}</Badge>
      </div>
      <p className="mt-1 text-sm">{facts.join(words.moments.separator)}</p>
      {mayChange && isUsed && <FeedForm feed={feed} />}
    </li>
  );
}

function FeedForm({ feed }: { readonly feed: Feed }) {
  const say = useWords().feeds;
  const queries = useQueryClient();
  const change = (body: Change) =>
    answerOf(
      api.PATCH('/api/moments/feeds/{code}', { params: { path: { code: feed.code } }, body }),
    );
  const onSuccess = () => queries.invalidateQueries({ queryKey: feedsKey });
  const saving = useMutation({ mutationFn: change, onSuccess });
  const ending = useMutation({ mutationFn: () => change({ isEnded: true }), onSuccess });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    saving.mutate({
      unknownNames: textOf(form, 'unknownNames') === 'count' ? 'count' : 'quarantine',
      trustsConsent: form.has('trustsConsent'),
    });
  };
  return (
    <>
      <form className="mt-4 space-y-3 border-line border-t pt-4" onSubmit={submit}>
        <Select defaultValue={feed.unknownNames} label={say.unknownNames} name="unknownNames">
          <Options words={say.unknown} />
        </Select>
        <Check defaultChecked={feed.trustsConsent} label={say.trustsConsent} name="trustsConsent" />
        <Save
          done={saving.isSuccess ? say.saved : undefined}
          error={saving.error}
          isPending={saving.isPending}
          label={say.change}
        >
          <Sure
            act="end"
            hint={say.endHint}
            isBusy={ending.isPending}
            isWarning={true}
            onSure={() => ending.mutate()}
            title={say.endSure(feed.name)}
            word={say.end}
          />
        </Save>
      </form>
      <Outcome error={ending.error} />
    </>
  );
}
