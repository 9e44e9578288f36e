import type { AccountRef } from '#ledger';
import type { Account } from './store.ts';

/** What a company may still buy on account is value of the ledger: spent by an order, restored when it is paid. */
export function creditOf({ partyId, currency }: Pick<Account, 'partyId' | 'currency'>): AccountRef {
  return { ownerKind: 'party', ownerId: partyId, unit: `credit:${currency}` };
}
