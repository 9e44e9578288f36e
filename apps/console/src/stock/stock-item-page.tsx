// One item at every place: the question a clerk asks when a shelf is empty.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { StockLevel } from './stock-level.tsx';

type Item = Answer<'/api/catalog/items/{itemId}'>;
type AtPlace = Answer<'/api/stock'>['rows'][number];

export function StockItemPage() {
  const words = useWords();
  const { language } = useSpeech();
  const { itemId = '' } = useParams();
  const item = useQuery({
    queryKey: ['catalog', 'item', itemId],
    queryFn: () =>
      answerOf(api.GET('/api/catalog/items/{itemId}', { params: { path: { itemId } } })),
  });
  const name = item.data?.name;
  return (
    <Page
      back="/stock"
      lead={item.data?.code}
      title={(language === 'en' ? name?.en : undefined) ?? name?.ja ?? words.pages.stock}
    >
      <Answered query={item}>{(data) => <Everywhere item={data} />}</Answered>
    </Page>
  );
}

function Everywhere({ item }: { readonly item: Item }) {
  const words = useWords();
  const stock = useQuery({
    queryKey: ['stock', 'item', item.id],
    queryFn: () => readStockOf(item),
  });
  return (
    <Answered query={stock}>
      {(rows) => (
        <>
          <ItemFacts item={item} rows={rows} />
          <Section title={words.stock.everywhere}>
            {rows.length === 0 ? <Empty title={words.stock.nowhere} /> : <Places rows={rows} />}
          </Section>
        </>
      )}
    </Answered>
  );
}

/** The search by code finds this item first; others that look alike are left out. */
async function readStockOf({ id, code }: Item): Promise<readonly AtPlace[]> {
  const query = { q: code, limit: 50 };
  const { rows } = await answerOf(api.GET('/api/stock', { params: { query } }));
  return rows.filter(({ itemId }) => itemId === id);
}

type ItemFactsProps = { readonly item: Item; readonly rows: readonly AtPlace[] };

function ItemFacts({ item, rows }: ItemFactsProps) {
  const words = useWords();
  const sumOf = (pick: (row: AtPlace) => number) =>
    formatCount(rows.reduce((sum, row) => sum + pick(row), 0));
  const { price } = item;
  return (
    <Facts
      facts={[
        {
          name: words.stock.available,
          value: <span className="font-bold text-xl">{sumOf((row) => row.available)}</span>,
        },
        { name: words.stock.onHand, value: sumOf((row) => row.onHand) },
        { name: words.stock.held, value: sumOf((row) => row.held) },
        {
          name: words.stock.price,
          value:
            price === null ? words.common.none : formatMoney(price.amountMinor, price.currency),
        },
      ]}
    />
  );
}

function Places({ rows }: { readonly rows: readonly AtPlace[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const columns: readonly Column<AtPlace>[] = [
    {
      name: words.stock.place,
      isHead: true,
      render: ({ placeId }) => placeName(placeId) ?? words.common.none,
    },
    { name: words.orders.state, render: ({ available }) => <StockLevel available={available} /> },
    { name: words.stock.onHand, isNumber: true, render: ({ onHand }) => formatCount(onHand) },
    { name: words.stock.held, isNumber: true, render: ({ held }) => formatCount(held) },
    {
      name: words.stock.safety,
      isNumber: true,
      isExtra: true,
      render: ({ safety }) => formatCount(safety),
    },
    {
      name: words.stock.incoming,
      isNumber: true,
      isExtra: true,
      render: ({ incoming }) => formatCount(incoming),
    },
    {
      name: words.stock.available,
      isNumber: true,
      render: ({ available }) => <span className="font-bold">{formatCount(available)}</span>,
    },
  ];
  return (
    <DataTable
      caption={words.stock.everywhere}
      columns={columns}
      keyOf={({ placeId }) => placeId}
      rows={rows}
    />
  );
}
