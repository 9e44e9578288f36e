// Her order at the café, on the order's page: the number, the time, the code to show, "I'm here", and with her consent how
// far she is.
import { Button, buttonClass, formatTime, Icon } from '@engawa/ui';
import { useEffect, useState } from 'react';
import { Form, Link, useRevalidator, useSearchParams } from 'react-router';
import type { CafeTicket } from '../../../../server/storefront/contract-cafe.ts';
import type { OrderPage } from '../../../../server/storefront/contract-order.ts';
import { Qr } from '../card/qr.tsx';
import { type CafeWords, useCafeWords } from '../words/cafe.ts';

type Props = { readonly order: OrderPage; readonly ticket: CafeTicket };

export function CafeTicketPanel({ order, ticket }: Props) {
  const say = useCafeWords();
  const isOver = ticket.state === 'handed_over' || ticket.state === 'ended';
  useWhileUnpaid(ticket.state === 'unpaid');
  if (order.state === 'rejected') {
    return (
      <section className="rounded-lg bg-kaki-mist p-5 text-kaki md:p-8">
        <p role="alert">{say.rejected}</p>
        <Link to="/cafe/basket" className={`mt-3 ${buttonClass('main')}`}>
          {say.toBasketAgain}
        </Link>
      </section>
    );
  }
  if (order.state === 'cancelled') {
    return (
      <section className="rounded-lg bg-kaki-mist p-5 text-kaki md:p-8">
        <p role="alert">{say.cancelled}</p>
        <Link to="/cafe" className={`mt-3 ${buttonClass('main')}`}>
          {say.otherCafe}
        </Link>
      </section>
    );
  }
  return (
    <section
      data-ticket={ticket.state}
      className="rounded-lg bg-paper p-5 text-center shadow-rest md:p-8"
    >
      <p className="text-sm text-ink-soft">{say.call}</p>
      <p className="text-4xl font-bold tabular-nums" data-call>
        {ticket.callNumber}
      </p>
      <p aria-live="polite" className="mt-2 font-bold text-ai">
        {sentenceOf(ticket, say)}
      </p>
      {ticket.hasMoved && !isOver ? <p className="text-sm text-ink-soft">{say.moved}</p> : null}
      {isOver ? (
        <Again />
      ) : (
        <div className="mx-auto mt-4 max-w-xs space-y-4">
          <Qr text={ticket.code} label={say.codeAlt} />
          <p className="text-sm text-ink-soft">
            {say.showCode}
            <span className="block text-xs tracking-wider" data-code>
              {ticket.code}
            </span>
          </p>
          <Here ticket={ticket} />
          <Approach order={order} ticket={ticket} />
        </div>
      )}
    </section>
  );
}

function sentenceOf(ticket: CafeTicket, say: CafeWords): string {
  switch (ticket.state) {
    case 'unpaid':
      return say.unpaid;
    case 'ready':
      return say.isReady;
    case 'handed_over':
      return say.handedOver;
    default:
      return say.readyBy(formatTime(ticket.promisedAt));
  }
}

/** The payment is confirmed within moments, by nothing that the order's stream tells. */
function useWhileUnpaid(isUnpaid: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isUnpaid) {
      return undefined;
    }
    const timer = setInterval(() => void revalidate(), 1500);
    return () => clearInterval(timer);
  }, [isUnpaid, revalidate]);
}

function Again() {
  const say = useCafeWords();
  return (
    <Form method="post" action="/cafe" className="mt-4">
      <Button look="quiet" data-act="again">
        {say.againPress}
      </Button>
    </Form>
  );
}

function Here({ ticket }: { readonly ticket: CafeTicket }) {
  const say = useCafeWords();
  return ticket.arrivedAt === null ? (
    <Form method="post">
      <Button isWide name="intent" value="arrive" data-act="arrive">
        <Icon name="pin" />
        {say.here}
      </Button>
    </Form>
  ) : (
    <p role="status" data-arrived className="rounded-md bg-ai-mist p-3 text-ai-deep">
      {say.hereDone}
    </p>
  );
}

/** Only when she chose it at the order, only while she presses, only until it is begun. */
function Approach({ order, ticket }: Props) {
  const say = useCafeWords();
  const [parameters] = useSearchParams();
  const { revalidate } = useRevalidator();
  const [isSharing, setIsSharing] = useState(false);
  const isOffered = ticket.startsBy === 'arrival' && ticket.state === 'waiting';
  const token = parameters.get('t') ?? '';
  useEffect(() => {
    if (!isSharing || !isOffered) {
      return undefined;
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        void fetch(`/api/kitchen/tickets/${order.id}/approach`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token, latitude: coords.latitude, longitude: coords.longitude }),
        }).then(
          () => revalidate(),
          () => undefined,
        );
      },
      () => setIsSharing(false),
      { maximumAge: 30_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isSharing, isOffered, order.id, token, revalidate]);
  return isOffered ? (
    <div className="space-y-2">
      <Button type="button" look="quiet" isWide onClick={() => setIsSharing(!isSharing)}>
        {isSharing ? say.stop : say.share}
      </Button>
      {isSharing ? <p className="text-sm text-ink-soft">{say.sharing}</p> : null}
    </div>
  ) : null;
}
