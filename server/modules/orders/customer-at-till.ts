// Whose a sale at the till is: the record of the card that was scanned. Only staff and tills may name one; whoever buys
// for herself is known by her session, or is a guest.
import { findRecords } from '#customers';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { ordersRefusals } from './errors.ts';

/** Refuses with orders.customer_unknown a record (uuid) that is not there, was erased, or may not be named. */
export async function assertMayNameCustomer(
  tx: Tx,
  principal: Principal,
  recordId: string,
): Promise<void> {
  const isTill = principal.kind === 'staff' || principal.kind === 'api_key';
  const record = isTill ? (await findRecords(tx, [recordId])).get(recordId) : undefined;
  if (record === undefined || record.isErased) {
    throw ordersRefusals.customer_unknown();
  }
}
