// Invoices of a company, or of all, newest first.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatMoney } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { useDay, useDayBefore } from './use-accounts.ts';

type Invoice = Answer<'/api/orders/invoices'>['invoices'][number];

export function Invoices({ partyId }: { readonly partyId?: string }) {
  const words = useWords().wholesale;
  const after = useSearchParams()[0].get('after');
  const query = {
    ...(partyId === undefined ? {} : { partyId }),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const invoices = useQuery({
    queryKey: ['orders', 'wholesale', 'invoices', 'list', query],
    queryFn: () => answerOf(api.GET('/api/orders/invoices', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Answered query={invoices}>
      {(page) =>
        page.invoices.length === 0 ? (
          <p className="text-ink-soft">{words.noInvoices}</p>
        ) : (
          <>
            <Table invoices={page.invoices} />
            <Pager next={page.next} />
          </>
        )
      }
    </Answered>
  );
}

function Table({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const words = useWords().wholesale;
  const dayOf = useDay();
  const columns: readonly Column<Invoice>[] = [
    {
      name: words.number,
      isHead: true,
      render: ({ id, number }) => <TextLink to={`/orders/invoices/${id}`}>{number}</TextLink>,
    },
    { name: words.company, render: ({ buyerName }) => buyerName },
    { name: words.closedOn, render: ({ closedOn }) => dayOf(closedOn) },
    { name: words.dueBy, render: (invoice) => <Due invoice={invoice} /> },
    {
      name: words.total,
      isNumber: true,
      render: ({ totalMinor, currency }) => formatMoney(totalMinor, currency),
    },
    {
      name: words.state,
      render: ({ state }) => (
        <Badge tone={state === 'open' ? 'here' : 'quiet'}>{wordFor(words.states, state)}</Badge>
      ),
    },
  ];
  return (
    <DataTable caption={words.invoices} columns={columns} keyOf={({ id }) => id} rows={invoices} />
  );
}

type DueProps = { readonly invoice: Pick<Invoice, 'dueOn' | 'state'> };

/** The day it is due, and that the day is over. */
export function Due({ invoice: { dueOn, state } }: DueProps) {
  const words = useWords().wholesale;
  const dayOf = useDay();
  const isLate = useDayBefore(0) > dueOn && state === 'open';
  return (
    <>
      {dayOf(dueOn)} {isLate && <Badge tone="now">{words.late}</Badge>}
    </>
  );
}
