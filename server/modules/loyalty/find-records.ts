import { findCompanions, findRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from './errors.ts';

/** All records (uuids) of whoever has this one. Refuses with loyalty.customer_unknown. */
export async function recordsOf(tx: Tx, recordId: string): Promise<string[]> {
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw loyaltyRefusals.customer_unknown();
  }
  return (await findCompanions(tx, [recordId])).get(recordId) ?? [recordId];
}
