// Whose a sale at the till is: the record of the card that was scanned. Only staff and tills may name one; whoever buys
// for herself is known by her session, or is a guest.
import { findRecords, refuseStoppedRows } from '#customers';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { needsProvider } from '#payments';
import { ordersRefusals } from './errors.ts';
import type { Tender } from './tender/tender.ts';

/**
 * Whether goods may be carried away for this payment: nobody but staff and tills says that she was paid at the
 * counter. Refuses with orders.till_needed.
 */
export function assertMaySell(
  principal: Principal,
  fulfilment: string,
  tenders: readonly Tender[],
): void {
  const isAtCounter = tenders.some(
    ({ method, provider }) =>
      method !== 'points' && method !== 'gift' && !needsProvider(method, provider),
  );
  if (fulfilment === 'carry_out' && isAtCounter && !isTill(principal)) {
    throw ordersRefusals.till_needed();
  }
}

/**
 * By which channel it is sold: what is offered, or made to order, at the counter or by telephone alone is not had by
 * saying so. Refuses with orders.channel_not_yours.
 */
export function channelOf<Channel extends string>(
  principal: Principal,
  told: Channel | undefined,
): Channel | 'pos' | 'web' {
  if (told === undefined) {
    return principal.kind === 'staff' ? 'pos' : 'web';
  }
  if ((told === 'pos' || told === 'phone') && !isTill(principal)) {
    throw ordersRefusals.channel_not_yours({ channel: told });
  }
  return told;
}

function isTill({ kind }: Principal): boolean {
  return kind === 'staff' || kind === 'api_key';
}

/**
 * Refuses with orders.customer_unknown a record (uuid) that is not there, was erased, or may not be named, and with
 * customers.use_stopped one whose use is stopped.
 */
export async function assertMayNameCustomer(
  tx: Tx,
  principal: Principal,
  recordId: string,
): Promise<void> {
  const record = isTill(principal) ? (await findRecords(tx, [recordId])).get(recordId) : undefined;
  if (record === undefined || record.isErased) {
    throw ordersRefusals.customer_unknown();
  }
  refuseStoppedRows(tx, [record]);
}

/** Staff who buy for themselves have the staff's price; nobody else does by saying so. */
export function buyerOf(
  { kind, roles }: Principal,
  isForStaff: boolean | undefined,
): 'staff' | 'owner' | undefined {
  if (isForStaff !== true || kind !== 'staff') {
    return undefined;
  }
  return roles.includes('owner') ? 'owner' : 'staff';
}
