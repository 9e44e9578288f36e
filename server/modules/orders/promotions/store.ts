// The SQL of what promotions want to know of orders.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const buyersBefore = statement<{ record_id: string }>(`
  SELECT r.id AS record_id FROM unnest($1::uuid[]) AS r(id)
  WHERE EXISTS (SELECT FROM orders.order o WHERE o.record_id = r.id AND o.kind = 'sale'
    AND o.state NOT IN ('cancelled', 'rejected', 'expired'))`);

/** Those of the records (uuids) under which something was bought. */
export async function findBuyersBefore(
  tx: Tx,
  recordIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = recordIds.length === 0 ? [] : await tx.all(buyersBefore, [recordIds]);
  return new Set(rows.map((row) => row.record_id));
}
