// What was found, in any spelling.
import { EmptyState, formatCount } from '@engawa/ui';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { openPage } from '../context.ts';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Paging } from '../parts/paging.tsx';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100);
  const page = Number(searchParams.get('page') ?? 1) || 1;
  return storefront.search(visitor, query, page);
}

export default function Search() {
  const { query, cards, total, page, pages, isLoose } = useLoaderData<typeof loader>();
  const words = useWords();
  useMoment(query === '' || page > 1 ? null : { kind: 'searched', results: total }, { asks: true });
  const title = query === '' ? words.search.ask : words.search.title(query);
  return (
    <>
      <PageHead title={title} isHidden />
      {query === '' ? (
        <EmptyState level={1} icon="search" title={words.search.ask}>
          <p>{words.search.askMore}</p>
        </EmptyState>
      ) : cards.length === 0 ? (
        <EmptyState level={1} icon="search" title={words.search.none(query)}>
          <p>{words.search.noneMore}</p>
          <p>{words.search.askMore}</p>
        </EmptyState>
      ) : (
        <>
          <h1 className="mt-6 text-2xl font-bold">{title}</h1>
          <p className="mb-6 text-ink-soft">
            {isLoose ? `${words.search.loose} ` : ''}
            {words.list.count(formatCount(total))}
          </p>
          <Cards cards={cards} eager={4} level={2} />
          <Paging page={page} pages={pages} />
        </>
      )}
    </>
  );
}
