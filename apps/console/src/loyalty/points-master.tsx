// An outside points master: whether it is on, how far it has followed, and what it refused.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount } from '@engawa/ui';
import { Answered, Button } from '@engawa/ui/work';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Outcome } from '../parts/form.tsx';
import { Facts } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { useMay } from '../staff/use-may.ts';
import { useWords } from '../words/words.ts';

type Unsettled = Answer<'/api/loyalty/master'>['orders'][number];

const masterKey = ['loyalty', 'master'] as const;
const refreshMs = 10_000;

export function PointsMaster() {
  const { loyalty } = useWords();
  const master = useQuery({
    queryKey: masterKey,
    queryFn: () => answerOf(api.GET('/api/loyalty/master')),
    refetchInterval: ({ state }) => (state.data?.isOn === true ? refreshMs : false),
  });
  return (
    <Answered query={master}>
      {(data) =>
        data.isOn ? (
          <>
            <Facts
              facts={[
                { name: loyalty.told, value: formatCount(data.told) },
                { name: loyalty.waiting, value: formatCount(data.waiting) },
                { name: loyalty.late, value: formatCount(data.late) },
                { name: loyalty.refused, value: formatCount(data.refused) },
              ]}
            />
            <ul className="mt-4 space-y-3">
              {data.orders.map((order) => (
                <OrderLine key={order.orderId} order={order} />
              ))}
            </ul>
          </>
        ) : (
          <p className="text-ink-soft">{loyalty.noMaster}</p>
        )
      }
    </Answered>
  );
}

function OrderLine({ order }: { readonly order: Unsettled }) {
  const { loyalty } = useWords();
  const mayWrite = useMay('loyalty');
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/api/loyalty/master/{orderId}/retry', {
          params: { path: { orderId: order.orderId } },
        }),
      ),
    onSuccess: (told) => queries.setQueryData(masterKey, told),
  });
  return (
    <li className="rounded-lg bg-paper p-5 shadow-rest">
      <TextLink to={`/orders/${order.orderId}`}>{loyalty.order}</TextLink>
      <p className="mt-1">
        {loyalty.moves(order.spent, order.earned)}{' '}
        {order.isRefused
          ? loyalty.refusedFor(order.reason ?? '')
          : loyalty.unanswered(order.attempts)}
      </p>
      {order.isRefused && mayWrite && (
        <Button className="mt-3" disabled={asking.isPending} onClick={() => asking.mutate()}>
          {loyalty.askAgain}
        </Button>
      )}
      <Outcome error={asking.error} />
    </li>
  );
}
