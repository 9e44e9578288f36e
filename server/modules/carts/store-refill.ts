// The SQL of filling a cart again. A cart that was cleared away meanwhile stays so.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const refill = statement<object>(`
  INSERT INTO carts.line (cart_id, item_id, quantity_milli, added_at)
  SELECT c.id, l.item_id, least(sum(l.quantity), 99000000), $4
  FROM carts.cart c, unnest($2::uuid[], $3::bigint[]) AS l(item_id, quantity)
  WHERE c.id = $1 AND l.quantity > 0 GROUP BY c.id, l.item_id
  ON CONFLICT (cart_id, item_id) DO NOTHING`);

/** An order that could not be paid for goes back into its cart, beside what was put in meanwhile. */
export async function refillCart(
  tx: Tx,
  cartId: string,
  lines: readonly { readonly itemId: string; readonly quantityMilli: number }[],
): Promise<void> {
  await tx.run(refill, [
    cartId,
    lines.map((each) => each.itemId),
    lines.map((each) => each.quantityMilli),
    tx.now,
  ]);
}
