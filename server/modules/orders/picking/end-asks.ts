// A question about a substitute ends with what it is about: when its order is cancelled or goes on without an answer, or the
// pieces that were missing are taken off. Her page says so, and she is not asked in vain.
import { formatId, parseId } from '#kernel/ids';
import type { Listener } from '#kernel/listeners';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import {
  ordersChanged,
  ordersLinesCancelled,
  ordersParcelSent,
  ordersSubstituteAnswered,
} from '../events.ts';
import { lockOrderRow } from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { endAsks, findOrdersAskedInVain } from './store.ts';

const ends = ['ready', 'shipped', 'handed_over', 'cancelled', 'rejected', 'expired'] as const;

export const askedInVain: Listener = {
  name: 'orders.asked_in_vain',
  hears: [
    ...ends.map((state) => ordersChanged[state].type),
    ordersLinesCancelled.type,
    ordersParcelSent.type,
  ],
  handle: async (tx, events) => {
    const ids = events.map(({ data }) => parseId('order', String(data['orderId'])));
    for (const orderId of await findOrdersAskedInVain(tx, [...new Set(ids)])) {
      await endAsksOf(tx, orderId);
    }
  },
};

/** The order is locked before its lines, as an answer of hers does it. */
async function endAsksOf(tx: Tx, orderId: string): Promise<void> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    return;
  }
  const [place] = await findPlaces(tx, [order.place_id]);
  for (const line of await endAsks(tx, orderId)) {
    tx.emit(
      ordersSubstituteAnswered.make(
        formatId('order', orderId),
        { ...tellOrder(order, place?.name_ja ?? ''), line, answer: 'lapsed', itemId: null },
        {
          recordId: order.record_id,
          placeId: order.handover_place_id ?? order.place_id,
          channel: order.channel,
        },
      ),
    );
  }
}
