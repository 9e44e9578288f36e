// A category, or everything: its parts, its order, its pages.
import { buttonClass, EmptyState, formatCount } from '@engawa/ui';
import { data, Form, Link, type LoaderFunctionArgs, useLoaderData, useSubmit } from 'react-router';
import type { Sort } from '../../../../server/storefront/contract.ts';
import { openPage } from '../context.ts';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Paging } from '../parts/paging.tsx';
import { Path } from '../parts/path.tsx';
import { useWords } from '../words/use-words.ts';

const sorts: readonly Sort[] = ['popular', 'newest', 'cheapest', 'dearest'];

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { searchParams } = new URL(args.request.url);
  const page = Number(searchParams.get('page') ?? 1) || 1;
  const sort = sorts.find((each) => each === searchParams.get('sort')) ?? 'popular';
  const view = await storefront.category(visitor, args.params.categoryId, page, sort);
  if (view === undefined) {
    throw data(null, { status: 404 });
  }
  return view;
}

export default function Category() {
  const view = useLoaderData<typeof loader>();
  const words = useWords();
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
      {view.cards.length === 0 ? (
        <EmptyState title={words.list.empty}>
          <Link to="/" className={buttonClass('quiet')}>
            {words.failure.home}
          </Link>
        </EmptyState>
      ) : (
        <Cards cards={view.cards} eager={4} level={2} />
      )}
      <Paging page={view.page} pages={view.pages} />
    </>
  );
}

function SortForm({ sort }: { readonly sort: Sort }) {
  const words = useWords();
  const submit = useSubmit();
  return (
    <Form
      className="flex items-center gap-2"
      onChange={(event) => void submit(event.currentTarget, { replace: true })}
    >
      <label htmlFor="sort" className="text-sm text-ink-soft">
        {words.list.sort}
      </label>
      <select
        id="sort"
        name="sort"
        defaultValue={sort}
        className="min-h-11 rounded-md border border-edge bg-paper px-3"
      >
        {sorts.map((each) => (
          <option key={each} value={each}>
            {words.list.sorts[each]}
          </option>
        ))}
      </select>
      <noscript>
        <button type="submit" className={buttonClass('quiet')}>
          {words.list.show}
        </button>
      </noscript>
    </Form>
  );
}
