// The rows of an import that were not taken, each with its column and reason.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Pager } from '../parts/filters.tsx';
import { useSpeech, useWords } from '../words/words.ts';

type Import = Answer<'/api/imports/{importId}'>;
type Rejection = Answer<'/api/imports/{importId}/rejections'>['rejections'][number];

export function Rejections({ report }: { readonly report: Import }) {
  const words = useWords();
  const { language } = useSpeech();
  const [search] = useSearchParams();
  const importId = report.id;
  const query = { after: Number(search.get('after') ?? 0) || 0, limit: 100 };
  const rejections = useQuery({
    // More rows, another list: the count in the key makes it ask again while the file is read.
    queryKey: ['imports', 'rejections', importId, query, report.rejected],
    queryFn: () =>
      answerOf(
        api.GET('/api/imports/{importId}/rejections', { params: { path: { importId }, query } }),
      ),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<Rejection>[] = [
    {
      name: words.imports.row,
      isHead: true,
      render: ({ row }) => formatCount(row),
    },
    { name: words.imports.column, render: ({ column }) => column ?? words.common.none },
    { name: words.imports.reason, render: ({ reason }) => reason[language] },
  ];
  return (
    <Answered query={rejections}>
      {(page) =>
        page.rejections.length === 0 ? (
          <p className="text-ink-soft">{words.imports.noRejections}</p>
        ) : (
          <>
            <DataTable
              caption={words.imports.rejections}
              columns={columns}
              keyOf={({ row, column }) => `${row} ${column ?? ''}`}
              rows={page.rejections}
            />
            <Pager next={page.next === null ? null : String(page.next)} />
          </>
        )
      }
    </Answered>
  );
}
