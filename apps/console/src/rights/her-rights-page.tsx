// One person's rights at headquarters: what she agreed to and stopping it, correcting what is wrong, who looked at her
// data, and to whom it was given. Opening the form unmasks her, so it asks for a reason first.
import { type Answer, answerOf, type Body, doneOf } from '@engawa/client';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useParams } from 'react-router';
import { api, queries } from '../api.ts';
import { Consents } from '../customers/consents.tsx';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Outcome, Select, textOf } from '../parts/form.tsx';
import { Page, Section } from '../parts/page.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';
import { AskForHer } from './ask-for-her.tsx';
import { CorrectHer } from './correct-her.tsx';
import { StopAll } from './stop-all.tsx';

type Customer = Answer<'/api/customers/{customerId}'>;
type Rights = Answer<'/api/rights/records/{recordId}'>;
type Reason = Body<'/api/rights/records/{recordId}/stop'>['reason'];
type Look = Rights['looks'][number];
type Transfer = Rights['transfers'][number];

const reasons = ['her_wish', 'customer_present', 'complaint', 'legal_request'] as const;

export function HerRightsPage() {
  const { customerId = '' } = useParams();
  const words = useWords().rights.hers;
  const customer = useQuery({
    queryKey: ['customer', customerId, undefined],
    queryFn: () =>
      answerOf(api.GET('/api/customers/{customerId}', { params: { path: { customerId } } })),
    refetchOnWindowFocus: false,
  });
  return (
    <Page back={`/customers/${customerId}`} lead={words.lead} title={words.title}>
      <Answered query={customer}>
        {(data) => <OfCustomer customer={data} key={customerId} />}
      </Answered>
    </Page>
  );
}

function OfCustomer({ customer }: { readonly customer: Customer }) {
  const words = useWords().rights.hers;
  const living = customer.records.filter(({ isErased }) => !isErased);
  const hers = living.find(({ kind }) => kind === 'account') ?? living[0];
  return hers === undefined ? (
    <p className="text-ink-soft">{words.nobody}</p>
  ) : (
    <OfRecord customerId={customer.id} recordId={hers.id} />
  );
}

type OfRecordProps = { readonly customerId: string; readonly recordId: string };

function OfRecord({ customerId, recordId }: OfRecordProps) {
  const words = useWords().rights.hers;
  const mayWrite = useMay('customers');
  const rights = useQuery({
    queryKey: ['rights', 'record', recordId],
    queryFn: () =>
      answerOf(api.GET('/api/rights/records/{recordId}', { params: { path: { recordId } } })),
  });
  return (
    <Answered query={rights}>
      {(data) => {
        const given = data.purposes.flatMap(({ purpose, isGiven }) => (isGiven ? [purpose] : []));
        return (
          <>
            <Section title={words.uses}>
              <Consents purposes={new Set(given)} />
              {mayWrite && data.stoppedAt === null && (
                <Stop isAnyGiven={given.some((each) => each !== 'service')} recordId={recordId} />
              )}
            </Section>
            {mayWrite && (
              <Section title={words.all.title}>
                <StopAll recordId={recordId} stoppedAt={data.stoppedAt} />
              </Section>
            )}
            {mayWrite && (
              <Section title={words.correct}>
                <CorrectHer customerId={customerId} recordId={recordId} />
              </Section>
            )}
            <AskForHer recordId={recordId} />
            <Section title={words.looks}>
              <Looks rows={data.looks} />
            </Section>
            <Section title={words.transfers}>
              <Transfers rows={data.transfers} />
            </Section>
          </>
        );
      }}
    </Answered>
  );
}

type StopProps = { readonly recordId: string; readonly isAnyGiven: boolean };

/** Every use but what she asks for herself, of all records that are surely hers. */
function Stop({ recordId, isAnyGiven }: StopProps) {
  const words = useWords();
  const { hers } = words.rights;
  const [reason, setReason] = useState<Reason>();
  const stopping = useMutation({
    mutationFn: (because: Reason) =>
      doneOf(
        api.POST('/api/rights/records/{recordId}/stop', {
          params: { path: { recordId } },
          body: { reason: because },
        }),
      ),
    onSuccess: async () => {
      setReason(undefined);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['rights'] }),
        queries.invalidateQueries({ queryKey: ['customer'] }),
      ]);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = textOf(new FormData(event.currentTarget), 'reason');
    setReason(reasons.find((each) => each === said));
  };
  if (!isAnyGiven) {
    return <p className="mt-4 text-ink-soft">{stopping.isSuccess ? hers.stopped : hers.nothing}</p>;
  }
  return (
    <form
      className="mt-4 grid max-w-3xl items-end gap-4 md:grid-cols-[1fr_auto]"
      data-form="stop"
      onSubmit={submit}
    >
      <div>
        <Select label={hers.because} name="reason" onChange={() => setReason(undefined)}>
          {reasons.map((each) => (
            <option key={each} value={each}>
              {wordFor(words.rights.because, each)}
            </option>
          ))}
        </Select>
      </div>
      {reason === undefined ? (
        <Button look="warning" type="submit">
          {hers.stop}
        </Button>
      ) : (
        <Button
          data-act="stop"
          disabled={stopping.isPending}
          look="warning"
          onClick={() => stopping.mutate(reason)}
        >
          {hers.stopSure}
        </Button>
      )}
      <p className="text-ink-soft text-sm md:col-span-2">{hers.stopHint}</p>
      <Outcome error={stopping.error} />
    </form>
  );
}

function Looks({ rows }: { readonly rows: readonly Look[] }) {
  const words = useWords();
  const { hers, because } = words.rights;
  const times = useTimes();
  if (rows.length === 0) {
    return <p className="text-ink-soft">{hers.noLooks}</p>;
  }
  const columns: readonly Column<Look>[] = [
    { name: hers.at, isHead: true, render: ({ at }) => times.moment(at) },
    { name: hers.what, render: ({ what }) => wordFor(hers.whats, what) },
    { name: words.rights.reason, render: ({ reason }) => wordFor(because, reason) },
    {
      name: hers.by,
      render: ({ by }) => (by.startsWith('staff:') ? hers.staff : hers.system),
    },
  ];
  return (
    <DataTable
      caption={hers.looks}
      columns={columns}
      keyOf={({ at, what, by }) => `${at} ${what} ${by}`}
      rows={rows}
    />
  );
}

function Transfers({ rows }: { readonly rows: readonly Transfer[] }) {
  const words = useWords();
  const { hers, provisions } = words.rights;
  const times = useTimes();
  if (rows.length === 0) {
    return <p className="text-ink-soft">{hers.noTransfers}</p>;
  }
  const columns: readonly Column<Transfer>[] = [
    { name: hers.at, isHead: true, render: ({ at }) => times.moment(at) },
    {
      name: provisions.direction,
      render: ({ direction }) => wordFor(provisions.directions, direction),
    },
    { name: provisions.party, render: ({ party }) => party },
    {
      name: provisions.items,
      render: ({ items }) =>
        items.map((item) => wordFor(words.customers.fields, item)).join(words.moments.separator),
    },
    {
      name: provisions.purpose,
      render: ({ purpose }) => wordFor(words.customers.purposeNames, purpose),
    },
  ];
  return (
    <DataTable
      caption={hers.transfers}
      columns={columns}
      keyOf={({ at, party, direction }) => `${at} ${party} ${direction}`}
      rows={rows}
    />
  );
}
