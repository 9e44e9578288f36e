// The prices of an item by place and time, newest first.
import { type Answer, answerOf } from '@engawa/client';
import { Badge, formatMoney } from '@engawa/ui';
import { Answered } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';

type Price = Answer<'/api/catalog/items/{itemId}/prices'>['prices'][number];

export function Prices({ itemId }: { readonly itemId: string }) {
  const words = useWords();
  const prices = useQuery({
    queryKey: ['catalog', 'prices', itemId],
    queryFn: () =>
      answerOf(api.GET('/api/catalog/items/{itemId}/prices', { params: { path: { itemId } } })),
  });
  return (
    <Answered query={prices}>
      {(data) =>
        data.prices.length === 0 ? (
          <p className="text-ink-soft">{words.catalog.pricesNone}</p>
        ) : (
          <PriceTable askedMs={prices.dataUpdatedAt} prices={data.prices} />
        )
      }
    </Answered>
  );
}

type PriceTableProps = { readonly prices: readonly Price[]; readonly askedMs: number };

function PriceTable({ prices, askedMs }: PriceTableProps) {
  const words = useWords();
  const placeName = usePlaceName();
  const columns: readonly Column<Price>[] = [
    {
      name: words.catalog.place,
      isHead: true,
      render: ({ placeId }) =>
        placeId === null ? words.catalog.everywhere : (placeName(placeId) ?? words.common.none),
    },
    { name: words.orders.state, render: (price) => <PriceState askedMs={askedMs} price={price} /> },
    { name: words.catalog.from, render: ({ validFrom }) => <Stamp iso={validFrom} /> },
    {
      name: words.catalog.until,
      isExtra: true,
      render: ({ validUntil }) =>
        validUntil === null ? words.catalog.open : <Stamp iso={validUntil} />,
    },
    {
      name: words.catalog.price,
      isNumber: true,
      render: ({ amountMinor, currency }) => formatMoney(amountMinor, currency),
    },
  ];
  return (
    <DataTable
      caption={words.catalog.prices}
      columns={columns}
      keyOf={({ placeId, validFrom, amountMinor }) => `${placeId} ${validFrom} ${amountMinor}`}
      rows={prices}
    />
  );
}

type PriceStateProps = { readonly price: Price; readonly askedMs: number };

function PriceState({ price, askedMs }: PriceStateProps) {
  const words = useWords();
  if (price.isNow) {
    return <Badge tone="here">{words.catalog.now}</Badge>;
  }
  return (
    <Badge>
      {Date.parse(price.validFrom) > askedMs ? words.catalog.later : words.catalog.past}
    </Badge>
  );
}
