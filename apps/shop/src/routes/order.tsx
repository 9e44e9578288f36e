// The status of an order by its secret link; the page renews itself when the shop does something.
import { Badge, buttonClass, EmptyState, formatMoment, Icon, useLanguage } from '@engawa/ui';
import {
  type ActionFunctionArgs,
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
} from 'react-router';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { askedOf, privately } from '../asked-by-link.ts';
import { openPage } from '../context.ts';
import { textOf } from '../form-text.ts';
import { Beside } from '../parts/beside.tsx';
import { CafeTicketPanel } from '../parts/cafe-ticket.tsx';
import { ExitPass } from '../parts/exit-pass.tsx';
import { KeepOrder } from '../parts/keep-order.tsx';
import { LineList } from '../parts/line-list.tsx';
import { MoveDay } from '../parts/move-day.tsx';
import { OpenWord } from '../parts/open-word.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Parcels } from '../parts/parcels.tsx';
import { ReadyBy } from '../parts/ready-by.tsx';
import { Substitutes } from '../parts/substitutes.tsx';
import { Totals } from '../parts/totals.tsx';
import { useHas } from '../parts/use-has.ts';
import { useLiveOrder } from '../parts/use-live-order.ts';
import { sendBack } from '../typed.tsx';
import type { ShopWords } from '../words/ja.ts';
import { receiptWords } from '../words/receipts.ts';
import { returnWords } from '../words/returns.ts';
import { reviewWords } from '../words/reviews.ts';
import { useWords } from '../words/use-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const order = await storefront.order(visitor, orderId, token);
  const status = order === undefined ? 404 : 200;
  return data({ order: order ?? null }, { status, headers: privately });
}

/** "I'm here", of an order of the café; another day, of what is made for one. */
export async function action(args: ActionFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const { orderId, token } = askedOf(args);
  const sent = await args.request.formData();
  const intent = textOf(sent, 'intent');
  if (intent === 'move-day') {
    const refused = await storefront.moveOrderDay(visitor, orderId, token, textOf(sent, 'day'));
    if (refused !== undefined) {
      return sendBack(sent, refused);
    }
    throw redirect(`/orders/${orderId}?t=${token}`);
  }
  const isTold = intent === 'arrive' && (await storefront.arriveAtCafe(orderId, token));
  return data({ isTold }, { status: isTold ? 200 : 404 });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Order() {
  const { order } = useLoaderData<typeof loader>();
  const words = useWords();
  return (
    <>
      <PageHead title={words.order.title} isHidden />
      {order === null ? (
        <EmptyState level={1} icon="question" title={words.order.unknown}>
          <p>{words.order.unknownMore}</p>
        </EmptyState>
      ) : (
        <Status order={order} />
      )}
    </>
  );
}

function Status({ order }: { readonly order: OrderPage }) {
  const words = useWords();
  const hasReviews = useHas('reviews');
  const language = useLanguage();
  const isLive = useLiveOrder(order.id);
  const answer = useActionData<typeof action>();
  const back = answer !== undefined && 'refused' in answer ? answer : undefined;
  const isNew = order.state === 'placed';
  return (
    <div className="mx-auto max-w-2xl space-y-6 pt-8">
      <div>
        {isNew ? <p className="mb-1 font-bold text-ai">{words.order.thanks}</p> : null}
        <h1 aria-live="polite" className="text-2xl font-bold">
          {words.order.states[order.state as keyof ShopWords['order']['states']]}
        </h1>
        <p className="mt-1 text-ink-soft">
          {words.order.number} <span className="font-bold text-sumi">{order.number}</span>
          <br />
          {words.order.at} {formatMoment(order.orderedAt, language)}
        </p>
        {order.state === 'rejected' ? <p className="mt-2">{words.order.rejectedMore}</p> : null}
      </div>
      {order.exit === null ? (
        <>
          <Substitutes order={order} />
          <ReadyBy order={order} />
          {order.cafe === null ? null : <CafeTicketPanel order={order} ticket={order.cafe} />}
          <Parcels order={order} />
          <Progress order={order} />
        </>
      ) : (
        <ExitPass exit={order.exit} />
      )}
      <p className="text-sm text-ink-soft">
        {words.order.keep}{' '}
        <span className="inline-flex items-center gap-1 whitespace-nowrap">
          <Icon name={isLive ? 'check' : 'clock'} size={16} />
          {isLive ? words.order.live : words.order.lost}
        </span>
      </p>
      <KeepOrder orderId={order.id} isKept={order.isKept} />
      {order.place === null ? null : (
        <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
          <h2 className="mb-1 text-sm text-ink-soft">{words.order.pickupAt}</h2>
          <p className="text-lg font-bold">{order.place.name}</p>
          <p>{order.place.address}</p>
          <OpenWord place={order.place} />
        </section>
      )}
      <Beside order={order} />
      <section className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
        <h2 className="mb-2 text-xl font-bold">{words.order.items}</h2>
        <LineList lines={order.lines} currency={order.currency} />
        <MoveDay back={back} order={order} />
        {hasReviews && handedOver.has(order.state) ? <ReviewLinks order={order} /> : null}
        {receipted.has(order.state) ? <ReceiptLink order={order} /> : null}
        {order.returns === null ? null : <ReturnLink order={order} />}
        <div className="border-t border-line pt-4">
          <Totals
            totalMinor={order.totalMinor}
            taxes={order.taxes}
            currency={order.currency}
            delivery={
              order.deliveryMinor === 0 ? null : { feeMinor: order.deliveryMinor, offMinor: 0 }
            }
          />
        </div>
      </section>
    </div>
  );
}

const handedOver: ReadonlySet<string> = new Set(['handed_over', 'completed']);

const receipted: ReadonlySet<string> = new Set([...handedOver, 'shipped']);

function ReceiptLink({ order }: { readonly order: OrderPage }) {
  const words = receiptWords(useLanguage());
  const [parameters] = useSearchParams();
  return (
    <Link
      to={`/orders/${order.id}/receipts?t=${parameters.get('t') ?? ''}`}
      className={buttonClass('quiet')}
    >
      {words.open}
    </Link>
  );
}

/** Giving back: what was asked for, and whether it can be asked for. */
function ReturnLink({ order }: { readonly order: OrderPage }) {
  const words = returnWords(useLanguage());
  const [parameters] = useSearchParams();
  const { state = null } = order.returns ?? {};
  return (
    <p className="my-2 flex flex-wrap items-center gap-3">
      <Link
        to={`/orders/${order.id}/returns?t=${parameters.get('t') ?? ''}`}
        className={buttonClass('quiet')}
      >
        {state === null ? words.open : words.see}
      </Link>
      {state === null ? null : <Badge tone="here">{words.states[state]}</Badge>}
    </p>
  );
}

/** What she carried home she may review, with or without an account. */
function ReviewLinks({ order }: { readonly order: OrderPage }) {
  const words = reviewWords(useLanguage());
  const [parameters] = useSearchParams();
  const query = new URLSearchParams({ order: order.id, t: parameters.get('t') ?? '' });
  return (
    <ul className="border-t border-line py-3">
      {order.lines.map(({ itemId, name }) => (
        <li key={itemId}>
          <Link
            to={`/items/${itemId}/review?${query}`}
            className="inline-flex min-h-11 items-center underline"
          >
            {words.write}: {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

type StateName = keyof ShopWords['order']['states'];

const ways: Readonly<Record<OrderPage['fulfilment'], readonly StateName[]>> = {
  pickup: ['placed', 'preparing', 'ready', 'handed_over'],
  delivery: ['placed', 'preparing', 'shipped', 'completed'],
};
const endings: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired', 'returned']);

/** What was passed and what is to come; an order that ended otherwise shows only what happened. */
function Progress({ order }: { readonly order: OrderPage }) {
  const words = useWords();
  const language = useLanguage();
  const at = new Map(order.steps.map((step) => [step.state, step.at]));
  const way = ways[order.fulfilment];
  const happened = order.steps.map(({ state }) => state as StateName);
  const coming = endings.has(order.state)
    ? []
    : way.slice(Math.max(0, ...happened.map((state) => way.indexOf(state))) + 1);
  return (
    <ol aria-label={words.order.steps} className="rounded-lg bg-paper p-5 shadow-rest md:p-8">
      {[...happened, ...coming].map((state, index, all) => {
        const time = at.get(state);
        const isNow = state === order.state;
        return (
          <li key={state} aria-current={isNow ? 'step' : undefined} className="flex gap-4">
            <span className="flex flex-col items-center">
              <span
                className={`mt-1.5 flex size-5 shrink-0 items-center justify-center rounded-full ${time === undefined ? 'border-2 border-edge' : 'bg-ai text-paper'}`}
              >
                {time === undefined ? null : <Icon name="check" size={14} />}
              </span>
              {index < all.length - 1 ? <span className="w-0.5 flex-1 bg-line" /> : null}
            </span>
            <span className="pb-5">
              <span className={isNow ? 'font-bold' : time === undefined ? 'text-ink-soft' : ''}>
                {words.order.states[state]}
              </span>{' '}
              {isNow ? <Badge tone="here">{words.order.current}</Badge> : null}
              {time === undefined ? null : (
                <span className="block text-sm text-ink-soft">{formatMoment(time, language)}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
