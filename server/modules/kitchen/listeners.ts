// What the kitchen does when others announce: paid, it is made; gone another way, its ticket goes with it.
import { ordersChanged, ordersLinesCancelled, ordersPlaceClosed } from '#events/orders';
import { paymentsAuthorised, paymentsCaptured } from '#events/payments';
import { parseId } from '#kernel/ids';
import { enqueue } from '#kernel/jobs';
import type { Listener } from '#kernel/listeners';
import { freeBasketOf } from './baskets/store.ts';
import { closeKitchen } from './tickets/close-kitchen.ts';
import { lessenTicket } from './tickets/lessen-ticket.ts';
import { followOrder, releaseTicket } from './tickets/work-ticket.ts';

export const paidTickets: Listener = {
  name: 'kitchen.paid',
  hears: [paymentsAuthorised.type, paymentsCaptured.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      await releaseTicket(tx, parseId('order', String(data.orderId)));
    }
  },
};

const rejected = ordersChanged.rejected.type;

export const endedTickets: Listener = {
  name: 'kitchen.orders',
  hears: ['handed_over', 'completed', 'cancelled', 'rejected', 'expired'].map(
    (state) => ordersChanged[state as 'cancelled'].type,
  ),
  handle: async (tx, events) => {
    for (const { type, data } of events) {
      const orderId = parseId('order', String(data.orderId));
      await followOrder(tx, orderId);
      if (type === rejected || data['reason'] === 'place_closed') {
        // What could not be paid for, or made, is still in her basket.
        await freeBasketOf(tx, orderId);
      }
    }
  },
};

export const lessenedTickets: Listener = {
  name: 'kitchen.lines',
  hears: [ordersLinesCancelled.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      await lessenTicket(tx, parseId('order', String(data.orderId)));
    }
  },
};

export const closedKitchens: Listener = {
  name: 'kitchen.closed',
  hears: [ordersPlaceClosed.type],
  handle: async (tx, events) => {
    for (const { data } of events) {
      const placeId = parseId('place', String(data['placeId']));
      const until = String(data['until']);
      await enqueue(tx, closeKitchen, { placeId, until }, { key: `kitchen.close:${placeId}` });
    }
  },
};
