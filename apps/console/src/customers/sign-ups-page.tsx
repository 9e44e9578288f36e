// How many became members this year, against the same days of last year: by where they came from, by place, by clerk.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page } from '../parts/page.tsx';
import { useWords } from '../words/words.ts';

type Counts = Answer<'/api/accounts/sign-ups'>;
type Row = {
  readonly key: string;
  readonly name: string;
  readonly now: number;
  readonly before: number;
};

export function SignUpsPage() {
  const words = useWords();
  const counts = useQuery({
    queryKey: ['accounts', 'sign-ups'],
    queryFn: () => answerOf(api.GET('/api/accounts/sign-ups', {})),
  });
  return (
    <Page lead={words.signUps.lead} title={words.signUps.title}>
      <Answered query={counts}>{(data) => <Tables counts={data} />}</Answered>
    </Page>
  );
}

function Tables({ counts }: { readonly counts: Counts }) {
  const words = useWords();
  const { total, bySource, byPlace, byClerk } = counts;
  const sources = bySource.map(({ source, ...each }) => ({
    key: source,
    name: wordFor(words.signUps.sources, source),
    ...each,
  }));
  const places = byPlace.map(({ placeId, name, ...each }) => ({
    key: placeId ?? '',
    name: name ?? words.signUps.noPlace,
    ...each,
  }));
  const clerks = byClerk.map(({ staffId, name, ...each }) => ({
    key: staffId,
    name: name ?? words.common.none,
    ...each,
  }));
  return (
    <div className="space-y-8">
      <p className="font-bold text-3xl">
        {formatCount(total.now)}
        <span className="ml-3 font-normal text-base text-ink-soft">
          {words.signUps.before(formatCount(total.before))}
        </span>
      </p>
      <Table caption={words.signUps.bySource} rows={sources} />
      <Table caption={words.signUps.byPlace} rows={places} />
      <Table caption={words.signUps.byClerk} rows={clerks} />
    </div>
  );
}

function Table({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  const words = useWords();
  const columns: readonly Column<Row>[] = [
    { name: caption, isHead: true, render: ({ name }) => name },
    { name: words.signUps.thisYear, isNumber: true, render: ({ now }) => formatCount(now) },
    { name: words.signUps.lastYear, isNumber: true, render: ({ before }) => formatCount(before) },
  ];
  return (
    <section>
      <h2 className="mb-2 font-bold text-lg">{caption}</h2>
      {rows.length === 0 ? (
        <p className="text-ink-soft">{words.signUps.none}</p>
      ) : (
        <DataTable caption={caption} columns={columns} keyOf={({ key }) => key} rows={rows} />
      )}
    </section>
  );
}
