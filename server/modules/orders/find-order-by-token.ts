// An order for whoever holds its link: what was bought and how far it is, never who she is.
import type { Tx } from '#kernel/transaction';
import { isViewToken } from './view-token.ts';
import { findViewTokenHash, type OrderView, viewOrder } from './views.ts';

/** Undefined when there is no such order or the token is not its own; both look the same from outside. */
export async function findOrderByToken(
  tx: Tx,
  orderId: string,
  token: string,
): Promise<OrderView | undefined> {
  const kept = await findViewTokenHash(tx, orderId);
  return isViewToken(kept, token) ? viewOrder(tx, orderId) : undefined;
}
