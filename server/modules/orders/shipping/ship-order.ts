// Ship from store: what stands packed for the carrier, its label, and the number by which she can follow it.
import type { Tx } from '#kernel/transaction';
import { changeState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { type Carrier, findParcel, insertParcel, shipParcel } from '../picking/store-parcels.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';

/** Where a parcel can be followed, by carrier. */
export const trackingAddresses: Readonly<Record<Carrier, (number: string) => string>> = {
  yamato: (number) => `https://toi.kuronekoyamato.co.jp/cgi-bin/tneko?number01=${number}`,
  sagawa: (number) => `https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo=${number}`,
};

/**
 * It has left with this number; she is told. Refuses with orders.unknown, orders.state_forbids.
 */
export async function shipOrder(
  tx: Tx,
  orderId: string,
  carrier: Carrier,
  trackingNumber: string,
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (order.fulfilment !== 'delivery') {
    throw ordersRefusals.state_forbids({ state: order.state, wanted: 'shipped' });
  }
  if ((await findParcel(tx, orderId)) === undefined) {
    const placeId = order.handover_place_id ?? order.place_id;
    await insertParcel(tx, { order_id: orderId, place_id: placeId, shelf: null, keep_until: null });
  }
  await shipParcel(tx, orderId, carrier, trackingNumber);
  return changeState(tx, orderId, 'shipped');
}
