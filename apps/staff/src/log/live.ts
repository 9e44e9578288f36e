// The tablet's one line to the log: orders of this shop change on the screen the moment they change in the house, and
// what was asked before is asked again soon after.
import { answerOf, type Following, followLog, type LoggedEvent } from '@engawa/client';
import { useSyncExternalStore } from 'react';
import { api, queries } from '../api.ts';
import type { CallAnswer } from '../floor/use-floor.ts';
import { sendSteps } from '../kitchen/steps.ts';
import type { Remembered } from '../offline/memory.ts';
import { isHandedOverAt, type OrderRow, receiveMoments, sendersOf } from '../orders/order-list.ts';
import { sendKeptSoon } from '../stock/outbox/send-kept.ts';
import { syncSoon } from '../till/book/sync.ts';
import { refreshShelf } from '../till/shelf/shelf.ts';

const types = [
  'placed',
  'accepted',
  'preparing',
  'ready',
  'shipped',
  'handed_over',
  'completed',
  'cancelled',
  'rejected',
  'expired',
  'returned',
  // What changes an order without another state.
  'day_moved',
  'promise_moved',
  'lines_cancelled',
].map((what) => `orders.${what}`);
const shelfTypes = [
  'catalog.item_added',
  'catalog.item_changed',
  'catalog.price_changed',
  'catalog.imported',
];
const kitchenTypes = [
  'ticket_placed',
  'ticket_changed',
  'arrived',
  'handed_over',
  'pause_changed',
  'menu_changed',
].map((what) => `kitchen.${what}`);

const layawayTypes = ['kept', 'extended', 'collected', 'cancelled', 'expired'].map(
  (state) => `layaways.${state}`,
);

const offersType = 'offers.promotion_changed';

const bookingTypes = ['booked', 'moved', 'cancelled', 'arrived', 'fulfilled', 'missed'].map(
  (what) => `bookings.${what}`,
);

const callTypes = [
  'floor.stock_asked',
  'floor.stock_answered',
  'floor.follow_up_planned',
  'floor.follow_up_done',
];

const retryMs = 1000;
const refreshMs = 1500;

let following: Following = 'connecting';
const watchers = new Set<() => void>();

/** How it stands with the line to the server. */
export function useFollowing(): Following {
  return useSyncExternalStore(subscribe, () => following);
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function setFollowing(next: Following): void {
  following = next;
  for (const watcher of watchers) {
    watcher();
  }
}

export function ordersKey(placeId: string) {
  return ['orders', 'list', placeId] as const;
}

type Hearing = {
  readonly placeId: string;
  /** An order came for this shop. */
  readonly onArrival: (order: { readonly id: string; readonly number: string }) => void;
  /** A colleague of another shop asks, or has answered. */
  readonly onCall: (call: { readonly placeId: string; readonly answer: CallAnswer | null }) => void;
  /** Somebody asked this shop to keep something. */
  readonly onLayaway: (layaway: { readonly id: string; readonly number: string }) => void;
};

/** Follows the log for a shop; answers how to stop. */
export function followShop({ placeId, onArrival, onLayaway, onCall }: Hearing): () => void {
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  const heard = (events: readonly LoggedEvent[]) => {
    apply(placeId, events);
    if (events.some(({ type }) => shelfTypes.includes(type))) {
      refreshShelf();
    }
    if (events.some(({ type }) => type === offersType)) {
      void queries.invalidateQueries({ queryKey: ['till', 'offers'] });
    }
    if (events.some(({ type }) => kitchenTypes.includes(type))) {
      void queries.invalidateQueries({ queryKey: ['kitchen'] });
    }
    if (events.some(({ type }) => callTypes.includes(type))) {
      void queries.invalidateQueries({ queryKey: ['floor'] });
    }
    if (events.some(({ type }) => bookingTypes.includes(type))) {
      void queries.invalidateQueries({ queryKey: ['bookings'] });
    }
    if (events.some(({ type }) => type.startsWith('layaways.'))) {
      void queries.invalidateQueries({ queryKey: ['layaways'] });
    }
    for (const { type, data } of events) {
      if (type === 'floor.stock_asked' && data['toPlaceId'] === placeId) {
        onCall({ placeId: String(data['fromPlaceId']), answer: null });
      }
      if (type === 'floor.stock_answered' && data['fromPlaceId'] === placeId) {
        onCall({ placeId: String(data['toPlaceId']), answer: data['answer'] as CallAnswer });
      }
      if (type === 'layaways.kept' && data['placeId'] === placeId) {
        onLayaway({ id: String(data['layawayId']), number: String(data['number']) });
      }
      const order = {
        placeId: String(data['placeId']),
        handoverPlaceId: handoverOf(data),
        ...sendersOf(data),
      };
      // What was sold at a till has left the shop already: there is nothing to prepare.
      const isToPrepare = type === 'orders.placed' && data['fulfilment'] !== 'carry_out';
      if (isToPrepare && isHandedOverAt(order, placeId)) {
        onArrival({ id: String(data['orderId']), number: String(data['number']) });
      }
    }
    refresh ??= setTimeout(() => {
      refresh = undefined;
      void queries.invalidateQueries({ queryKey: ['orders'] });
      void queries.invalidateQueries({ queryKey: ['stock'] });
    }, refreshMs);
  };
  const begin = async (): Promise<void> => {
    try {
      const after = await headOf();
      if (isEnded) {
        return;
      }
      void queries.invalidateQueries();
      // The line is there: what was done without it is told, what was changed meanwhile is heard.
      syncSoon();
      void sendSteps();
      sendKeptSoon();
      refreshShelf();
      stop = followLog({
        after,
        types: [
          ...types,
          ...kitchenTypes,
          ...shelfTypes,
          ...layawayTypes,
          ...callTypes,
          offersType,
          ...bookingTypes,
        ],
        onState: setFollowing,
        onMoments: heard,
        onReset: () => void begin(),
      });
    } catch {
      setFollowing('retrying');
      timer = isEnded ? undefined : setTimeout(() => void begin(), retryMs);
    }
  };
  void begin();
  return () => {
    isEnded = true;
    stop?.();
    clearTimeout(timer);
    clearTimeout(refresh);
  };
}

function apply(placeId: string, events: readonly LoggedEvent[]): void {
  queries.setQueryData<Remembered<readonly OrderRow[]>>(ordersKey(placeId), (before) =>
    before === undefined
      ? before
      : { ...before, data: receiveMoments(before.data, events, placeId) },
  );
  for (const { data } of events) {
    void queries.invalidateQueries({ queryKey: ['orders', 'one', data['orderId']] });
  }
}

function handoverOf(data: LoggedEvent['data']): string | null {
  const id = data['handoverPlaceId'];
  return typeof id === 'string' ? id : null;
}

async function headOf(): Promise<string> {
  const page = await answerOf(api.GET('/api/log/events', { params: { query: { limit: 1 } } }));
  const [newest] = page.events;
  if (newest !== undefined) {
    return `${newest.epoch}-${newest.position}`;
  }
  const house = await answerOf(api.GET('/api/house'));
  return `${house.epoch}-0`;
}
