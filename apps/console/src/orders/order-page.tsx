// One order: what, for how much, at which tax, and what happened to it. Lines at Japan's reduced rate carry the ※
// that a qualified invoice asks for.
import { type Answer, answerOf } from '@engawa/client';
import { formatCount, formatDay, formatMoney, formatRate, formatUnitPrice } from '@engawa/ui';
import { Answered, Empty, wordFor } from '@engawa/ui/work';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api } from '../api.ts';
import { useTimes } from '../house/use-house.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Facts, Page, Section } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';
import { usePlaceName } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { GiveBack } from './give-back.tsx';
import { MoveDay } from './move-day.tsx';
import { MoveTime } from './move-time.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderParcels } from './order-parcels.tsx';
import { OrderPayments } from './order-payments.tsx';
import { Amount, OrderState } from './order-words.tsx';

type Order = Answer<'/api/orders/{orderId}'>;
type Line = Order['lines'][number];
type Tax = Order['taxes'][number];

/** Below this rate a line carries the mark of the reduced rate (Japan: 8% beside 10%). */
const reducedRateBpMax = 800;

export function OrderPage() {
  const words = useWords();
  const { orderId = '' } = useParams();
  const order = useQuery({
    queryKey: ['orders', 'one', orderId],
    queryFn: () => answerOf(api.GET('/api/orders/{orderId}', { params: { path: { orderId } } })),
  });
  const number = order.data?.number ?? '';
  return (
    <Page
      back="/orders"
      lead={
        order.data === undefined ? undefined : (
          <span className="flex flex-wrap items-center gap-3">
            {wordFor(words.orders.kinds, order.data.kind)}
            <OrderState state={order.data.state} />
          </span>
        )
      }
      title={`${words.orders.one} ${number}`}
    >
      <Answered query={order}>{(data) => <OrderDetail order={data} />}</Answered>
    </Page>
  );
}

function OrderDetail({ order }: { readonly order: Order }) {
  const words = useWords();
  const times = useTimes();
  const placeName = usePlaceName();
  const { currency, customerId, handoverPlaceId, sourceKey } = order;
  const facts = [
    {
      name: words.orders.total,
      value: (
        <span className="font-bold text-xl">
          <Amount amountMinor={order.totalMinor} currency={currency} />
        </span>
      ),
    },
    ...(order.deliveryMinor === 0
      ? []
      : [
          {
            name: words.delivery.fee,
            value: <Amount amountMinor={order.deliveryMinor} currency={currency} />,
          },
        ]),
    { name: words.orders.when, value: times.moment(order.orderedAt) },
    { name: words.orders.place, value: placeName(order.placeId) ?? order.placeName },
    {
      name: words.orders.customer,
      value:
        customerId === null ? (
          words.orders.noCustomer
        ) : (
          <TextLink to={`/customers/${customerId}`}>{words.orders.seeCustomer}</TextLink>
        ),
    },
    { name: words.orders.way, value: wordFor(words.orders.ways, order.fulfilment) },
    {
      name: words.orders.handover,
      value:
        order.parcels.length > 0
          ? order.parcels.map(({ placeId }) => placeName(placeId) ?? '').join('、')
          : handoverPlaceId === null
            ? words.common.none
            : (placeName(handoverPlaceId) ?? ''),
    },
    { name: words.orders.channel, value: wordFor(words.orders.channels, order.channel) },
    {
      name: words.orders.source,
      value: [wordFor(words.customers.sources, order.source), sourceKey ?? ''].join(' ').trim(),
    },
    ...(order.returnsOrderId === null
      ? []
      : [{ name: words.orders.returnOf, value: <OrderLink orderId={order.returnsOrderId} /> }]),
    ...(order.returnIds.length === 0
      ? []
      : [
          {
            name: words.orders.returnsOf,
            value: order.returnIds.map((id) => (
              <span className="block" key={id}>
                <OrderLink orderId={id} />
              </span>
            )),
          },
        ]),
  ];
  return (
    <>
      <Facts facts={facts} />
      <OrderActions
        fulfilment={order.fulfilment}
        isInParcels={order.parcels.length > 0}
        orderId={order.id}
        state={order.state}
      />
      <MoveDay order={order} />
      <MoveTime order={order} />
      <GiveBack order={order} />
      <Section title={words.orders.lines}>
        <Lines currency={currency} lines={order.lines} />
      </Section>
      <OrderParcels order={order} />
      <Section title={words.orders.taxes}>
        <Taxes currency={currency} taxes={order.taxes} />
      </Section>
      <Section title={words.orders.payments}>
        <OrderPayments orderId={order.id} />
      </Section>
      <Section title={words.orders.history}>
        <History order={order} />
      </Section>
    </>
  );
}

function OrderLink({ orderId }: { readonly orderId: string }) {
  const words = useWords();
  return <TextLink to={`/orders/${orderId}`}>{words.orders.seeOrder}</TextLink>;
}

function Lines({
  lines,
  currency,
}: {
  readonly lines: readonly Line[];
  readonly currency: string;
}) {
  const { language, words } = useSpeech();
  if (lines.length === 0) {
    return <Empty title={words.orders.noLines} />;
  }
  const isReduced = (line: Line) =>
    currency === 'JPY' && line.taxRateBp > 0 && line.taxRateBp <= reducedRateBpMax;
  const columns: readonly Column<Line>[] = [
    {
      name: words.orders.item,
      isHead: true,
      render: (line) => (
        <>
          <TextLink to={`/stock/items/${line.itemId}`}>{line.name}</TextLink>
          {isReduced(line) && <span className="ml-1">※</span>}
          {line.day === null ? null : (
            <span className="block font-normal text-sm">
              {words.preorders.forDay(formatDay(`${line.day}T12:00:00Z`, language, 'UTC'))}
            </span>
          )}
        </>
      ),
    },
    {
      name: words.orders.quantity,
      isNumber: true,
      render: ({ quantity }) => formatCount(quantity),
    },
    {
      name: words.orders.unitPrice,
      isNumber: true,
      render: ({ unitPrice }) => formatUnitPrice(unitPrice, currency),
    },
    {
      name: words.orders.taxRate,
      isNumber: true,
      render: ({ taxRateBp }) => formatRate(taxRateBp),
    },
    {
      name: words.orders.amount,
      isNumber: true,
      render: ({ amountMinor }) => <Amount amountMinor={amountMinor} currency={currency} />,
    },
  ];
  return (
    <>
      <DataTable
        caption={words.orders.lines}
        columns={columns}
        keyOf={({ line }) => String(line)}
        rows={lines}
      />
      {lines.some(isReduced) && (
        <p className="mt-3 text-ink-soft text-sm">{words.orders.reducedMark}</p>
      )}
    </>
  );
}

function Taxes({ taxes, currency }: { readonly taxes: readonly Tax[]; readonly currency: string }) {
  const words = useWords();
  const columns: readonly Column<Tax>[] = [
    {
      name: words.orders.taxRate,
      isHead: true,
      render: ({ rateBp }) => words.orders.taxed(formatRate(rateBp)),
    },
    {
      name: words.orders.amount,
      isNumber: true,
      render: ({ taxedMinor }) => <Amount amountMinor={taxedMinor} currency={currency} />,
    },
    {
      name: words.orders.taxInside,
      isNumber: true,
      render: ({ taxMinor }) => formatMoney(taxMinor, currency),
    },
  ];
  return (
    <DataTable
      caption={words.orders.taxes}
      columns={columns}
      keyOf={({ rateBp }) => String(rateBp)}
      rows={taxes}
    />
  );
}

function History({ order }: { readonly order: Order }) {
  const words = useWords();
  const times = useTimes();
  const steps = [
    { at: order.orderedAt, to: 'placed', reason: null },
    ...order.transitions.map(({ at, to, reason }) => ({ at, to, reason })),
  ];
  return (
    <ol className="space-y-4 border-line border-l-2 pl-6">
      {steps.map(({ at, to, reason }) => (
        <li className="relative" key={`${at} ${to}`}>
          <span
            aria-hidden="true"
            className="absolute top-2 -left-[1.95rem] size-3 rounded-full border-2 border-ai bg-washi"
          />
          <span className="mr-3 inline-block text-ink-soft text-sm">{times.moment(at)}</span>
          <OrderState state={to} />
          {reason !== null && <span className="ml-3">{wordFor(words.orders.reasons, reason)}</span>}
        </li>
      ))}
    </ol>
  );
}
