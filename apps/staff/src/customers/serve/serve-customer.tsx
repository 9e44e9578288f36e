// Her card was shown, or there is another reason: greeted by name, what suits her and stands in this shop, what she bought,
// what was noted and promised.
import { formatMoney } from '@engawa/ui';
import { Link } from 'react-router';
import { OrderState } from '../../orders/order-state.tsx';
import { Part } from '../../parts/detail.tsx';
import { Answered } from '../../parts/states.tsx';
import { useStation } from '../../station/station.ts';
import { usePlaceName, useTimes } from '../../station/use-places.ts';
import { useWords } from '../../words/words.ts';
import { Notes } from './notes.tsx';
import { Promises } from './promises.tsx';
import { Taste } from './taste.tsx';
import { type Reason, type Served, useServed } from './use-serve.ts';

type ServeProps = { readonly customerId: string; readonly reason: Reason };

export function ServeCustomer({ customerId, reason }: ServeProps) {
  const say = useWords().serve;
  const placeId = useStation()?.placeId ?? '';
  const served = useServed({ customerId, placeId, reason });
  return (
    <Answered query={served}>
      {(her) => (
        <div data-served={her.taste === null ? 'not-agreed' : 'agreed'}>
          <Greeting her={her} />
          <Taste her={her} placeId={placeId} />
          <Part title={say.promises}>
            <Promises customerId={customerId} followUps={her.followUps} placeId={placeId} />
          </Part>
          <Part title={say.notes}>
            <Notes customerId={customerId} notes={her.notes} placeId={placeId} />
          </Part>
          <Part title={say.purchases}>
            <Purchases purchases={her.purchases} />
          </Part>
        </div>
      )}
    </Answered>
  );
}

function Greeting({ her }: { readonly her: Served }) {
  const say = useWords().serve;
  const times = useTimes();
  const placeName = usePlaceName();
  const { isFirstVisit, lastVisit, name, reading } = her;
  const hello = isFirstVisit
    ? name === null
      ? say.firstNoName
      : say.first(name)
    : name === null
      ? say.helloNoName
      : say.hello(name);
  return (
    <section
      className={`rounded-lg p-5 ${isFirstVisit ? 'bg-kaki-mist' : 'bg-ai-mist'}`}
      data-first={isFirstVisit}
    >
      {reading !== null && <p className="text-ink-soft text-sm">{reading}</p>}
      <p aria-live="polite" className="font-bold text-xl">
        {hello}
      </p>
      {lastVisit !== null && (
        <p className="mt-1">
          {say.lastVisit(times.day(lastVisit.at), placeName(lastVisit.placeId) ?? '')}
        </p>
      )}
    </section>
  );
}

function Purchases({ purchases }: { readonly purchases: Served['purchases'] }) {
  const say = useWords().serve;
  const times = useTimes();
  const placeName = usePlaceName();
  if (purchases.length === 0) {
    return <p className="text-ink-soft">{say.noPurchases}</p>;
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {purchases.map((order) => (
        <li key={order.orderId}>
          <Link
            className="flex min-h-16 items-center gap-4 py-2 active:bg-shade"
            to={`/orders/${order.orderId}`}
          >
            <span className="min-w-0 flex-1">
              {order.lines.map(({ name }) => name).join('、')}
              <span className="block text-ink-soft text-sm">
                {[times.day(order.orderedAt), placeName(order.placeId)].join(' ')}
              </span>
            </span>
            <span className="shrink-0 tabular-nums">
              {formatMoney(order.totalMinor, order.currency)}
            </span>
            <OrderState state={order.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
