// The parcels of an order as pages and the API tell them.
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { ParcelOfOrder } from '../schemas.ts';
import { trackingAddresses } from '../shipping/tracking-addresses.ts';
import type { OrderRow } from '../store/orders.ts';
import { findParcels, type OrderParcel } from './store.ts';

/** In their order; none where one place sends all of it. */
export async function tellParcels(tx: Tx, order: OrderRow): Promise<ParcelOfOrder[]> {
  return (await findParcels(tx, order)).map((each) => ({
    parcel: each.number,
    placeId: formatId('place', each.placeId),
    state: each.state,
    lines: [...each.lines],
    carrier: each.carrier,
    trackingNumber: each.trackingNumber,
    trackingUrl: trackingUrlOf(each),
    leftAt: each.leftAt?.toString() ?? null,
  }));
}

/** Where a parcel can be followed; null before it has a number. */
export function trackingUrlOf({ carrier, trackingNumber }: OrderParcel): string | null {
  return carrier === null || trackingNumber === null
    ? null
    : trackingAddresses[carrier](trackingNumber);
}
