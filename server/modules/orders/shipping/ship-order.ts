// Ship from store: what stands packed for the carrier, its label, and the number by which she can follow it.
import type { Tx } from '#kernel/transaction';
import { changeState } from '../change-state.ts';
import { ordersRefusals } from '../errors.ts';
import { chooseParcel, type WhichParcel } from '../parcels/choose-parcel.ts';
import { shipOneParcel } from '../parcels/ship-parcel.ts';
import { findParcels } from '../parcels/store.ts';
import { type Carrier, findParcel, insertParcel, shipParcel } from '../picking/store-parcels.ts';
import { lockOrderRow, type OrderRow } from '../store/orders.ts';

/**
 * It has left with this number, or the parcel of it that was chosen has; she is told. Refuses with orders.unknown,
 * orders.state_forbids, orders.parcel_empty, and as choosing a parcel does.
 */
export async function shipOrder(
  tx: Tx,
  orderId: string,
  carrier: Carrier,
  trackingNumber: string,
  which: WhichParcel = { placeId: null },
): Promise<OrderRow> {
  const order = await lockOrderRow(tx, orderId);
  if (order === undefined) {
    throw ordersRefusals.unknown();
  }
  if (order.fulfilment !== 'delivery') {
    throw ordersRefusals.state_forbids({ state: order.state, wanted: 'shipped' });
  }
  const label = { carrier, trackingNumber };
  const parcels = await findParcels(tx, order);
  if (parcels.length > 0) {
    return shipOneParcel(tx, order, parcels, chooseParcel(order, parcels, which), label);
  }
  if ((await findParcel(tx, orderId)) === undefined) {
    const packed = { order_id: orderId, number: 1, shelf: null, keep_until: null };
    await insertParcel(tx, { ...packed, place_id: order.handover_place_id ?? order.place_id });
  }
  await shipParcel(tx, { orderId, number: 1, ...label });
  return changeState(tx, orderId, 'shipped');
}
