// Whose clerks may work on an order: those of the place that sold it, and of every place that hands it over or sends it.
import type { Tx } from '#kernel/transaction';
import type { OrderRow } from '../store/orders.ts';
import { findParcels } from './store.ts';

/** uuids. */
export async function placesOf(
  tx: Tx,
  order: Pick<OrderRow, 'id' | 'fulfilment' | 'place_id' | 'handover_place_id'>,
): Promise<(string | null)[]> {
  const parcels = await findParcels(tx, order);
  const senders = parcels.map(({ placeId }) => placeId);
  return [order.place_id, order.handover_place_id, ...senders];
}
