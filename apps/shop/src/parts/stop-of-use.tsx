// Stopping every use of her data, and what she reads and may press while it is stopped.
import { Badge, Button, buttonClass, formatMoment, formatMoney, useLanguage } from '@engawa/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OrderGlimpse } from '../../../../server/storefront/contract.ts';
import { useAddressWords } from '../words/addresses.ts';
import type { ShopWords } from '../words/ja.ts';
import { useStopWords } from '../words/stop.ts';
import { useWords } from '../words/use-words.ts';

type Ask = {
  readonly isBusy: boolean;
  readonly run: (method: 'POST', path: string, body?: object) => void;
};

const box = 'rounded-lg bg-paper p-5 shadow-rest md:p-8';

/** The way into a stop, for whoever has not asked for one. */
export function StopEveryUse({ isBusy, run }: Ask) {
  const words = useStopWords();
  const language = useLanguage();
  const [isSure, setIsSure] = useState(false);
  return (
    <section className={box}>
      <h2 className="text-xl font-bold">{words.title}</h2>
      <p className="mt-1 text-ink-soft">{words.more}</p>
      <label className="mt-4 flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 accent-ai"
          checked={isSure}
          onChange={(event) => setIsSure(event.target.checked)}
        />
        {words.sure}
      </label>
      <Button
        type="button"
        look="quiet"
        className="mt-3"
        disabled={!isSure || isBusy}
        onClick={() => run('POST', '/api/rights/me/stop', { scope: 'all', language })}
      >
        {words.stop}
      </Button>
    </section>
  );
}

/** What stands above everything while use is stopped, with the way out and her orders. */
export function UseIsStopped({
  since,
  orders,
  isBusy,
  run,
}: Ask & { readonly since: string; readonly orders: readonly OrderGlimpse[] }) {
  const words = useStopWords();
  const { profile, ways } = useWords();
  const addresses = useAddressWords();
  const language = useLanguage();
  return (
    <section className={`${box} border-2 border-ai`} data-use="stopped">
      <h2 className="text-xl font-bold">{words.stopped}</h2>
      <p className="text-sm text-ink-soft">{words.since(formatMoment(since, language))}</p>
      <p className="mt-3">{words.stoppedMore}</p>
      <Button
        type="button"
        className="mt-4"
        disabled={isBusy}
        onClick={() => run('POST', '/api/rights/me/resume', { language })}
      >
        {words.resume}
      </Button>
      <p className="mt-6 flex flex-wrap gap-3">
        <Link to="/account/profile" className={buttonClass('quiet')}>
          {profile.title}
        </Link>
        <Link to="/account/addresses" className={buttonClass('quiet')}>
          {addresses.open}
        </Link>
        <Link to="/account/ways" className={buttonClass('quiet')}>
          {ways.open}
        </Link>
      </p>
      {orders.length === 0 ? null : (
        <>
          <h3 className="mt-6 font-bold">{words.orders}</h3>
          <ul className="mt-1">
            {orders.map((order) => (
              <OrderLine key={order.id} order={order} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One that is followed by its link opens there, the others lead to their receipts. */
function OrderLine({ order }: { readonly order: OrderGlimpse }) {
  const words = useWords();
  const language = useLanguage();
  const to =
    order.token === null
      ? `/orders/${order.id}/receipts`
      : `/orders/${order.id}?t=${encodeURIComponent(order.token)}`;
  return (
    <li className="border-b border-line last:border-0">
      <Link to={to} className="flex min-h-11 flex-wrap items-center gap-x-3 py-2 hover:underline">
        <span>{formatMoment(order.orderedAt, language)}</span>
        <span className="text-ink-soft">
          {words.order.states[order.state as keyof ShopWords['order']['states']]}
        </span>
        {order.isOpen ? <Badge tone="here">{words.order.current}</Badge> : null}
        <span className="ml-auto font-bold">
          {formatMoney(order.totalMinor, order.currency, language)}
        </span>
      </Link>
    </li>
  );
}
