// Whoever acts for a whole customer (spends her points, counts her coupons) holds her records: merges and splits wait
// until the transaction ends, so nobody acts with a record that is hers no more.
import type { Tx } from '#kernel/transaction';
import { findCustomersOfRecords } from './read-profiles.ts';
import { shareRecordsOfCustomer } from './store-links.ts';

/** Every record (uuid) of the customer that this record belongs to, the smallest id first; they stay together. */
export async function holdCustomer(tx: Tx, recordId: string): Promise<string[]> {
  for (let round = 0; round < 20; round += 1) {
    const customerId = (await findCustomersOfRecords(tx, [recordId])).get(recordId);
    if (customerId === undefined) {
      return [];
    }
    const held = await shareRecordsOfCustomer(tx, customerId);
    // While one waited, the record may have moved to another customer.
    if (held.includes(recordId)) {
      return held;
    }
  }
  throw new Error('the records kept moving between customers; try again');
}
