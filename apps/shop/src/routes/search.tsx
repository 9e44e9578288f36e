// What was found, in any spelling, and what narrows it; where nothing was, other ways to go on.
import { buttonClass, EmptyState, formatCount, useLanguage } from '@engawa/ui';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import type { SearchPage } from '../../../../server/storefront/contract.ts';
import { openPage } from '../context.ts';
import { Narrow } from '../finding/narrow.tsx';
import { readNarrowed } from '../finding/read-narrowed.ts';
import { readSort, SortForm } from '../finding/sort-form.tsx';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Paging } from '../parts/paging.tsx';
import { findingWords } from '../words/finding.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const url = new URL(args.request.url);
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const page = Number(url.searchParams.get('page') ?? 1) || 1;
  const sort = readSort(url.searchParams);
  return storefront.search(visitor, query, page, sort, readNarrowed(url));
}

export default function Search() {
  const found = useLoaderData<typeof loader>();
  const { query, total, page, isLoose, facets, sort } = found;
  const words = useWords();
  useMoment(query === '' || page > 1 ? null : { kind: 'searched', results: total }, { asks: true });
  const title = query === '' ? words.search.ask : words.search.title(query);
  const isNarrowed = facets.some(({ values }) => values.some(({ isChosen }) => isChosen));
  return (
    <>
      <PageHead title={title} isHidden />
      {query === '' || (total === 0 && !isNarrowed) ? (
        <Nothing found={found} />
      ) : (
        <>
          <div className="mt-6 mb-6 flex flex-col gap-2 md:flex-row md:items-end md:justify-between">
            <div>
              <h1 className="text-2xl font-bold [overflow-wrap:anywhere]">{title}</h1>
              <p className="text-ink-soft">
                {isLoose ? `${words.search.loose} ` : ''}
                {words.list.count(formatCount(total))}
              </p>
            </div>
            <SortForm sort={sort} />
          </div>
          <Narrow facets={facets} keep={{ q: query, ...(sort === 'popular' ? {} : { sort }) }}>
            {total === 0 ? <NoneHere /> : <Cards cards={found.cards} eager={4} level={2} />}
            <Paging page={page} pages={found.pages} />
          </Narrow>
        </>
      )}
    </>
  );
}

function NoneHere() {
  const words = findingWords(useLanguage());
  return (
    <EmptyState icon="search" title={words.noneHere}>
      <p>{words.noneHereMore}</p>
    </EmptyState>
  );
}

/** Nothing asked, or nothing found: categories, what others like, and the camera. */
function Nothing({ found: { query, help } }: { readonly found: SearchPage }) {
  const words = useWords();
  const more = findingWords(useLanguage());
  return (
    <>
      <EmptyState
        level={1}
        icon="search"
        title={query === '' ? words.search.ask : words.search.none(query)}
      >
        {query === '' ? null : <p>{words.search.noneMore}</p>}
        <p>{words.search.askMore}</p>
        <Link to="/scan" className={buttonClass('quiet')}>
          {more.scan}
        </Link>
      </EmptyState>
      {help === null ? null : (
        <>
          <section className="mt-4">
            <h2 className="mb-3 text-xl font-bold">{more.tryCategories}</h2>
            <ul className="flex flex-wrap gap-2">
              {help.categories.map(({ id, name, count }) => (
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
          </section>
          <section className="mt-10">
            <h2 className="mb-4 text-xl font-bold">{more.tryPopular}</h2>
            <Cards cards={help.popular} />
          </section>
        </>
      )}
    </>
  );
}
