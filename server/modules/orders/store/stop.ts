// SQL by which contacts of orders follow a stop of use: what is open keeps its own row, since it is carried out; what is over
// follows.
import { statement } from '#kernel/db';
import { purposes, stoppedMask } from '#kernel/purposes';
import { maskFollower } from '#privacy';

export const ordersStop = maskFollower('orders', [
  {
    table: 'orders.contact',
    shut: statement<object>(`
      UPDATE orders.contact c SET consent = ${stoppedMask} FROM orders.order p
      WHERE c.record_id = ANY ($1::uuid[]) AND c.consent <> ${stoppedMask} AND p.id = c.order_id
        AND p.state IN ('handed_over', 'completed', 'cancelled', 'rejected', 'expired', 'returned')`),
    open: statement<object>(`
      UPDATE orders.contact SET consent = ${purposes.service.bit}
      WHERE record_id = ANY ($1::uuid[]) AND consent = ${stoppedMask}`),
  },
]);
