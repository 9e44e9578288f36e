// In how many parcels an order would come and from where, told before she orders; nothing is kept by it.
import { Refusal } from '#kernel/errors';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { decideRoute } from './decide-route.ts';
import { loadRoutes, type OrderToRoute } from './load-routes.ts';
import type { Parcel } from './route.ts';

/**
 * Empty where the place of sale sends from its own shelf. Refuses with orders.place_unknown, stock.short,
 * orders.split_needed.
 */
export async function quoteParcels(
  tx: Tx,
  wish: Omit<OrderToRoute, 'fulfilment'>,
): Promise<readonly Parcel[]> {
  const [place] = await findPlaces(tx, [wish.placeId]);
  if (place === undefined) {
    throw ordersRefusals.place_unknown();
  }
  const order: OrderToRoute = { ...wish, fulfilment: 'delivery' };
  const facts = (await loadRoutes(tx, [order], new Map([[place.id, place]]))).get(order);
  if (facts === undefined || facts.lines.length === 0) {
    return [];
  }
  const decided = decideRoute(facts);
  if (decided instanceof Refusal) {
    throw decided;
  }
  return decided.parcels;
}
