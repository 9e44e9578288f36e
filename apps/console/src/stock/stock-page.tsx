// Stock by place: what stands there, what is kept for somebody, what can be sold.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, Pager, PlaceChoice, SearchField, useFilter } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { StockLevel } from './stock-level.tsx';

type StockRow = Answer<'/api/stock'>['rows'][number];

export function StockPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const [placeId] = useFilter('placeId');
  const [q] = useFilter('q');
  const after = search.get('after');
  const query = {
    ...(placeId === '' ? {} : { placeId }),
    ...(q === '' ? {} : { q }),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const stock = useQuery({
    queryKey: ['stock', 'list', query],
    queryFn: () => answerOf(api.GET('/api/stock', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const isNarrowed = placeId !== '' || q !== '';
  return (
    <Page
      actions={
        <span className="flex flex-wrap gap-x-6">
          <TextLink to="/stock/holds">{words.holds.title}</TextLink>
          <TextLink to="/stock/lots">{words.lots.title}</TextLink>
        </span>
      }
      lead={words.stock.lead}
      title={words.pages.stock}
    >
      <Filters>
        <SearchField label={words.stock.search} />
        <PlaceChoice />
      </Filters>
      <Answered query={stock}>
        {(page) =>
          page.rows.length === 0 ? (
            <Empty
              {...(isNarrowed ? {} : { hint: words.stock.emptyHint })}
              title={isNarrowed ? words.stock.none : words.stock.empty}
            />
          ) : (
            <>
              <StockTable rows={page.rows} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function StockTable({ rows }: { readonly rows: readonly StockRow[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const columns: readonly Column<StockRow>[] = [
    {
      name: words.stock.item,
      isHead: true,
      render: ({ itemId, name }) => <TextLink to={`/stock/items/${itemId}`}>{name}</TextLink>,
    },
    { name: words.stock.code, isExtra: true, render: ({ code }) => code },
    {
      name: words.stock.place,
      render: ({ placeId }) => placeName(placeId) ?? words.common.none,
    },
    { name: words.orders.state, render: ({ available }) => <StockLevel available={available} /> },
    {
      name: words.stock.onHand,
      isNumber: true,
      isExtra: true,
      render: ({ onHand }) => formatCount(onHand),
    },
    { name: words.stock.held, isNumber: true, render: ({ held }) => formatCount(held) },
    {
      name: words.stock.available,
      isNumber: true,
      render: ({ available }) => <span className="font-bold">{formatCount(available)}</span>,
    },
  ];
  return (
    <DataTable
      caption={words.pages.stock}
      columns={columns}
      keyOf={({ itemId, placeId }) => `${itemId} ${placeId}`}
      rows={rows}
    />
  );
}
