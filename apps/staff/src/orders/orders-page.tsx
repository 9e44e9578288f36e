// The orders of this shop: on the left who waits, on the right what is to be done.
import { formatCount, formatMoney } from '@engawa/ui';
import { Empty, wordFor } from '@engawa/ui/work';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Split } from '../parts/split.tsx';
import { Answered } from '../parts/states.tsx';
import { useStation } from '../station/station.ts';
import { useTimes } from '../station/use-places.ts';
import { useWords } from '../words/words.ts';
import type { Group } from './order-flow.ts';
import { dayOf, groupOrders, type OrderRow } from './order-list.ts';
import { OrderState } from './order-state.tsx';
import { OrderView } from './order-view.tsx';
import { useOrders } from './use-orders.ts';

export function OrdersPage() {
  const words = useWords();
  const { orderId } = useParams();
  const placeId = useStation()?.placeId ?? '';
  const orders = useOrders(placeId);
  return (
    <Split
      detail={
        orderId === undefined ? (
          <Empty icon="bag" title={words.orders.choose} />
        ) : (
          <OrderView key={orderId} orderId={orderId} placeId={placeId} />
        )
      }
      isChosen={orderId !== undefined}
      title={words.rooms.orders}
      list={
        <>
          <h2 className="flex min-h-18 items-center px-5 font-bold text-xl">
            <span className="flex-1">{words.orders.title}</span>
            <Link
              className="inline-flex min-h-12 items-center rounded-lg px-3 font-normal text-ai text-base underline underline-offset-4"
              to="/layaways"
            >
              {words.floor.layaways.open}
            </Link>
          </h2>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <Answered query={orders}>
              {(rows) => <OrderList chosenId={orderId} orders={rows} />}
            </Answered>
          </div>
        </>
      }
    />
  );
}

type OrderListProps = {
  readonly orders: readonly OrderRow[];
  readonly chosenId: string | undefined;
};

function OrderList({ orders, chosenId }: OrderListProps) {
  const words = useWords();
  const { timeZone } = useTimes();
  const nowMs = useNow();
  const grouped = groupOrders(orders, dayOf(new Date(nowMs).toISOString(), timeZone));
  const shown = grouped.filter((each) => each.orders.length > 0);
  if (shown.length === 0) {
    return <Empty hint={words.orders.emptyHint} title={words.orders.empty} />;
  }
  return (
    <div className="pb-6">
      {shown.map(({ group, orders: mine }) => (
        <section key={group}>
          <h3 className="sticky top-0 z-10 flex items-baseline gap-2 bg-washi px-5 py-2 text-sm">
            <span className={group === 'new' ? 'font-bold text-kaki' : 'font-bold text-ink-soft'}>
              {words.orders.groups[group]}
            </span>
            <span className="text-ink-soft">{mine.length}</span>
          </h3>
          <ul className="space-y-2 px-3 pb-4">
            {mine.map((order) => (
              <li key={order.id}>
                <OrderCard
                  group={group}
                  isChosen={order.id === chosenId}
                  nowMs={nowMs}
                  order={order}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type OrderCardProps = {
  readonly order: OrderRow;
  readonly group: Group;
  readonly isChosen: boolean;
  readonly nowMs: number;
};

const marks: Readonly<Record<Group, string>> = {
  new: 'bg-kaki',
  preparing: 'border-2 border-ai',
  ready: 'bg-ai',
  done: 'hidden',
};

function OrderCard({ order, group, isChosen, nowMs }: OrderCardProps) {
  const words = useWords();
  const times = useTimes();
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(order.orderedAt)) / 60_000));
  const calm = group === 'done' ? 'bg-transparent border-line' : 'bg-paper border-line shadow-rest';
  return (
    <Link
      aria-current={isChosen ? 'true' : undefined}
      className={`arrives block min-h-20 rounded-lg border px-4 py-3 ${isChosen ? 'border-ai bg-ai-mist' : calm}`}
      to={`/orders/${order.id}`}
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="flex items-center gap-2.5">
          <span aria-hidden="true" className={`size-3 shrink-0 rounded-full ${marks[group]}`} />
          <b className="text-lg tracking-wide">{order.number}</b>
        </span>
        <span className="shrink-0 text-ink-soft text-sm">
          {group === 'done' ? times.hour(order.orderedAt) : words.orders.since(minutes)}
        </span>
      </span>
      <span className="mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="text-ink-soft text-sm">
          {wordFor(words.orders.ways, order.fulfilment)}
          <span className="mx-2 text-edge">/</span>
          {words.orders.items(formatCount(order.quantity))}
          <span className="mx-2 text-edge">/</span>
          {formatMoney(order.totalMinor, order.currency)}
        </span>
        {group === 'done' && <OrderState state={order.state} />}
      </span>
    </Link>
  );
}

/** Now, twice a minute: how long somebody waits grows by itself. */
function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
