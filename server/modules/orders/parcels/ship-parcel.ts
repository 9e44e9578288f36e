// One place sends its part of an order: its pieces are sold there, she is told with its number, and the order is sent
// with the last one.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { ordersParcelSent } from '../events.ts';
import { type Carrier, insertParcel, shipParcel } from '../picking/store-parcels.ts';
import { canBecome, type OrderState } from '../state.ts';
import type { OrderRow } from '../store/orders.ts';
import { tellOrder } from '../tell-order.ts';
import { sendGoods } from './send-goods.ts';
import { settleParcels } from './settle-parcels.ts';
import { markLeft, type OrderParcel } from './store.ts';

/** Sent again it keeps the newer number and sells nothing twice. Refuses with orders.state_forbids, orders.parcel_empty. */
export async function shipOneParcel(
  tx: Tx,
  order: OrderRow,
  parcels: readonly OrderParcel[],
  parcel: OrderParcel,
  label: { readonly carrier: Carrier; readonly trackingNumber: string },
): Promise<OrderRow> {
  const { number, placeId } = parcel;
  if (parcel.state === 'sent') {
    await shipParcel(tx, { orderId: order.id, number, ...label });
    return order;
  }
  if (!canBecome(order.state as OrderState, 'shipped')) {
    throw ordersRefusals.state_forbids({ state: order.state, wanted: 'shipped' });
  }
  if (parcel.state === 'empty') {
    throw ordersRefusals.parcel_empty({ parcel: number });
  }
  if (parcel.state === 'waiting') {
    const packed = { order_id: order.id, number, place_id: placeId };
    await insertParcel(tx, { ...packed, shelf: null, keep_until: null });
  }
  await shipParcel(tx, { orderId: order.id, number, ...label });
  await sendGoods(tx, order, parcel);
  await markLeft(tx, order.id, number);
  await announce(tx, order, parcels, parcel);
  return settleParcels(tx, order);
}

async function announce(
  tx: Tx,
  order: OrderRow,
  parcels: readonly OrderParcel[],
  { number, placeId }: OrderParcel,
): Promise<void> {
  const [place] = await findPlaces(tx, [order.place_id]);
  const told = tellOrder(order, place?.name_ja ?? '');
  const open = parcels.filter(({ state }) => state === 'waiting' || state === 'packed');
  tx.emit(
    ordersParcelSent.make(
      told.orderId,
      {
        ...told,
        parcel: number,
        parcels: parcels.filter(({ state }) => state !== 'empty').length,
        left: open.length - 1,
        senderId: formatId('place', placeId),
      },
      { recordId: order.record_id, placeId, channel: order.channel },
    ),
  );
}
