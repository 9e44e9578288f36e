// One segment: whom it selects and how many now, writing to them, and the file that somebody else has to approve.
import { type Answer, answerOf, type Body, doneOf } from '@engawa/client';
import { Check, formatCount, instantIn } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, queries } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, Outcome, Save, TextArea, textOf } from '../parts/form.tsx';
import { Kept } from '../parts/kept.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useHouseZone } from '../parts/period.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { SegmentForm } from './segment-form.tsx';
import { Count, useCount } from './segments-page.tsx';

type View = Answer<'/api/segments/{segmentId}'>;
type Segment = View['segment'];
type Sending = View['sendings'][number];
type Item = NonNullable<Body<'/api/rights/requests'>['segment']>['items'][number];
type Message = Body<'/api/segments/{segmentId}/sendings'>;

const items = [
  'fullName',
  'familyName',
  'givenName',
  'email',
  'phone',
  'mobilePhone',
  'postalCode',
  'prefecture',
  'city',
  'address',
] as const satisfies readonly Item[];
const chosenAtFirst: ReadonlySet<Item> = new Set(['familyName', 'givenName', 'email']);

export function SegmentPage() {
  const { segmentId = '' } = useParams();
  const { words, language } = useSpeech();
  const { segments } = words;
  const view = useQuery({
    queryKey: ['segments', 'one', segmentId],
    queryFn: () =>
      answerOf(api.GET('/api/segments/{segmentId}', { params: { path: { segmentId } } })),
  });
  return (
    <Page
      back="/customers/segments"
      lead={language === 'en' ? view.data?.segment.sentenceEn : view.data?.segment.sentenceJa}
      title={view.data?.segment.name ?? segments.title}
    >
      <Answered query={view}>{(data) => <One view={data} />}</Answered>
    </Page>
  );
}

function One({ view: { segment, sendings } }: { readonly view: View }) {
  const { segments } = useWords();
  const [mayWrite, mayAsk] = [useMay('segments'), useMay('rights')];
  return (
    <>
      <Facts
        facts={[
          { name: segments.count, value: <Count segmentId={segment.id} /> },
          { name: segments.purpose, value: segments.purposes[segment.purpose] },
        ]}
      />
      {mayWrite && (
        <Section title={segments.write}>
          <Write segment={segment} />
        </Section>
      )}
      {mayWrite && (
        <Section title={segments.edit}>
          <Edit segment={segment} />
        </Section>
      )}
      <Section title={segments.sendings}>
        <Sendings rows={sendings} />
      </Section>
      {mayAsk && (
        <Section title={segments.export}>
          <AskForFile segmentId={segment.id} />
        </Section>
      )}
      {mayWrite && <Remove segmentId={segment.id} />}
    </>
  );
}

function Edit({ segment }: { readonly segment: Segment }) {
  const [savedAt, setSavedAt] = useState<string>();
  return (
    <Kept by={null} known={segment} versionOf={({ changedAt }) => changedAt}>
      {(base, take) => (
        <SegmentForm
          isSaved={savedAt === base.changedAt}
          key={base.changedAt}
          known={base}
          onSaved={(saved) => {
            setSavedAt(saved.changedAt);
            take(saved);
          }}
        />
      )}
    </Kept>
  );
}

/** Purposes that have a channel to write by. */
const writable: ReadonlySet<string> = new Set([
  'marketing_mail',
  'marketing_sms',
  'marketing_push',
]);

function Write({ segment: { id, purpose } }: { readonly segment: Segment }) {
  const { segments } = useWords();
  const [message, setMessage] = useState<Message>();
  const count = useCount(id);
  const timeZone = useHouseZone();
  const sending = useMutation({
    mutationFn: (body: Message) =>
      answerOf(
        api.POST('/api/segments/{segmentId}/sendings', {
          params: { path: { segmentId: id } },
          body,
        }),
      ),
    onSuccess: async () => {
      setMessage(undefined);
      await queries.invalidateQueries({ queryKey: ['segments'] });
    },
  });
  if (!writable.has(purpose)) {
    return <p className="text-ink-soft">{segments.notForWriting}</p>;
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const notBefore = instantIn(textOf(form, 'notBefore'), timeZone);
    setMessage({
      subject: textOf(form, 'subject'),
      text: textOf(form, 'text'),
      ...(notBefore === undefined ? {} : { notBefore }),
    });
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="sending"
      onChange={() => setMessage(undefined)}
      onSubmit={submit}
    >
      <p className="text-ink-soft text-sm">{segments.writeLead}</p>
      <Field label={segments.subject} maxLength={200} name="subject" required />
      <TextArea
        hint={segments.textHint}
        label={segments.text}
        maxLength={4000}
        name="text"
        required
        rows={6}
      />
      <Field
        hint={segments.notBeforeHint}
        label={segments.notBefore}
        name="notBefore"
        type="datetime-local"
      />
      {message === undefined ? (
        <Save
          done={sending.isSuccess ? segments.sent : undefined}
          error={sending.error}
          isPending={sending.isPending}
          label={segments.look}
        />
      ) : (
        <div className="rounded-md bg-washi p-4">
          <p className="font-bold">{segments.sure(formatCount(count.data?.customers ?? 0))}</p>
          <p className="mt-3">
            <Button
              data-act="send"
              disabled={sending.isPending}
              look="main"
              onClick={() => sending.mutate(message)}
            >
              {segments.send}
            </Button>
          </p>
          <Outcome error={sending.error} />
        </div>
      )}
    </form>
  );
}

function Sendings({ rows }: { readonly rows: readonly Sending[] }) {
  const { segments } = useWords();
  const times = useTimes();
  if (rows.length === 0) {
    return <p className="text-ink-soft">{segments.noSendings}</p>;
  }
  const columns: readonly Column<Sending>[] = [
    { name: segments.subject, isHead: true, render: ({ subject }) => subject },
    { name: segments.when, render: ({ notBefore }) => times.moment(notBefore) },
    {
      name: segments.queued,
      isNumber: true,
      render: ({ queued }) => segments.people(formatCount(queued)),
    },
    { name: segments.state, render: ({ state }) => wordFor(segments.states, state) },
  ];
  return (
    <DataTable caption={segments.sendings} columns={columns} keyOf={({ id }) => id} rows={rows} />
  );
}

function AskForFile({ segmentId }: { readonly segmentId: string }) {
  const words = useWords();
  const { segments } = words;
  const [chosen, setChosen] = useState(chosenAtFirst);
  const asking = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/rights/requests', {
          body: {
            kind: 'segment',
            reason: 'direct_mail',
            segment: { segmentId, items: items.filter((item) => chosen.has(item)) },
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rights'] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="file"
      onSubmit={submit}
    >
      <p className="text-ink-soft text-sm">{segments.exportLead}</p>
      <fieldset>
        <legend className="font-bold">{segments.items}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2 md:grid-cols-3">
          {items.map((item) => (
            <Check
              checked={chosen.has(item)}
              key={item}
              label={wordFor(words.customers.fields, item)}
              onChange={() => setChosen(chosen.symmetricDifference(new Set([item])))}
            />
          ))}
        </div>
      </fieldset>
      <Save
        done={asking.isSuccess ? segments.asked : undefined}
        error={asking.error}
        isPending={asking.isPending || chosen.size === 0}
        label={segments.ask}
      />
      <p>
        <TextLink to="/rights">{segments.toRequests}</TextLink>
      </p>
    </form>
  );
}

function Remove({ segmentId }: { readonly segmentId: string }) {
  const words = useWords();
  const go = useNavigate();
  const [isSure, setIsSure] = useState(false);
  const removing = useMutation({
    mutationFn: () =>
      doneOf(api.DELETE('/api/segments/{segmentId}', { params: { path: { segmentId } } })),
    onSuccess: async () => {
      await go('/customers/segments');
      await queries.invalidateQueries({ queryKey: ['segments', 'list'] });
    },
  });
  return (
    <p className="mt-10 flex flex-wrap gap-3">
      <Button
        disabled={removing.isPending}
        look="warning"
        onClick={() => (isSure ? removing.mutate() : setIsSure(true))}
      >
        {isSure ? words.segments.removeSure : words.segments.remove}
      </Button>
      {isSure && <Button onClick={() => setIsSure(false)}>{words.common.cancel}</Button>}
    </p>
  );
}
