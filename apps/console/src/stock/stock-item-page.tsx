// One item at every place: the question a clerk asks when a shelf is empty.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { formatCount } from '../format/money.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.tsx';
import { StockLevel } from './stock-level.tsx';

type Item = Answer<'/api/stock/items/{itemId}'>;
type AtPlace = Item['places'][number];

export function StockItemPage() {
  const words = useWords();
  const { itemId = '' } = useParams();
  const item = useQuery({
    queryKey: ['stock', 'item', itemId],
    queryFn: () => answerOf(api.GET('/api/stock/items/{itemId}', { params: { path: { itemId } } })),
  });
  return (
    <Page back="/stock" lead={item.data?.itemCode} title={item.data?.itemName ?? words.pages.stock}>
      <Answered query={item}>{(data) => <Everywhere item={data} />}</Answered>
    </Page>
  );
}

function Everywhere({ item }: { readonly item: Item }) {
  const words = useWords();
  const placeName = usePlaceName();
  const sumOf = (pick: (row: AtPlace) => number) =>
    formatCount(item.places.reduce((sum, row) => sum + pick(row), 0));
  const columns: readonly Column<AtPlace>[] = [
    {
      name: words.stock.place,
      isHead: true,
      render: ({ placeId, placeName: name }) => placeName(placeId) ?? name,
    },
    { name: words.orders.state, render: ({ available }) => <StockLevel available={available} /> },
    { name: words.stock.onHand, isNumber: true, render: ({ onHand }) => formatCount(onHand) },
    { name: words.stock.held, isNumber: true, render: ({ held }) => formatCount(held) },
    {
      name: words.stock.available,
      isNumber: true,
      render: ({ available }) => <span className="font-bold">{formatCount(available)}</span>,
    },
  ];
  return (
    <>
      <Facts
        facts={[
          { name: words.stock.available, value: sumOf((row) => row.available) },
          { name: words.stock.onHand, value: sumOf((row) => row.onHand) },
          { name: words.stock.held, value: sumOf((row) => row.held) },
          { name: words.pages.places, value: formatCount(item.places.length) },
        ]}
      />
      <Section title={words.stock.everywhere}>
        {item.places.length === 0 ? (
          <Empty title={words.stock.empty} />
        ) : (
          <DataTable
            caption={words.stock.everywhere}
            columns={columns}
            keyOf={({ placeId }) => placeId}
            rows={item.places}
          />
        )}
      </Section>
    </>
  );
}
