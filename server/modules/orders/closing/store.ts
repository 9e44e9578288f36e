import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const isOpen = `o.kind = 'sale' AND o.fulfilment IN ('pickup', 'delivery')
    AND o.state IN ('placed', 'accepted', 'preparing', 'ready')`;
const isOpenAt = `(o.handover_place_id = $1 OR (o.place_id = $1 AND o.handover_place_id IS NULL)) AND ${isOpen}`;
// What waits longer than a month was forgotten; what is made for a day waits for its day.
const open = statement<{ id: string; fulfilment: string; state: string }>(`
  WITH waiting AS (
    SELECT o.id FROM orders.order o WHERE ${isOpenAt} AND o.ordered_at > $2
    UNION
    SELECT o.id FROM orders.preorder_line p JOIN orders.order o ON o.id = p.order_id WHERE p.day > $3 AND ${isOpenAt}
    UNION
    SELECT o.id FROM orders.sent_line s JOIN orders.order o ON o.id = s.order_id
    WHERE s.place_id = $1 AND s.left_at IS NULL AND o.ordered_at > $2 AND ${isOpen})
  SELECT o.id, o.fulfilment, o.state FROM waiting w JOIN orders.order o ON o.id = w.id
  ORDER BY o.promised_until NULLS LAST, o.ordered_at, o.id LIMIT 5000`);

/** Orders that a place still has to hand over or send, the most urgent first (uuid). */
export function listOpenOrders(
  tx: Tx,
  placeId: string,
): Promise<{ id: string; fulfilment: string; state: string }[]> {
  const since = tx.now.subtract({ hours: 24 * 30 });
  return tx.all(open, [placeId, since, since.toZonedDateTimeISO('UTC').toPlainDate()]);
}

const prolong = statement<object>(`
  UPDATE orders.parcel SET keep_until = keep_until + make_interval(days => $2)
  WHERE order_id = $1 AND keep_until IS NOT NULL`);

/** What stands packed in a closed shop is kept as many days longer. */
export async function prolongParcel(tx: Tx, orderId: string, days: number): Promise<void> {
  await tx.run(prolong, [orderId, days]);
}
