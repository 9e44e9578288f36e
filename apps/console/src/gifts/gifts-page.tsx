// Gifts that were bought in any shop or online, newest first, and how many of each were taken.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Amount } from '../orders/order-words.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Filters, PlaceChoice, useFilter } from '../parts/filters.tsx';
import { Page } from '../parts/page.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';
import { UnclaimedSetting } from './unclaimed-setting.tsx';

type Purchase = Answer<'/api/gifts'>['purchases'][number];

export function GiftsPage() {
  const say = useWords().gifts;
  const nameOf = usePlaceName();
  const [placeId] = useFilter('placeId');
  const query = { limit: 200, ...(placeId === '' ? {} : { placeId }) };
  const gifts = useQuery({
    queryKey: ['gifts', query],
    queryFn: () => answerOf(api.GET('/api/gifts', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<Purchase>[] = [
    {
      name: say.bought,
      isHead: true,
      render: ({ orderId, boughtAt }) => (
        <TextLink to={`/orders/gifts/${orderId}`}>
          <Stamp iso={boughtAt} />
        </TextLink>
      ),
    },
    { name: say.place, isExtra: true, render: ({ placeId: of }) => nameOf(of) },
    { name: say.kind, isExtra: true, render: ({ kind }) => wordFor(say.kinds, kind) },
    {
      name: say.amount,
      isNumber: true,
      render: ({ amountMinor, currency }) => (
        <Amount amountMinor={amountMinor} currency={currency} />
      ),
    },
    { name: say.count, isNumber: true, render: ({ count }) => formatCount(count) },
    { name: say.open, isNumber: true, render: ({ open }) => formatCount(open) },
    { name: say.claimed, isNumber: true, render: ({ claimed }) => formatCount(claimed) },
    {
      name: say.ended,
      isExtra: true,
      isNumber: true,
      render: ({ revoked, expired }) => formatCount(revoked + expired),
    },
  ];
  return (
    <Page back="/orders" lead={say.lead} title={say.title}>
      <UnclaimedSetting />
      <Filters>
        <PlaceChoice />
      </Filters>
      <Answered query={gifts}>
        {({ purchases }) =>
          purchases.length === 0 ? (
            <Empty title={say.none} />
          ) : (
            <DataTable
              caption={say.title}
              columns={columns}
              keyOf={({ orderId }) => orderId}
              rows={purchases}
            />
          )
        }
      </Answered>
    </Page>
  );
}
