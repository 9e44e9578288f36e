// All customers, newest first, found by the whole of a name, address or number: personal fields are sealed, so
// the server looks them up by exact value. Shown masked.
import { type Answer, answerOf } from '@engawa/client';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, Pager, SearchField, useFilter } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type CustomerRow = Answer<'/api/customers'>['customers'][number];

export function CustomersPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const [q] = useFilter('q');
  const after = search.get('after');
  const mayReview = useMay('identity');
  const query = {
    ...(q === '' ? {} : { q }),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const customers = useQuery({
    queryKey: ['customers', 'list', query],
    queryFn: () => answerOf(api.GET('/api/customers', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      {...(mayReview
        ? {
            actions: (
              <span className="flex flex-wrap gap-x-6 gap-y-2">
                <TextLink to="/customers/segments">{words.segments.toPage}</TextLink>
                <TextLink to="/customers/sign-ups">{words.signUps.toPage}</TextLink>
                <TextLink to="/customers/new">{words.rights.signUp.toPage}</TextLink>
                <TextLink to="/customers/reviews">{words.identity.toQueue}</TextLink>
                <TextLink to="/customers/rules">{words.matching.toRules}</TextLink>
              </span>
            ),
          }
        : {})}
      lead={words.customers.lead}
      title={words.pages.customers}
    >
      <Filters>
        <SearchField label={words.customers.search} />
      </Filters>
      <Answered query={customers}>
        {(page) =>
          page.customers.length === 0 ? (
            <Empty
              {...(q === '' ? { hint: words.customers.emptyHint } : {})}
              title={q === '' ? words.customers.empty : words.customers.none}
            />
          ) : (
            <>
              <Customers customers={page.customers} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Customers({ customers }: { readonly customers: readonly CustomerRow[] }) {
  const words = useWords();
  const times = useTimes();
  const { none } = words.common;
  const columns: readonly Column<CustomerRow>[] = [
    {
      name: words.customers.name,
      isHead: true,
      render: ({ id, masked }) => (
        <TextLink to={`/customers/${id}`}>
          {masked.name === null ? words.customers.noName : words.customers.honorific(masked.name)}
        </TextLink>
      ),
    },
    { name: words.customers.email, render: ({ masked }) => masked.email ?? none },
    { name: words.customers.phone, render: ({ masked }) => masked.phone ?? none },
    {
      name: words.customers.source,
      isExtra: true,
      render: ({ records }) =>
        [...new Set(records.map(({ source }) => wordFor(words.customers.sources, source)))].join(
          words.moments.separator,
        ),
    },
    {
      name: words.customers.records,
      isNumber: true,
      render: ({ records }) => words.customers.recordCount(records.length),
    },
    { name: words.customers.since, render: (row) => times.day(sinceOf(row)) },
  ];
  return (
    <DataTable
      caption={words.pages.customers}
      columns={columns}
      keyOf={({ id }) => id}
      rows={customers}
    />
  );
}

/** The first time any system knew her. */
function sinceOf({ records, createdAt }: CustomerRow): string {
  return records
    .map((record) => record.registeredAt ?? record.createdAt)
    .reduce((first, each) => (Date.parse(each) < Date.parse(first) ? each : first), createdAt);
}
