// The contact of an order, read back; it is written with the order.
import type { Profile } from '#customers';
import { statement } from '#kernel/db';
import { unseal } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { loadRecordKeys } from '#privacy';

const contactsOf = statement<{ order_id: string; record_id: string; sealed: Buffer }>(
  'SELECT order_id, record_id, sealed FROM orders.contact WHERE order_id = ANY ($1::uuid[])',
);

export type OrderContact = { readonly recordId: string; readonly contact: Profile };

/** Order id → who receives it; orders without a contact and those of erased people are missing. */
export async function readContacts(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, OrderContact>> {
  const rows = await tx.all(contactsOf, [orderIds]);
  const keys = await loadRecordKeys(tx, [...new Set(rows.map((row) => row.record_id))]);
  return new Map(
    rows.flatMap((row): [string, OrderContact][] => {
      const key = keys.get(row.record_id);
      return key === undefined
        ? []
        : [
            [
              row.order_id,
              {
                recordId: row.record_id,
                contact: unseal<Profile>(key, 'orders.contact', row.sealed),
              },
            ],
          ];
    }),
  );
}
