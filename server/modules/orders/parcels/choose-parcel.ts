// Which parcel of an order somebody means, and whether it is theirs to send.
import { refuseOtherPlace } from '#kernel/own-place';
import { ordersRefusals } from '../errors.ts';
import type { OrderRow } from '../store/orders.ts';
import type { OrderParcel } from './store.ts';

export type WhichParcel = {
  /** As the order numbers them; left out: the only one that waits at the clerk's own place. */
  readonly number?: number | undefined;
  /** uuid of the place that the clerk is bound to; null: any. */
  readonly placeId: string | null;
};

/** Refuses with orders.parcel_needed, orders.parcel_unknown, and with kernel.other_place what is not the clerk's own. */
export function chooseParcel(
  order: Pick<OrderRow, 'place_id'>,
  parcels: readonly OrderParcel[],
  { number, placeId }: WhichParcel,
): OrderParcel {
  if (number === undefined) {
    const open = parcels.filter((each) => each.state === 'waiting' || each.state === 'packed');
    const own = open.filter((each) => placeId === null || each.placeId === placeId);
    const [only] = own;
    if (only === undefined || own.length > 1) {
      throw ordersRefusals.parcel_needed({ parcels: parcels.length });
    }
    return only;
  }
  const found = parcels.find((each) => each.number === number);
  if (found === undefined) {
    throw ordersRefusals.parcel_unknown({ parcel: number, parcels: parcels.length });
  }
  refuseOtherPlace({ placeId }, order.place_id, found.placeId);
  return found;
}
