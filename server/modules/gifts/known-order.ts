// An order's id may be made by the caller; one that is there already is another sale, or this one told twice without its
// Idempotency-Key.
import type { Tx } from '#kernel/transaction';
import { findStandingOrders } from '#orders';
import { giftsRefusals } from './errors.ts';

/** Refuses with gifts.sale_known. */
export async function refuseKnownOrder(tx: Tx, orderId: string): Promise<void> {
  if ((await findStandingOrders(tx, [orderId])).has(orderId)) {
    throw giftsRefusals.sale_known();
  }
}
