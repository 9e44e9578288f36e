// Whoever acts for a whole customer (spends her points, counts her coupons) holds her records: merges and splits wait
// until the transaction ends, so nobody acts with a record that is hers no more.
import type { Tx } from '#kernel/transaction';
import { ownKinds } from './own-records.ts';
import { findCompanions } from './read-links.ts';
import { lockUntilWhole, shareRecordsOfCustomersOf } from './store-links.ts';
import { listJoined } from './store-own.ts';

export type CustomerToHold = {
  /** uuid */
  readonly recordId: string;
  /** She acts herself: with what she joined (`findOwnRecords`), not with what a score alone has joined. */
  readonly isHerself?: boolean;
};

/** Every record (uuid) of the customer that this record belongs to, the smallest id first; they stay together. */
export async function holdCustomer(tx: Tx, recordId: string): Promise<string[]> {
  return (await holdCustomers(tx, [{ recordId }])).get(recordId) ?? [];
}

/**
 * Record → the records (uuids) that may be used for it, the smallest id first; they stay together. All are locked in
 * one order, so that two who hold several do not wait for each other.
 */
export async function holdCustomers(
  tx: Tx,
  wanted: readonly CustomerToHold[],
): Promise<Map<string, string[]>> {
  const ids = [...new Set(wanted.map(({ recordId }) => recordId))];
  const customers = await keepTogether(tx, ids);
  const alone = new Set(wanted.flatMap((each) => (each.isHerself === true ? [each.recordId] : [])));
  const joined = alone.size === 0 ? new Map() : await listJoined(tx, [...alone], ownKinds);
  return new Map(
    ids.map((recordId): [string, string[]] => {
      const all = [...(customers.get(recordId) ?? [])];
      const own: readonly string[] = joined.get(recordId) ?? [];
      return [
        recordId,
        alone.has(recordId) ? all.filter((id) => id === recordId || own.includes(id)) : all,
      ];
    }),
  );
}

async function keepTogether(
  tx: Tx,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (recordIds.length === 0) {
    return new Map();
  }
  return lockUntilWhole(tx, async () => {
    // One round trip; the second look is of after the wait, and must find what the first has locked.
    const [held, companions] = await Promise.all([
      shareRecordsOfCustomersOf(tx, recordIds),
      findCompanions(tx, recordIds),
    ]);
    const now = new Set([...companions.values()].flat());
    return held.length === now.size && held.every(({ id }) => now.has(id)) ? companions : undefined;
  });
}
