// One thing that can be booked: whether it takes bookings, its bounds and week, the days that differ, and the next times
// that customers are offered.
import { type Answer, answerOf } from '@engawa/client';
import { Badge } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { Outcome, Save } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { FreeTimes } from './free-times.tsx';
import { OtherDays } from './other-days.tsx';
import { ResourceFields, type ResourceTerms, readFields } from './resource-fields.tsx';

export type Setting = Answer<'/api/bookings/settings/{resourceId}'>;

export function ResourcePage() {
  const { words, language } = useSpeech();
  const { placeId = '', resourceId = '' } = useParams();
  const placeName = usePlaceName();
  const mayChange = useMay('places');
  const setting = useQuery({
    queryKey: ['bookings', 'setting', resourceId],
    queryFn: () =>
      answerOf(
        api.GET('/api/bookings/settings/{resourceId}', { params: { path: { resourceId } } }),
      ),
  });
  const { data } = setting;
  const name = (language === 'en' ? data?.name.en : null) ?? data?.name.ja;
  return (
    <Page
      back={`/places/${placeId}`}
      lead={
        data === undefined
          ? undefined
          : `${placeName(data.placeId) ?? ''} ${wordFor(words.bookings.kinds, data.kind)}`
      }
      title={name ?? words.bookings.title}
    >
      <Answered query={setting}>
        {(found) => (
          <>
            <State mayChange={mayChange} setting={found} />
            {found.isActive && (
              <Section title={words.bookings.freeTimes}>
                <FreeTimes setting={found} />
              </Section>
            )}
            <Section title={words.bookings.otherDays}>
              <OtherDays mayChange={mayChange} setting={found} />
            </Section>
            {mayChange && (
              <Section title={words.bookings.change}>
                <ChangeForm key={found.id} setting={found} />
              </Section>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

type Changes = Partial<ResourceTerms> & { readonly isActive?: boolean };

function useChanging(setting: Setting) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Changes) =>
      answerOf(
        api.PATCH('/api/bookings/settings/{resourceId}', {
          params: { path: { resourceId: setting.id } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bookings'] }),
  });
}

type StateProps = { readonly setting: Setting; readonly mayChange: boolean };

function State({ setting, mayChange }: StateProps) {
  const say = useWords().bookings;
  const changing = useChanging(setting);
  const { isActive } = setting;
  return (
    <div className="rounded-lg bg-paper p-5 shadow-rest md:p-6" data-active={isActive}>
      <div className="flex flex-wrap items-center gap-4">
        <Badge tone={isActive ? 'here' : 'quiet'}>{isActive ? say.open : say.paused}</Badge>
        {mayChange && (
          <Button
            data-act="pause"
            disabled={changing.isPending}
            onClick={() => changing.mutate({ isActive: !isActive })}
          >
            {isActive ? say.pause : say.resume}
          </Button>
        )}
        <p className="text-ink-soft text-sm">{say.pauseHint}</p>
      </div>
      <Outcome error={changing.error} />
    </div>
  );
}

function ChangeForm({ setting }: { readonly setting: Setting }) {
  const words = useWords();
  const changing = useChanging(setting);
  const [wrongDay, setWrongDay] = useState<number>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readFields(new FormData(event.currentTarget), setting);
    setWrongDay(read.wrongDay);
    if (read.wrongDay === undefined) {
      changing.mutate(read.body);
    }
  };
  return (
    <form
      className="max-w-4xl space-y-6 rounded-lg bg-paper p-5 shadow-rest md:p-6"
      onSubmit={submit}
    >
      <ResourceFields setting={setting} wrongDay={wrongDay} />
      <Save
        done={changing.isSuccess ? words.places.saved : undefined}
        error={changing.error}
        isPending={changing.isPending}
      />
    </form>
  );
}
