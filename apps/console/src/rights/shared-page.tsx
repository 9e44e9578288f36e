// What the people of a partner company see: who agreed to show something to that company, and those fields when they are
// opened. The server asks the database for that company alone; each opening is a provision in the book.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Button, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

type Person = Answer<'/api/rights/shared'>['people'][number];

export function SharedPage() {
  const { shared } = useWords();
  const [search] = useSearchParams();
  const after = search.get('after');
  const [opened, setOpened] = useState<string>();
  const people = useQuery({
    queryKey: ['shared', after],
    queryFn: () =>
      answerOf(
        api.GET('/api/rights/shared', { params: { query: after === null ? {} : { after } } }),
      ),
  });
  return (
    <Page lead={shared.lead} title={shared.title}>
      {opened !== undefined && <Opened onClose={() => setOpened(undefined)} recordId={opened} />}
      <Answered query={people}>
        {({ people: rows, next }) =>
          rows.length === 0 ? (
            <p className="text-ink-soft">{shared.none}</p>
          ) : (
            <>
              <People onOpen={setOpened} rows={rows} />
              <Pager next={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

type PeopleProps = { readonly rows: readonly Person[]; readonly onOpen: (id: string) => void };

function People({ rows, onOpen }: PeopleProps) {
  const words = useWords();
  const { shared } = words;
  const times = useTimes();
  const columns: readonly Column<Person>[] = [
    { name: shared.since, isHead: true, render: ({ givenAt }) => times.day(givenAt) },
    {
      name: shared.items,
      render: ({ items }) =>
        items.map((item) => wordFor(words.customers.fields, item)).join(words.moments.separator),
    },
    {
      name: shared.open,
      render: ({ recordId }) => (
        <Button data-open={recordId} onClick={() => onOpen(recordId)}>
          {shared.open}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={shared.title}
      columns={columns}
      keyOf={({ recordId }) => recordId}
      rows={rows}
    />
  );
}

type OpenedProps = { readonly recordId: string; readonly onClose: () => void };

function Opened({ recordId, onClose }: OpenedProps) {
  const words = useWords();
  const { shared } = words;
  const person = useQuery({
    queryKey: ['shared', 'one', recordId],
    queryFn: () =>
      answerOf(api.GET('/api/rights/shared/{recordId}', { params: { path: { recordId } } })),
    // Each answer is a look that she reads, and nothing of it stays behind.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <div className="mb-10" data-shared={recordId}>
      <Section title={shared.person}>
        <Answered query={person}>
          {({ fields }) => (
            <Facts
              facts={fields.map(({ item, value }) => ({
                name: wordFor(words.customers.fields, item),
                value: value ?? words.common.none,
              }))}
            />
          )}
        </Answered>
        <p className="mt-4">
          <Button onClick={onClose}>{shared.close}</Button>
        </p>
      </Section>
    </div>
  );
}
