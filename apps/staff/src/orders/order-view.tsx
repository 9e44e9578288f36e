// One order on the tablet: what to bring, and one big button for what comes next.
import { type Answer, Refused } from '@engawa/client';
import { formatCount, formatDay, formatMoney, formatUnitPrice } from '@engawa/ui';
import { Button, wordFor } from '@engawa/ui/work';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFollowing } from '../log/live.ts';
import { Detail, Facts, Part } from '../parts/detail.tsx';
import { Answered } from '../parts/states.tsx';
import { usePlaceName, useTimes } from '../station/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { ExitCheck, isAtExit, scanChannel, useExitState } from './exit-check.tsx';
import { MoveDay } from './move-day.tsx';
import { type Step, stepsOf } from './order-flow.ts';
import { OrderParcels } from './order-parcels.tsx';
import { OrderState } from './order-state.tsx';
import { useOrder, useStep } from './use-orders.ts';

type Order = Answer<'/api/orders/{orderId}'>;

/** Below this rate a line carries the mark of the reduced rate (Japan: 8% beside 10%). */
const reducedRateBpMax = 800;

type OrderViewProps = { readonly orderId: string; readonly placeId: string };

export function OrderView({ orderId, placeId }: OrderViewProps) {
  const words = useWords();
  const order = useOrder(orderId);
  const data = order.data?.data;
  return (
    <Detail
      actions={data === undefined ? undefined : <Actions order={data} placeId={placeId} />}
      aside={data === undefined ? undefined : <OrderState state={data.state} />}
      back="/orders"
      title={data?.number ?? words.rooms.orders}
    >
      <Answered query={order}>{(found) => <Told order={found} />}</Answered>
    </Detail>
  );
}

function Told({ order }: { readonly order: Order }) {
  const { language, words } = useSpeech();
  const times = useTimes();
  const placeName = usePlaceName();
  const { currency, lines } = order;
  const exit = useExitState(order);
  const hasReduced = lines.some((line) => isReduced(line.taxRateBp, currency));
  return (
    <>
      {order.channel === scanChannel && <ExitCheck state={exit} />}
      <ul className="divide-y divide-line border-line border-y">
        {lines.map((line) => (
          <li className="flex min-h-16 items-center gap-4 py-3" key={line.line}>
            <b className="min-w-10 text-right text-xl">{formatCount(line.quantity)}</b>
            <Link className="min-w-0 flex-1 text-lg" to={`/stock/${line.itemId}`}>
              {line.name}
              {isReduced(line.taxRateBp, currency) && <span className="ml-1">※</span>}
              <span className="block text-ink-soft text-sm">
                {formatUnitPrice(line.unitPrice, currency)}
              </span>
              {line.day === null ? null : (
                <span className="block font-bold text-base">
                  {words.orders.forDay(formatDay(`${line.day}T03:00:00Z`, language))}
                </span>
              )}
            </Link>
            <span className="shrink-0">{formatMoney(line.amountMinor, currency)}</span>
          </li>
        ))}
      </ul>
      <OrderParcels order={order} />
      <MoveDay key={order.id} order={order} />
      <p className="flex items-baseline justify-between py-3">
        <span>{words.orders.total}</span>
        <b className="text-2xl">{formatMoney(order.totalMinor, currency)}</b>
      </p>
      {hasReduced && <p className="text-ink-soft text-sm">{words.orders.reduced}</p>}
      <div className="mt-6">
        <Facts
          facts={[
            { name: words.orders.orderedAt, value: times.moment(order.orderedAt) },
            {
              name: words.orders.channel,
              value: `${wordFor(words.orders.channels, order.channel)} / ${wordFor(words.orders.ways, order.fulfilment)}`,
            },
            {
              name: words.orders.from,
              value: placeName(order.placeId) ?? order.placeName,
            },
            {
              name: words.orders.customer,
              value:
                order.customerId === null ? (
                  words.orders.noCustomer
                ) : (
                  <Link
                    className="-my-3 inline-flex min-h-12 items-center text-ai underline underline-offset-4"
                    to={`/customers/${order.customerId}`}
                  >
                    {words.orders.seeCustomer}
                  </Link>
                ),
            },
          ]}
        />
      </div>
      {order.transitions.length > 0 && (
        <Part title={words.orders.history}>
          <ol className="space-y-3">
            {order.transitions.map(({ at, to }) => (
              <li className="flex items-center gap-4" key={`${at} ${to}`}>
                <span className="text-ink-soft">{times.hour(at)}</span>
                <OrderState state={to} />
              </li>
            ))}
          </ol>
        </Part>
      )}
    </>
  );
}

function isReduced(taxRateBp: number, currency: string): boolean {
  return currency === 'JPY' && taxRateBp > 0 && taxRateBp <= reducedRateBpMax;
}

function Actions({ order, placeId }: { readonly order: Order; readonly placeId: string }) {
  const words = useWords();
  const isAway = useFollowing() === 'retrying';
  const step = useStep(placeId);
  const [isCancelling, setIsCancelling] = useState(false);
  const { main, others } = stepsOf(order);
  const exit = useExitState(order);
  const atExit = isAtExit(order);
  if (main === undefined && others.length === 0) {
    return <p className="py-3 text-center text-ink-soft">{words.orders.ended}</p>;
  }
  const go = (to: Step, reason?: string) => {
    setIsCancelling(false);
    step.mutate({ order, to, ...(reason === undefined ? {} : { reason }) });
  };
  const isOff = isAway || step.isPending;
  if (isCancelling) {
    return (
      <div>
        <p className="mb-3 font-bold">{words.orders.cancelWhy}</p>
        <div className="flex flex-wrap gap-3">
          {Object.entries(words.orders.reasons).map(([reason, word]) => (
            <Button
              disabled={isOff}
              key={reason}
              look="warning"
              onClick={() => go('cancelled', reason)}
            >
              {word}
            </Button>
          ))}
          <Button onClick={() => setIsCancelling(false)}>{words.orders.keep}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div className="flex min-w-0 flex-wrap gap-2">
        {others.map((other) =>
          other === 'cancelled' ? (
            <Button
              className="whitespace-nowrap px-3 text-kaki"
              disabled={isOff}
              key={other}
              look="plain"
              onClick={() => setIsCancelling(true)}
            >
              {words.orders.actions[other]}
            </Button>
          ) : (
            <Button
              className="whitespace-nowrap px-4"
              disabled={isOff}
              key={other}
              onClick={() => go(other)}
            >
              {words.orders.actions[other]}
            </Button>
          ),
        )}
      </div>
      {main === undefined ? (
        <Link
          className="min-h-12 flex-1 content-center text-center text-ai underline underline-offset-4"
          to="/pick"
        >
          {words.back.parcels.toPick}
        </Link>
      ) : (
        <Button
          className="min-w-52 flex-1"
          data-act="next-step"
          disabled={isOff || (atExit && exit !== 'paid')}
          look="main"
          onClick={() => go(main)}
        >
          {atExit ? words.floor.exit.pass : words.orders.actions[main]}
        </Button>
      )}
      {isAway && <p className="w-full text-kaki text-sm">{words.line.needsLine}</p>}
      {step.error instanceof Refused && (
        <p className="w-full text-kaki" role="alert">
          {step.error.message}
        </p>
      )}
    </div>
  );
}
