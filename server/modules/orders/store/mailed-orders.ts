// What mails about orders say of them, for many orders at once.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type MailedOrder = {
  id: string;
  number: string;
  record_id: string | null;
  place_id: string;
  handover_place_id: string | null;
  fulfilment: string;
  currency: string;
  total_minor: number;
  promised_until: Temporal.Instant | null;
  /** Made for it (予約販売). */
  day: Temporal.PlainDate | null;
  has_link: boolean;
  carrier: 'yamato' | 'sagawa' | null;
  tracking_number: string | null;
};
export type MailedLine = {
  order_id: string;
  line: number;
  item_id: string;
  name: string;
  quantity_milli: number;
  amount_minor: number;
};

// Of what comes in several parcels each is told with its own number.
const ordersOf = statement<MailedOrder>(`
  SELECT o.id, o.number, o.record_id, o.place_id, o.handover_place_id, o.fulfilment, o.currency, o.total_minor,
    o.promised_until, (SELECT min(d.day) FROM orders.preorder_line d WHERE d.order_id = o.id AND d.taken_milli > 0) AS day,
    o.view_token_hash IS NOT NULL AS has_link, p.carrier, p.tracking_number
  FROM orders.order o LEFT JOIN orders.parcel p ON p.order_id = o.id AND p.number = 1
    AND NOT EXISTS (SELECT FROM orders.sent_line s WHERE s.order_id = o.id)
  WHERE o.id = ANY ($1::uuid[])`);
const linesOf = statement<MailedLine>(`
  SELECT order_id, line, item_id, name, quantity_milli, amount_minor FROM orders.line
  WHERE order_id = ANY ($1::uuid[]) AND quantity_milli <> 0 ORDER BY order_id, line`);

/** Orders and their lines by the order's id (uuid). */
export async function findMailedOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, { readonly order: MailedOrder; readonly lines: readonly MailedLine[] }>> {
  const orders = await tx.all(ordersOf, [orderIds]);
  const lines = Map.groupBy(await tx.all(linesOf, [orderIds]), (line) => line.order_id);
  return new Map(orders.map((order) => [order.id, { order, lines: lines.get(order.id) ?? [] }]));
}
