// Her own page: card, points, orders with their live state, wishes. Whoever is not signed in is asked to.
import {
  Badge,
  Button,
  buttonClass,
  formatCount,
  formatMoment,
  formatMoney,
  Icon,
  useLanguage,
} from '@engawa/ui';
import { type ReactNode, useEffect } from 'react';
import {
  data,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
  useRevalidator,
} from 'react-router';
import type { AccountPage, OrderGlimpse } from '../../../../server/storefront/contract.ts';
import { forgetCard } from '../card/forget-card.ts';
import { cookies, openPage } from '../context.ts';
import { useMoment } from '../moments/use-moment.ts';
import { Cards } from '../parts/cards.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useHas } from '../parts/use-has.ts';
import { forgetPush, keepOn } from '../push/this-browser.ts';
import { useAddressWords } from '../words/addresses.ts';
import { useBookingWords } from '../words/bookings.ts';
import type { ShopWords } from '../words/ja.ts';
import { useNotificationWords } from '../words/notifications.ts';
import { useOldCardWords } from '../words/old-card.ts';
import { receiptWords } from '../words/receipts.ts';
import { returnWords } from '../words/returns.ts';
import { useWords } from '../words/use-words.ts';
import { forgetWishes } from './wishes.tsx';

export async function loader(args: LoaderFunctionArgs) {
  const { storefront, visitor } = openPage(args);
  const account = await storefront.account(visitor);
  if (account === undefined) {
    if ((await storefront.signIn(visitor)).isStopped) {
      throw redirect('/account/data');
    }
    // A session that is over is forgotten, or the frame would go on saying that she is signed in.
    const headers = { 'set-cookie': `${cookies.session}=; Path=/; Max-Age=0` };
    throw redirect('/sign-in?to=/account', { headers });
  }
  const headers = new Headers(account.hasMoved ? forgetWishes(args.request) : {});
  headers.set('cache-control', 'no-store');
  return data(account, { headers });
}

export const headers = ({ loaderHeaders }: { readonly loaderHeaders: Headers }) => loaderHeaders;

export default function Account() {
  const account = useLoaderData<typeof loader>();
  const words = useWords();
  const language = useLanguage();
  const notifications = useNotificationWords();
  const addresses = useAddressWords();
  const hasGifts = useHas('gifts');
  const hasBookings = useHas('bookings');
  const hasLayaways = useHas('layaways');
  useMoment({ kind: 'viewed', page: 'page' });
  useLiveOrders(account.orders);
  useEffect(() => {
    void keepOn(language).catch(() => undefined);
  }, [language]);
  const greeting = account.name ?? account.email ?? '';
  return (
    <>
      <PageHead title={words.account.title} isHidden />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pt-6 pb-6">
        <div>
          <h1 className="text-2xl font-bold">{words.account.title}</h1>
          {greeting === '' ? null : (
            <p className="text-ink-soft">{words.account.hello(greeting)}</p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Link to="/account/profile" className={buttonClass('quiet')}>
            {words.profile.title}
          </Link>
          <Link to="/account/addresses" className={buttonClass('quiet')}>
            {addresses.open}
          </Link>
          <Link to="/account/notifications" className={buttonClass('quiet')}>
            {notifications.open}
          </Link>
          <Link to="/account/data" className={buttonClass('quiet')}>
            {words.myData.open}
          </Link>
          {hasGifts ? (
            <Link to="/gifts" className={buttonClass('quiet')}>
              {words.sent.open}
            </Link>
          ) : null}
          <Link to="/account/ways" className={buttonClass('quiet')}>
            {words.ways.open}
          </Link>
          <Button type="button" look="quiet" onClick={() => void leave()}>
            {words.signIn.out}
          </Button>
        </div>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[20rem_1fr]">
        <div className="grid gap-6 md:grid-cols-2 lg:grid-cols-1">
          <Card account={account} />
          <Points account={account} />
        </div>
        <div className="space-y-6">
          {hasBookings ? <Bookings bookings={account.bookings} /> : null}
          {hasLayaways ? <Layaways layaways={account.layaways} /> : null}
          <Orders orders={account.orders} />
        </div>
      </div>
      <section className="mt-12">
        <div className="mb-4 flex items-baseline justify-between gap-4">
          <h2 className="text-xl font-bold">{words.wishes.title}</h2>
          {account.wishes.length === 0 ? null : (
            <Link
              to="/wishes"
              aria-label={`${words.wishes.title}: ${words.home.more}`}
              className="inline-flex min-h-11 shrink-0 items-center gap-1 text-sm text-ai hover:underline"
            >
              {words.home.more}
              <Icon name="next" size={16} />
            </Link>
          )}
        </div>
        {account.wishes.length === 0 ? (
          <p className="text-ink-soft">{words.wishes.emptyMore}</p>
        ) : (
          <Cards cards={account.wishes} />
        )}
      </section>
    </>
  );
}

/** Loads the shop anew, so that nothing of her stays in this page's memory. */
async function leave(): Promise<void> {
  await fetch('/api/customers/sign-out', { method: 'POST' }).catch(() => undefined);
  await forgetCard().catch(() => undefined);
  await forgetPush().catch(() => undefined);
  location.assign('/shop/');
}

function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="rounded-lg bg-paper p-5 shadow-rest">
      <h2 className="text-lg font-bold">{title}</h2>
      {children}
    </section>
  );
}

function Bookings({ bookings }: { readonly bookings: AccountPage['bookings'] }) {
  const words = useBookingWords();
  const language = useLanguage();
  return (
    <Box title={words.mine}>
      <ul>
        {bookings.map(({ id, token, what, placeName, startsAt, timeZone }) => (
          <li key={id} className="border-b border-line last:border-0" data-booking={id}>
            <Link to={`/bookings/${id}?t=${token}`} className="block py-3 hover:bg-shade">
              <span className="font-bold">{formatMoment(startsAt, language, timeZone)}</span>
              <span className="block text-sm text-ink-soft">
                {placeName} {what}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/bookings" className={`mt-3 ${buttonClass('quiet')}`}>
        {words.open}
      </Link>
    </Box>
  );
}

function Layaways({ layaways }: { readonly layaways: AccountPage['layaways'] }) {
  const { keep } = useWords();
  const language = useLanguage();
  return layaways.length === 0 ? null : (
    <Box title={keep.mine}>
      <ul>
        {layaways.map(({ id, token, name, placeName, keptUntil }) => (
          <li key={id} className="border-b border-line last:border-0">
            <Link to={`/layaways/${id}?t=${token}`} className="block py-3 hover:bg-shade">
              <span className="font-bold">{name}</span>
              <span className="block text-sm text-ink-soft">
                {placeName} {keep.untilDay(formatMoment(keptUntil, language))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Box>
  );
}

function Card({ account }: { readonly account: AccountPage }) {
  const words = useWords();
  const oldCard = useOldCardWords();
  return (
    <Box title={words.account.card}>
      <img
        src={account.card}
        alt={words.account.cardAlt}
        width={176}
        height={176}
        className="mx-auto mt-3 size-44 rounded-md bg-white"
      />
      <p className="mt-3 text-center text-sm text-ink-soft">{words.account.cardMore}</p>
      <Link to="/card" reloadDocument className={`mt-3 ${buttonClass('quiet', true)}`}>
        {words.card.open}
      </Link>
      <Link
        to="/account/old-card"
        className="mt-1 flex min-h-11 items-center justify-center text-sm text-ai underline underline-offset-4"
      >
        {oldCard.open}
      </Link>
    </Box>
  );
}

function Points({ account }: { readonly account: AccountPage }) {
  const words = useWords();
  const language = useLanguage();
  const { available, pending, nextExpiry } = account.points;
  const hasCoupons = useHas('offers');
  return (
    <Box title={words.account.points}>
      <p className="mt-2 text-[2rem] leading-tight font-bold">
        {formatCount(available)}
        <span className="ml-1 text-base font-normal">{words.account.pointUnit}</span>
      </p>
      {pending > 0 ? (
        <p className="mt-1 text-sm text-ink-soft">{words.account.pending(formatCount(pending))}</p>
      ) : null}
      {nextExpiry === null ? null : (
        <p className="mt-1 text-sm text-ink-soft">
          {words.account.expires(
            formatCount(nextExpiry.amount),
            formatMoment(nextExpiry.at, language),
          )}
        </p>
      )}
      <Link to="/points" className={`mt-3 ${buttonClass('quiet', true)}`}>
        {words.points.open}
      </Link>
      {hasCoupons ? (
        <Link to="/account/coupons" className={`mt-3 ${buttonClass('quiet', true)}`}>
          {words.card.coupons}
        </Link>
      ) : null}
    </Box>
  );
}

function Orders({ orders }: { readonly orders: readonly OrderGlimpse[] }) {
  const words = useWords();
  const language = useLanguage();
  const [receipts, returns] = [receiptWords(language), returnWords(language)];
  return (
    <Box title={words.account.orders}>
      {orders.length === 0 ? (
        <div className="py-8 text-center">
          <p className="text-ink-soft">{words.account.noOrders}</p>
          <Link to="/items" className={`mt-4 ${buttonClass('quiet')}`}>
            {words.cart.look}
          </Link>
        </div>
      ) : (
        <ul className="mt-2">
          {orders.map((order) => (
            <li key={order.id} className="border-b border-line last:border-0">
              <OrderLine order={order} />
              {order.token === null && order.state === 'completed' ? (
                <p className="mb-2 flex flex-wrap gap-x-6 text-sm">
                  <Link
                    to={`/orders/${order.id}/receipts`}
                    className="inline-flex min-h-11 items-center underline"
                  >
                    {receipts.open}
                  </Link>
                  <Link
                    to={`/orders/${order.id}/returns`}
                    className="inline-flex min-h-11 items-center underline"
                  >
                    {returns.see}
                  </Link>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}

function OrderLine({ order }: { readonly order: OrderGlimpse }) {
  const words = useWords();
  const language = useLanguage();
  const state = words.order.states[order.state as keyof ShopWords['order']['states']];
  const isBought = order.token === null && order.state === 'completed';
  const line = (
    <span className="grid gap-x-4 gap-y-1 py-4 md:grid-cols-[1fr_auto]">
      <span>
        <span className={order.token === null ? 'font-bold' : 'font-bold group-hover:underline'}>
          {isBought ? words.account.bought(order.placeName) : state}
        </span>{' '}
        {order.isOpen ? <Badge tone="here">{words.order.current}</Badge> : null}
        <span className="block text-sm text-ink-soft">
          {formatMoment(order.orderedAt, language)}
          {isBought ? '' : ` · ${order.placeName}`}
        </span>
        <span className="block text-sm text-ink-soft">
          {words.order.number} {order.number}
        </span>
      </span>
      <span className="flex items-center gap-3 md:justify-end">
        <span className="font-bold">{formatMoney(order.totalMinor, order.currency, language)}</span>
        <span className="text-sm text-ink-soft">
          {words.order.pieces(formatCount(order.pieces))}
        </span>
        {order.token === null ? null : <Icon name="next" size={16} />}
      </span>
    </span>
  );
  return order.token === null ? (
    line
  ) : (
    <Link to={`/orders/${order.id}?t=${order.token}`} className="group block">
      {line}
    </Link>
  );
}

const followedMax = 4;

/** Follows the orders that go on by their own streams, and loads the page's data anew at each change. */
function useLiveOrders(orders: readonly OrderGlimpse[]): void {
  const { revalidate } = useRevalidator();
  const open = orders.filter(({ isOpen }) => isOpen).slice(0, followedMax);
  const addresses = open
    .map(({ id, token }) => `/api/orders/${id}/stream?token=${encodeURIComponent(token ?? '')}`)
    .join(' ');
  useEffect(() => {
    const sources = addresses.split(' ').flatMap((address) => {
      if (address === '') {
        return [];
      }
      const source = new EventSource(address);
      source.addEventListener('moment', () => void revalidate());
      return [source];
    });
    return () => {
      for (const source of sources) {
        source.close();
      }
    };
  }, [addresses, revalidate]);
}
