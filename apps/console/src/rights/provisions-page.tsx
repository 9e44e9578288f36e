// The books of giving to and receiving from third parties (APPI arts. 29 to 31), as the machine wrote them.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Field, given } from '../parts/form.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';
import { RightsLinks } from './rights-links.tsx';

type Provision = Answer<'/api/privacy/provisions'>['provisions'][number];
type Period = { readonly from?: string; readonly until?: string };

export function ProvisionsPage() {
  const words = useWords().rights.provisions;
  const [period, setPeriod] = useState<Period>({});
  const book = useQuery({
    queryKey: ['privacy', 'provisions', period],
    queryFn: () => answerOf(api.GET('/api/privacy/provisions', { params: { query: period } })),
    placeholderData: keepPreviousData,
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPeriod({ ...given(form, 'from'), ...given(form, 'until') });
  };
  return (
    <Page lead={words.lead} title={words.title}>
      <RightsLinks />
      <form
        className="mb-6 grid items-end gap-4 md:grid-cols-[12rem_12rem_auto] md:justify-start"
        onSubmit={submit}
      >
        <Field isMarked={false} label={words.from} name="from" type="date" />
        <Field isMarked={false} label={words.until} name="until" type="date" />
        <Button type="submit">{words.show}</Button>
      </form>
      <Answered query={book}>
        {({ provisions }) =>
          provisions.length === 0 ? (
            <p className="text-ink-soft">{words.none}</p>
          ) : (
            <>
              <p className="mb-3 font-bold">{words.count(formatCount(provisions.length))}</p>
              <Book provisions={provisions} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Book({ provisions }: { readonly provisions: readonly Provision[] }) {
  const words = useWords();
  const times = useTimes();
  const say = words.rights.provisions;
  const columns: readonly Column<Provision>[] = [
    { name: say.at, isHead: true, render: ({ at }) => times.moment(at) },
    { name: say.direction, render: ({ direction }) => wordFor(say.directions, direction) },
    { name: say.party, render: ({ party }) => party.name },
    {
      name: say.items,
      render: ({ items }) =>
        items.map((item) => wordFor(words.customers.fields, item)).join(words.moments.separator),
    },
    { name: say.purpose, render: ({ purpose }) => wordFor(words.customers.purposeNames, purpose) },
    { name: say.keepUntil, isExtra: true, render: ({ keepUntil }) => keepUntil },
  ];
  return (
    <DataTable
      caption={say.title}
      columns={columns}
      keyOf={({ recordId, at, direction, party }) => `${recordId} ${at} ${direction} ${party.name}`}
      rows={provisions}
    />
  );
}
