// Leaks and the clocks of their reports (APPI art. 26): what is due, what is late, what is done and by whom.
import { type Answer, answerOf, type Body, doneOf } from '@engawa/client';
import { Badge, formatCount, type Tone } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useId } from 'react';
import { api, queries } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Field, Outcome, Save, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { RightsLinks } from './rights-links.tsx';

type Leak = Answer<'/api/privacy/leaks'>['leaks'][number];
type Step = Body<'/api/privacy/leaks/{leakId}/steps'>['step'];
const key = ['privacy', 'leaks'] as const;
const again = () => queries.invalidateQueries({ queryKey: key });
const tones: Readonly<Record<string, Tone>> = { late: 'now', soon: 'now', open: 'here' };

export function LeaksPage() {
  const words = useWords().rights.leaks;
  const may = useMay('privacy');
  const leaks = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/api/privacy/leaks')),
    // Clocks run while one looks.
    refetchInterval: 60_000,
  });
  return (
    <Page lead={words.lead} title={words.title}>
      <RightsLinks />
      <Answered query={leaks}>
        {({ leaks: rows }) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{words.none}</p>
          ) : (
            <ul className="grid gap-4">
              {rows.map((leak) => (
                <LeakCard key={leak.id} leak={leak} may={may} />
              ))}
            </ul>
          )
        }
      </Answered>
      {may && <OpenLeak />}
    </Page>
  );
}

function LeakCard({ leak, may }: { readonly leak: Leak; readonly may: boolean }) {
  const words = useWords().rights.leaks;
  const times = useTimes();
  const noting = useMutation({
    mutationFn: (step: Step) =>
      doneOf(
        api.POST('/api/privacy/leaks/{leakId}/steps', {
          params: { path: { leakId: leak.id } },
          body: { step },
        }),
      ),
    onSuccess: again,
  });
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest md:p-6" data-leak={leak.id}>
      <h2 className="font-bold">
        {wordFor(words.kinds, leak.kind)}{' '}
        <span className="font-normal text-ink-soft text-sm">
          {wordFor(words.causes, leak.cause)} · {words.peopleOf(formatCount(leak.people))} ·{' '}
          {times.moment(leak.knownAt)}
        </span>
      </h2>
      <p className="mt-2 max-w-3xl whitespace-pre-line">{leak.story}</p>
      <ul className="mt-4">
        {leak.clocks.map(({ step, state, dueAt }) => (
          <Clock
            dueAt={dueAt}
            isBusy={noting.isPending || !may}
            key={step}
            leak={leak}
            onDone={() => noting.mutate(step as Step)}
            state={state}
            step={step}
          />
        ))}
      </ul>
      <Outcome error={noting.error} />
    </li>
  );
}

type ClockProps = {
  readonly leak: Leak;
  readonly step: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly isBusy: boolean;
  readonly onDone: () => void;
};

function Clock({ leak, step, state, dueAt, isBusy, onDone }: ClockProps) {
  const words = useWords().rights.leaks;
  const times = useTimes();
  const name = wordFor(words.steps, step);
  const done = leak.steps.find((each) => each.step === step);
  return (
    <li
      className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-1"
      data-clock={`${step} ${state}`}
    >
      <span className="min-w-28 font-bold">{name}</span>
      <Badge tone={tones[state] ?? 'quiet'}>{wordFor(words.clocks, state)}</Badge>
      <span className="flex-1 text-ink-soft text-sm">
        {done === undefined
          ? dueAt === null
            ? words.soonDue
            : words.due(times.moment(dueAt))
          : times.moment(done.doneAt)}
      </span>
      {done === undefined && (
        <Button aria-label={words.markDone(name)} disabled={isBusy} onClick={onDone}>
          {words.clocks['done']}
        </Button>
      )}
    </li>
  );
}

function OpenLeak() {
  const words = useWords().rights.leaks;
  const id = useId();
  const opening = useMutation({
    mutationFn: (body: Body<'/api/privacy/leaks'>) =>
      answerOf(api.POST('/api/privacy/leaks', { body })),
    onSuccess: again,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    opening.mutate({
      // The field is in the time of this browser.
      knownAt: new Date(textOf(form, 'knownAt')).toISOString(),
      kind: textOf(form, 'kind') as Body<'/api/privacy/leaks'>['kind'],
      cause: textOf(form, 'cause'),
      story: textOf(form, 'story'),
      people: Number(textOf(form, 'people')),
      items: [],
    });
  };
  return (
    <Section title={words.open}>
      <form
        className="grid max-w-3xl gap-5 rounded-lg bg-paper p-5 shadow-rest md:grid-cols-2 md:p-8"
        onSubmit={submit}
      >
        <Field label={words.known} name="knownAt" required type="datetime-local" />
        <Field
          defaultValue="1"
          inputMode="numeric"
          label={words.people}
          max={2_000_000_000}
          min={0}
          name="people"
          required
          type="number"
        />
        <Select label={words.kind} name="kind">
          {Object.entries(words.kinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={words.cause} name="cause">
          {Object.entries(words.causes).map(([cause, name]) => (
            <option key={cause} value={cause}>
              {name}
            </option>
          ))}
        </Select>
        <div className="md:col-span-2">
          <label className="mb-1 block font-bold" htmlFor={id}>
            {words.story}
          </label>
          <textarea
            aria-describedby={`${id}-hint`}
            className="block w-full rounded-md border border-edge bg-paper px-3 py-2"
            id={id}
            maxLength={4000}
            name="story"
            required
            rows={4}
          />
          <p className="mt-1 text-ink-soft text-sm" id={`${id}-hint`}>
            {words.storyHint}
          </p>
        </div>
        <Save error={opening.error} isPending={opening.isPending} label={words.save} />
      </form>
    </Section>
  );
}
