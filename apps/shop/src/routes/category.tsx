// A category, or everything: its parts, its order, its pages.
import { buttonClass, EmptyState, formatCount, useLanguage } from '@engawa/ui';
import { data, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { Narrow } from '../finding/narrow.tsx';
import { readNarrowed } from '../finding/read-narrowed.ts';
import { readSort, SortForm } from '../finding/sort-form.tsx';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Paging } from '../parts/paging.tsx';
import { Path } from '../parts/path.tsx';
import { findingWords } from '../words/finding.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const page = Number(searchParams.get('page') ?? 1) || 1;
  const sort = readSort(searchParams);
  const narrowed = readNarrowed(new URL(args.request.url));
  const { categoryId } = args.params;
  const view = await storefront.category(visitor, categoryId, page, sort, narrowed);
  if (view === undefined) {
    throw data(null, { status: 404 });
  }
  return view;
}

export default function Category() {
  const view = useLoaderData<typeof loader>();
  const words = useWords();
  const narrow = findingWords(useLanguage());
  const title = view.category?.name ?? words.nav.all;
  const isTop = view.category === null;
  useMoment({ kind: 'viewed', page: 'category' });
  return (
    <>
      <PageHead
        title={title}
        description={`${title} – ${words.list.count(formatCount(view.total))}. ${words.shop.description}`}
        keep={['page']}
      />
      <Path path={view.path.slice(0, -1)} />
      <div className="mb-6 flex flex-col gap-2 md:flex-row md:items-end md:justify-between">
        <h1 className="text-2xl font-bold">
          {title}
          <span className="ml-3 text-base font-normal whitespace-nowrap text-ink-soft">
            {words.list.count(formatCount(view.total))}
          </span>
        </h1>
        <SortForm sort={view.sort} />
      </div>
      {isTop || view.children.length === 0 ? null : (
        <ul className="mb-8 flex flex-wrap gap-2">
          {view.children.map(({ id, name, count }) => (
            <li key={id}>
              <Link
                to={`/c/${id}`}
                className="inline-flex min-h-11 items-center gap-2 rounded-full border border-edge bg-paper px-4 text-sm hover:bg-shade"
              >
                {name} <span className="text-ink-soft">{formatCount(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Narrow facets={view.facets} keep={view.sort === 'popular' ? {} : { sort: view.sort }}>
        {view.cards.length === 0 ? (
          <EmptyState title={view.facets.length === 0 ? words.list.empty : narrow.noneHere}>
            <Link to="/" className={buttonClass('quiet')}>
              {words.failure.home}
            </Link>
          </EmptyState>
        ) : (
          <Cards cards={view.cards} eager={4} level={2} />
        )}
        <Paging page={view.page} pages={view.pages} />
      </Narrow>
    </>
  );
}
