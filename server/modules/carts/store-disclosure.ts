// SQL of what a person means to buy, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const lines = statement<{ item_id: string; quantity_milli: number; added_at: Temporal.Instant }>(`
  SELECT l.item_id, l.quantity_milli, l.added_at FROM carts.cart c JOIN carts.line l ON l.cart_id = c.id
  WHERE c.record_id = ANY ($1::uuid[]) ORDER BY l.added_at DESC LIMIT 5000`);
const wishes = statement<{ item_id: string; added_at: Temporal.Instant }>(`
  SELECT item_id, added_at FROM carts.wish WHERE record_id = ANY ($1::uuid[]) ORDER BY added_at DESC LIMIT 5000`);
const seen = statement<{ item_id: string; seen_at: Temporal.Instant }>(`
  SELECT item_id, seen_at FROM carts.seen WHERE record_id = ANY ($1::uuid[]) ORDER BY seen_at DESC LIMIT 5000`);

export async function readCartsOf(tx: Tx, recordIds: readonly string[]) {
  return {
    lines: await tx.all(lines, [recordIds]),
    wishes: await tx.all(wishes, [recordIds]),
    seen: await tx.all(seen, [recordIds]),
  };
}
