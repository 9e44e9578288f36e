// The catalogue: what is sold, for how much, and how much of it there is in all. Prices are those that hold
// everywhere; stock is asked for the items in sight.
import { type Answer, answerOf } from '@engawa/client';
import { buttonClass, formatCount, formatMoney, formatRate } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, Pager, SearchField, useFilter } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay, useSees } from '../staff/use-may.ts';
import { useSeesOverview } from '../today/use-sees-overview.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { itemName, variantName } from './item-name.ts';
import { Picture } from './picture.tsx';

type Item = Answer<'/api/catalog/items'>['items'][number];
type Totals = ReadonlyMap<string, { readonly onHand: number; readonly available: number }>;

export function CatalogPage() {
  const words = useWords();
  const mayAdd = useMay('catalog');
  const seesReviews = useSees('reviews');
  const seesFile = useSees('imports');
  const [search] = useSearchParams();
  const [q] = useFilter('q');
  const after = search.get('after');
  const query = {
    ...(q === '' ? {} : { q }),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const items = useQuery({
    queryKey: ['catalog', 'list', query],
    queryFn: () => answerOf(api.GET('/api/catalog/items', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      actions={
        <div className="flex flex-wrap gap-3">
          {seesFile ? (
            <Link className={buttonClass('quiet')} to="/catalog/file">
              {words.catalogFile.title}
            </Link>
          ) : null}
          <Link className={buttonClass('quiet')} to="/catalog/price-lists">
            {words.priceLists.title}
          </Link>
          {seesReviews ? (
            <Link className={buttonClass('quiet')} to="/catalog/reviews">
              {words.reviews.title}
            </Link>
          ) : null}
          {mayAdd ? (
            <Link className={buttonClass('quiet')} to="/catalog/preorders">
              {words.preorders.title}
            </Link>
          ) : null}
          {mayAdd ? (
            <Link className={buttonClass('main')} to="/catalog/new">
              {words.catalog.add}
            </Link>
          ) : null}
        </div>
      }
      lead={words.catalog.lead}
      title={words.pages.catalog}
    >
      <Filters>
        <SearchField label={words.catalog.search} />
      </Filters>
      <Answered query={items}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty
              {...(q === '' ? { hint: words.catalog.emptyHint } : {})}
              title={q === '' ? words.catalog.empty : words.catalog.none}
            />
          ) : (
            <>
              <Items items={page.items} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function useTotals(items: readonly Item[]): Totals | undefined {
  const itemIds = items.map(({ id }) => id);
  const sees = useSeesOverview();
  const totals = useQuery({
    enabled: sees === true,
    queryKey: ['stock-totals', itemIds],
    queryFn: () =>
      answerOf(api.GET('/api/overview/stock-totals', { params: { query: { itemIds } } })),
    placeholderData: keepPreviousData,
  });
  return totals.data === undefined
    ? undefined
    : new Map(totals.data.totals.map((each) => [each.itemId, each]));
}

function Items({ items }: { readonly items: readonly Item[] }) {
  const words = useWords();
  const { language } = useSpeech();
  const totals = useTotals(items);
  const { none } = words.common;
  const columns: readonly Column<Item>[] = [
    {
      name: words.catalog.item,
      isHead: true,
      render: (item) => (
        <span className="flex items-center gap-3 md:gap-4">
          <Picture address={item.image?.address} alt="" className="size-12" />
          <span className="min-w-0">
            <TextLink to={`/catalog/items/${item.id}`}>{itemName(item, language)}</TextLink>
            <span className="block font-normal text-ink-soft text-sm">
              {variantName(item, words.moments.separator)}
            </span>
          </span>
        </span>
      ),
    },
    { name: words.catalog.code, isExtra: true, render: ({ code }) => code },
    {
      name: words.catalog.price,
      isNumber: true,
      render: ({ price }) =>
        price === null ? words.catalog.noPrice : formatMoney(price.amountMinor, price.currency),
    },
    {
      name: words.catalog.tax,
      isNumber: true,
      isExtra: true,
      render: ({ price }) => (price === null ? none : formatRate(price.taxRateBp)),
    },
    {
      name: words.catalog.stock,
      isNumber: true,
      render: ({ id }) => {
        const total = totals?.get(id);
        return total === undefined
          ? totals === undefined
            ? ''
            : words.catalog.stockUnknown
          : formatCount(total.available);
      },
    },
  ];
  return (
    <DataTable
      caption={words.pages.catalog}
      columns={columns}
      keyOf={({ id }) => id}
      rows={items}
    />
  );
}
