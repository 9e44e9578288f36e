// Links that a sign asked for and did not get, newest first, each with its reason.
import { type Answer, answerOf } from '@engawa/client';
import { useLanguage } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';

type Refused = Answer<'/api/identity/refused-links'>['refused'][number];

const shown = 50;

export function RefusedLinks() {
  const words = useWords();
  const refused = useQuery({
    queryKey: ['identity', 'refused'],
    queryFn: () => answerOf(api.GET('/api/identity/refused-links')),
  });
  return (
    <>
      <p className="mb-4 text-ink-soft">{words.matching.refusedLead}</p>
      <Answered query={refused}>
        {(data) =>
          data.refused.length === 0 ? (
            <p>{words.matching.noRefused}</p>
          ) : (
            <RefusedTable rows={data.refused.slice(0, shown)} />
          )
        }
      </Answered>
    </>
  );
}

function RefusedTable({ rows }: { readonly rows: readonly Refused[] }) {
  const words = useWords();
  const times = useTimes();
  const language = useLanguage();
  const columns: readonly Column<Refused>[] = [
    {
      name: words.matching.kind,
      isHead: true,
      render: ({ kind }) => wordFor(words.matching.kinds, kind),
    },
    { name: words.matching.why, render: ({ why }) => why[language] },
    {
      name: words.matching.holders,
      isNumber: true,
      render: ({ holders }) => words.matching.recordCount(holders),
    },
    {
      name: words.matching.since,
      isExtra: true,
      render: ({ refusedAt }) => times.moment(refusedAt),
    },
    {
      name: words.matching.customer,
      render: ({ customerId, kind, refusedAt }) => (
        <TextLink to={`/customers/${customerId}`}>
          <span className="sr-only">
            {words.matching.openName(wordFor(words.matching.kinds, kind), times.moment(refusedAt))}
          </span>
          <span aria-hidden="true">{words.matching.open}</span>
        </TextLink>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.matching.refused}
      columns={columns}
      keyOf={({ recordId, kind, reason }) => `${recordId} ${kind} ${reason}`}
      rows={rows}
    />
  );
}
