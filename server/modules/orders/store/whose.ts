// Whether one order belongs to somebody.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const one = statement<{ is_theirs: boolean }>(`
  SELECT EXISTS (SELECT 1 FROM orders.order WHERE id = $1 AND record_id = ANY ($2::uuid[])) AS is_theirs`);

/** Of one of these records (uuids). */
export async function isOrderOf(
  tx: Tx,
  orderId: string,
  recordIds: readonly string[],
): Promise<boolean> {
  return (await tx.one(one, [orderId, recordIds])).is_theirs;
}
