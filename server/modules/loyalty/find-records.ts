import { findCompanions, findRecords, refuseStoppedRows } from '#customers';
import type { Tx } from '#kernel/transaction';
import { loyaltyRefusals } from './errors.ts';

/** All records (uuids) of whoever has this one. Refuses with loyalty.customer_unknown, customers.use_stopped. */
export async function recordsOf(tx: Tx, recordId: string): Promise<string[]> {
  const record = (await findRecords(tx, [recordId])).get(recordId);
  if (record === undefined || record.isErased) {
    throw loyaltyRefusals.customer_unknown();
  }
  refuseStoppedRows(tx, [record]);
  return (await findCompanions(tx, [recordId])).get(recordId) ?? [recordId];
}
