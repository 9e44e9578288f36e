// Who may ask something of an order: whoever has its secret link, her whose it is, and staff, who ask for her. An order that
// is not hers and one that does not exist look the same.
import { findOwnRecords } from '#customers';
import { isAllowed } from '#kernel/roles';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from './errors.ts';
import { findOrderByToken } from './find-order-by-token.ts';
import { viewOrder } from './views.ts';

/** Answers for whom it is asked. Refuses with orders.unknown. */
export async function refuseStrangers(
  tx: Tx,
  principal: Principal,
  orderId: string,
  token: string | undefined,
): Promise<'shop' | 'customer'> {
  if (isAllowed(principal.roles, 'orders.write')) {
    return 'shop';
  }
  if (!(await isHers(tx, principal, orderId, token))) {
    throw ordersRefusals.unknown();
  }
  return 'customer';
}

async function isHers(
  tx: Tx,
  principal: Principal,
  orderId: string,
  token: string | undefined,
): Promise<boolean> {
  if (token !== undefined) {
    return (await findOrderByToken(tx, orderId, token)) !== undefined;
  }
  if (principal.kind !== 'customer') {
    return false;
  }
  const recordId = (await viewOrder(tx, orderId))?.order.record_id ?? '';
  return (await findOwnRecords(tx, principal.id)).includes(recordId);
}
