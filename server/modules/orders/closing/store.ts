import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const open = statement<{ id: string; fulfilment: string; state: string }>(`
  SELECT id, fulfilment, state FROM orders.order
  WHERE (handover_place_id = $1 OR (place_id = $1 AND handover_place_id IS NULL)) AND ordered_at > $2
    AND kind = 'sale' AND fulfilment IN ('pickup', 'delivery')
    AND state IN ('placed', 'accepted', 'preparing', 'ready')
  ORDER BY promised_until NULLS LAST, ordered_at, id LIMIT 5000`);

/** Orders that a place still has to hand over or send, the most urgent first (uuid). */
export function listOpenOrders(
  tx: Tx,
  placeId: string,
): Promise<{ id: string; fulfilment: string; state: string }[]> {
  return tx.all(open, [placeId, tx.now.subtract({ hours: 24 * 30 })]);
}

const prolong = statement<object>(`
  UPDATE orders.parcel SET keep_until = keep_until + make_interval(days => $2)
  WHERE order_id = $1 AND keep_until IS NOT NULL`);

/** What stands packed in a closed shop is kept as many days longer. */
export async function prolongParcel(tx: Tx, orderId: string, days: number): Promise<void> {
  await tx.run(prolong, [orderId, days]);
}
