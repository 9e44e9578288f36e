// One import: counts, totals, and each row that was not taken with its column and reason. While the file is being
// read, the page asks again every second.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Progress } from '../parts/progress.tsx';
import { useWords } from '../words/words.ts';
import { ImportState, runningRefreshMs } from './import-state.tsx';
import { Rejections } from './rejections.tsx';
import { totalsOf } from './totals.ts';

type Import = Answer<'/api/imports/{importId}'>;

export function ImportPage() {
  const words = useWords();
  const { importId = '' } = useParams();
  const report = useQuery({
    queryKey: ['imports', 'one', importId],
    queryFn: () => answerOf(api.GET('/api/imports/{importId}', { params: { path: { importId } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? runningRefreshMs : false),
  });
  return (
    <Page
      back="/imports"
      lead={
        report.data === undefined ? undefined : (
          <span className="flex flex-wrap items-center gap-3">
            {wordFor(words.imports.kinds, report.data.kind)}
            <ImportState state={report.data.state} />
          </span>
        )
      }
      title={report.data?.fileName ?? words.pages.imports}
    >
      <Answered query={report}>{(data) => <Report report={data} />}</Answered>
    </Page>
  );
}

function Report({ report }: { readonly report: Import }) {
  const words = useWords();
  const times = useTimes();
  const { startedAt, finishedAt, rows, rowsDone } = report;
  const seconds =
    finishedAt === null ? undefined : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const totals = totalsOf(report.totals);
  const percent = `${rows === 0 ? 0 : Math.floor((rowsDone / rows) * 100)}%`;
  return (
    <>
      {report.state === 'running' && (
        <div className="mb-6 space-y-2">
          <Progress done={rowsDone} label={words.imports.rows} of={rows} />
          <p className="text-ink-soft text-sm">{words.imports.progress(percent)}</p>
        </div>
      )}
      {report.failure !== null && (
        <p className="mb-6 rounded-lg bg-kaki-mist p-5 text-kaki" role="alert">
          <span className="block font-bold">{words.imports.failure}</span>
          {report.failure}
        </p>
      )}
      <Facts
        facts={[
          { name: words.imports.rows, value: <Big count={rows} /> },
          { name: words.imports.accepted, value: <Big count={report.accepted} /> },
          { name: words.imports.unchanged, value: <Big count={report.unchanged} /> },
          { name: words.imports.rejected, value: <Big count={report.rejected} isWarning /> },
          { name: words.imports.source, value: report.source },
          { name: words.imports.started, value: times.moment(startedAt) },
          {
            name: words.imports.seconds,
            value:
              seconds === undefined
                ? words.common.none
                : words.imports.secondsOf(formatCount(Math.round(seconds * 10) / 10)),
          },
        ]}
      />
      {totals.length > 0 && (
        <Section title={words.imports.totals}>
          <Facts
            facts={totals.map(({ name, value }) => ({
              name: wordFor(words.imports.totalNames, name),
              value,
            }))}
          />
        </Section>
      )}
      <Section title={words.imports.rejections}>
        <Rejections report={report} />
      </Section>
    </>
  );
}

function Big({ count, isWarning }: { readonly count: number; readonly isWarning?: boolean }) {
  const look = isWarning === true && count > 0 ? 'text-kaki' : '';
  return <span className={`font-bold text-xl ${look}`}>{formatCount(count)}</span>;
}
