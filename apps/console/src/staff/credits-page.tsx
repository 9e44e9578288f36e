// Endless aisle: what other places sent, by the shop and the clerk who served her, in the last thirty days.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatMoney } from '@engawa/ui';
import { Answered, Empty } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Page } from '../parts/page.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useWords } from '../words/words.ts';

type Credit = Answer<'/api/floor/credits'>['credits'][number];

const daysBack = 30;

export function CreditsPage() {
  const { credits: say } = useWords().staff;
  const credits = useQuery({
    queryKey: ['floor', 'credits'],
    queryFn: () => {
      const from = new Date(Date.now() - daysBack * 86_400_000).toISOString();
      return answerOf(api.GET('/api/floor/credits', { params: { query: { from } } }));
    },
  });
  return (
    <Page lead={say.lead} title={say.title}>
      <Answered query={credits}>
        {({ credits: all }) =>
          all.length === 0 ? <Empty title={say.none} /> : <Table credits={all} />
        }
      </Answered>
    </Page>
  );
}

function Table({ credits }: { readonly credits: readonly Credit[] }) {
  const { common, staff } = useWords();
  const { credits: say } = staff;
  const placeName = usePlaceName();
  const columns: readonly Column<Credit>[] = [
    { name: say.clerk, render: ({ clerk }) => clerk ?? common.none, isHead: true },
    { name: say.shop, render: ({ placeId }) => placeName(placeId) ?? common.none },
    { name: say.orders, render: ({ orders }) => formatCount(orders), isNumber: true },
    {
      name: say.amount,
      render: ({ totalMinor, currency }) => formatMoney(totalMinor, currency),
      isNumber: true,
    },
    {
      name: say.returned,
      render: ({ returnedMinor, currency }) => formatMoney(returnedMinor, currency),
      isNumber: true,
    },
    {
      name: say.net,
      render: ({ totalMinor, returnedMinor, currency }) => (
        <b>{formatMoney(totalMinor - returnedMinor, currency)}</b>
      ),
      isNumber: true,
    },
  ];
  return (
    <DataTable
      caption={say.title}
      columns={columns}
      keyOf={({ placeId, staffId, currency }) => `${placeId} ${staffId} ${currency}`}
      rows={credits}
    />
  );
}
