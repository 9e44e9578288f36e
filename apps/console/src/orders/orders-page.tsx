// Orders of every place in one list, newest first. The first page follows the log.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Choice, Filters, Pager, PlaceChoice, SearchField, useFilter } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { isOrderState } from './order-state.ts';
import { Amount, OrderState } from './order-words.tsx';

type OrderRow = Answer<'/api/orders'>['orders'][number];

export function OrdersPage() {
  const words = useWords();
  const [search] = useSearchParams();
  const [placeId] = useFilter('placeId');
  const [state] = useFilter('state');
  const [q] = useFilter('q');
  const after = search.get('after');
  const query = {
    ...(placeId === '' ? {} : { placeId }),
    ...(isOrderState(state) ? { state } : {}),
    ...(q === '' ? {} : { q }),
    ...(after === null ? {} : { after }),
    limit: 50,
  };
  const orders = useQuery({
    queryKey: ['orders', 'list', query],
    queryFn: () => answerOf(api.GET('/api/orders', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const isNarrowed = placeId !== '' || state !== '' || q !== '';
  return (
    <Page
      actions={
        <span className="flex flex-wrap gap-x-6 gap-y-2">
          <TextLink to="/orders/delivery">{words.delivery.title}</TextLink>
          <TextLink to="/orders/returns">{words.returns.title}</TextLink>
          <TextLink to="/orders/gifts">{words.gifts.title}</TextLink>
          <TextLink to="/orders/accounts">{words.wholesale.title}</TextLink>
          <TextLink to="/orders/terms">{words.selling.title}</TextLink>
        </span>
      }
      lead={words.orders.lead}
      title={words.pages.orders}
    >
      <Filters>
        <SearchField label={words.orders.search} />
        <PlaceChoice />
        <Choice
          all={words.orders.allStates}
          label={words.orders.state}
          name="state"
          options={Object.entries(words.orders.states)}
        />
      </Filters>
      <Answered query={orders}>
        {(page) =>
          page.orders.length === 0 ? (
            <Empty
              {...(isNarrowed ? {} : { hint: words.orders.emptyHint })}
              title={isNarrowed ? words.orders.none : words.orders.empty}
            />
          ) : (
            <>
              <Orders orders={page.orders} />
              <Pager next={page.next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Orders({ orders }: { readonly orders: readonly OrderRow[] }) {
  const words = useWords();
  const placeName = usePlaceName();
  const columns: readonly Column<OrderRow>[] = [
    {
      name: words.orders.number,
      isHead: true,
      render: ({ id, number }) => (
        <span className="whitespace-nowrap">
          <TextLink to={`/orders/${id}`}>{number}</TextLink>
        </span>
      ),
    },
    { name: words.orders.when, render: ({ orderedAt }) => <Stamp iso={orderedAt} /> },
    {
      name: words.orders.place,
      render: ({ placeId, placeName: name }) => placeName(placeId) ?? name,
    },
    {
      name: words.orders.way,
      isExtra: true,
      render: ({ fulfilment }) => wordFor(words.orders.ways, fulfilment),
    },
    { name: words.orders.state, render: ({ state }) => <OrderState state={state} /> },
    {
      name: words.orders.points,
      isNumber: true,
      isExtra: true,
      render: ({ quantity }) => formatCount(quantity),
    },
    {
      name: words.orders.total,
      isNumber: true,
      render: ({ totalMinor, currency }) => <Amount amountMinor={totalMinor} currency={currency} />,
    },
  ];
  return (
    <DataTable
      caption={words.pages.orders}
      columns={columns}
      keyOf={({ id }) => id}
      rows={orders}
    />
  );
}
