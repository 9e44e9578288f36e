// Who may ask something of an order: whoever has its secret link, her whose it is, and staff, who ask for her. An order that
// is not hers and one that does not exist look the same.
import { isAllowed } from '#kernel/roles';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from './errors.ts';
import { askingOf, isHerOrder } from './is-her-order.ts';

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
  if (!(await isHerOrder(tx, orderId, askingOf(principal, token)))) {
    throw ordersRefusals.unknown();
  }
  return 'customer';
}
