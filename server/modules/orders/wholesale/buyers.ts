// Who buys for a company: its customers who are named there, and the house for it.
import { findOwnRecords } from '#customers';
import { isAllowed } from '#kernel/roles';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import { findBuyers } from './store.ts';

/** Refuses with orders.account_not_yours. */
export async function assertMayBuyFor(
  tx: Tx,
  principal: Principal,
  partyId: string,
): Promise<void> {
  if (principal.kind !== 'customer' && isAllowed(principal.roles, 'orders.write')) {
    return;
  }
  const own = principal.kind === 'customer' ? await findOwnRecords(tx, principal.id) : [];
  const buyers = own.length === 0 ? [] : await findBuyers(tx, partyId);
  if (!buyers.some((each) => own.includes(each))) {
    throw ordersRefusals.account_not_yours();
  }
}
