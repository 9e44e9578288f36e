// What came in from files, newest first; the list lives while one of them is running.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useWords } from '../words/words.ts';
import { ImportState, runningRefreshMs } from './import-state.tsx';

type ImportRow = Answer<'/api/imports'>['imports'][number];

export function ImportsPage() {
  const words = useWords();
  const imports = useQuery({
    queryKey: ['imports', 'list'],
    queryFn: () => answerOf(api.GET('/api/imports', { params: { query: { limit: 100 } } })),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((each) => each.state === 'running') === true
        ? runningRefreshMs
        : false,
  });
  return (
    <Page lead={words.imports.lead} title={words.pages.imports}>
      <Answered query={imports}>
        {(data) =>
          data.imports.length === 0 ? (
            <Empty hint={words.imports.emptyHint} title={words.imports.empty} />
          ) : (
            <Imports imports={data.imports} />
          )
        }
      </Answered>
    </Page>
  );
}

function Imports({ imports }: { readonly imports: readonly ImportRow[] }) {
  const words = useWords();
  const columns: readonly Column<ImportRow>[] = [
    {
      name: words.imports.file,
      isHead: true,
      render: ({ id, fileName }) => <TextLink to={`/imports/${id}`}>{fileName}</TextLink>,
    },
    { name: words.imports.kind, render: ({ kind }) => wordFor(words.imports.kinds, kind) },
    { name: words.imports.state, render: ({ state }) => <ImportState state={state} /> },
    { name: words.imports.started, render: ({ startedAt }) => <Stamp iso={startedAt} /> },
    {
      name: words.imports.accepted,
      isNumber: true,
      render: ({ accepted }) => formatCount(accepted),
    },
    {
      name: words.imports.unchanged,
      isExtra: true,
      isNumber: true,
      render: ({ unchanged }) => formatCount(unchanged),
    },
    {
      name: words.imports.rejected,
      isNumber: true,
      render: ({ rejected }) => (
        <span className={rejected > 0 ? 'font-bold text-kaki' : ''}>{formatCount(rejected)}</span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words.pages.imports}
      columns={columns}
      keyOf={({ id }) => id}
      rows={imports}
    />
  );
}
