// A pharmacist finds somebody who agreed, says why, and reads and adds to the notes. Whoever did not agree is not found:
// the server asks the database under the purpose `health`.
import { type Answer, answerOf, type Body, doneOf } from '@engawa/client';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api, queries } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, Outcome, Save, Select, TextArea, textOf } from '../parts/form.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

type Health = Answer<'/api/customers/{customerId}/health'>;
type Note = Health['notes'][number];
type NewNote = Body<'/api/customers/{customerId}/health'>;

const reasons = ['customer_present', 'order_question', 'delivery', 'complaint'] as const;
type Reason = (typeof reasons)[number];
type Opened = { readonly customerId: string; readonly reason: Reason };

const kinds = ['allergy', 'medicine', 'condition', 'advice'] as const;

export function HealthPage() {
  const words = useWords();
  const { health } = words;
  const [q, setQ] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const found = useQuery({
    queryKey: ['health', 'find', q],
    queryFn: () => answerOf(api.GET('/api/customers/health', { params: { query: { q } } })),
    enabled: q !== '',
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setOpened(undefined);
    setQ(textOf(new FormData(event.currentTarget), 'q'));
  };
  return (
    <Page lead={health.lead} title={health.title}>
      <form
        className="grid max-w-3xl items-end gap-4 md:grid-cols-[1fr_auto]"
        data-form="health"
        onSubmit={submit}
      >
        <Field isMarked={false} label={health.search} maxLength={254} name="q" required />
        <Button look="main" type="submit">
          {health.find}
        </Button>
      </form>
      {opened === undefined ? (
        q !== '' && (
          <div className="mt-6">
            <Answered query={found}>
              {({ customers }) => <Found customers={customers} onOpen={setOpened} />}
            </Answered>
          </div>
        )
      ) : (
        <OneHealth {...opened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

type FoundProps = {
  readonly customers: Answer<'/api/customers/health'>['customers'];
  readonly onOpen: (opened: Opened) => void;
};

function Found({ customers, onOpen }: FoundProps) {
  const words = useWords();
  const { health } = words;
  const [reason, setReason] = useState<Reason>('customer_present');
  if (customers.length === 0) {
    return <p className="max-w-3xl text-ink-soft">{health.none}</p>;
  }
  return (
    <div className="max-w-3xl space-y-4">
      <Select
        label={health.reason}
        name="reason"
        onChange={({ currentTarget }) =>
          setReason(reasons.find((each) => each === currentTarget.value) ?? 'customer_present')
        }
        value={reason}
      >
        {reasons.map((each) => (
          <option key={each} value={each}>
            {words.customers.accessReasons[each]}
          </option>
        ))}
      </Select>
      <ul className="grid gap-3">
        {customers.map(({ id, name }) => (
          <li key={id}>
            <Button data-open={id} onClick={() => onOpen({ customerId: id, reason })}>
              {health.open(name ?? health.noName)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OneHealth({ customerId, reason, onClose }: Opened & { readonly onClose: () => void }) {
  const { health } = useWords();
  const key = ['health', 'one', customerId, reason] as const;
  const one = useQuery({
    queryKey: key,
    queryFn: () =>
      answerOf(
        api.GET('/api/customers/{customerId}/health', {
          params: { path: { customerId }, query: { reason } },
        }),
      ),
    // Each answer is a look that she reads, and nothing of it stays behind.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const again = () => queries.invalidateQueries({ queryKey: key });
  return (
    <div className="mt-8" data-health={customerId}>
      <Answered query={one}>
        {(data) => (
          <>
            <Facts
              facts={[
                { name: health.title, value: data.name ?? health.noName },
                { name: health.birthDate, value: data.birthDate ?? '—' },
              ]}
            />
            <Section title={health.notes}>
              <Notes again={again} notes={data.notes} />
            </Section>
            <Section title={health.add}>
              <AddNote again={again} customerId={customerId} />
            </Section>
          </>
        )}
      </Answered>
      <p className="mt-8">
        <Button onClick={onClose}>{health.close}</Button>
      </p>
    </div>
  );
}

type Again = () => Promise<void>;

function Notes({ notes, again }: { readonly notes: readonly Note[]; readonly again: Again }) {
  const { health } = useWords();
  const times = useTimes();
  const removing = useMutation({
    mutationFn: (noteId: string) =>
      doneOf(api.DELETE('/api/customers/health/{noteId}', { params: { path: { noteId } } })),
    onSuccess: again,
  });
  if (notes.length === 0) {
    return <p className="text-ink-soft">{health.noNotes}</p>;
  }
  const columns: readonly Column<Note>[] = [
    { name: health.kind, isHead: true, render: ({ kind }) => health.kinds[kind] },
    { name: health.text, render: ({ text }) => text },
    { name: health.notedAt, render: ({ notedAt }) => times.moment(notedAt) },
    {
      name: health.remove,
      render: ({ id }) => (
        <Button disabled={removing.isPending} onClick={() => removing.mutate(id)}>
          {health.remove}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable caption={health.notes} columns={columns} keyOf={({ id }) => id} rows={notes} />
      <Outcome error={removing.error} />
    </>
  );
}

type AddNoteProps = { readonly customerId: string; readonly again: Again };

function AddNote({ customerId, again }: AddNoteProps) {
  const { health } = useWords();
  const adding = useMutation({
    mutationFn: (body: NewNote) =>
      doneOf(
        api.POST('/api/customers/{customerId}/health', { params: { path: { customerId } }, body }),
      ),
    onSuccess: again,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sheet = event.currentTarget;
    const form = new FormData(sheet);
    const kind = kinds.find((each) => each === textOf(form, 'kind')) ?? 'advice';
    // An empty field: pressed again, the same note does not stand there twice.
    adding.mutate({ kind, text: textOf(form, 'text') }, { onSuccess: () => sheet.reset() });
  };
  return (
    <form
      className="max-w-3xl space-y-5 rounded-lg bg-paper p-5 shadow-rest md:p-8"
      data-form="note"
      onSubmit={submit}
    >
      <Select label={health.kind} name="kind">
        {kinds.map((each) => (
          <option key={each} value={each}>
            {health.kinds[each]}
          </option>
        ))}
      </Select>
      <TextArea label={health.text} maxLength={1000} name="text" required />
      <Save
        done={adding.isSuccess ? health.added : undefined}
        error={adding.error}
        isPending={adding.isPending}
        label={health.add}
      />
    </form>
  );
}
