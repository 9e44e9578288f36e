// SQL of the addresses to which she has things sent.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type AddressRow = {
  id: string;
  record_id: string;
  sealed: Buffer;
  is_default: boolean;
  changed_at: Temporal.Instant;
};

const columns = 'id, record_id, sealed, is_default, changed_at';
const lock = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('accounts.address ' || $1, 0))::text AS locked`,
);
const insert = statement<object>(`
  INSERT INTO accounts.address (id, record_id, sealed, is_default, created_at, changed_at)
  VALUES ($1, $2, $3, false, $4, $4)`);
const update = statement<object>(
  'UPDATE accounts.address SET sealed = $3, changed_at = $4 WHERE id = $1 AND record_id = $2',
);
const remove = statement<object>('DELETE FROM accounts.address WHERE id = $1 AND record_id = $2');
const list = statement<AddressRow>(`
  SELECT ${columns} FROM accounts.address WHERE record_id = ANY ($1::uuid[])
  ORDER BY is_default DESC, created_at, id LIMIT 1000`);
const clear = statement<object>(
  'UPDATE accounts.address SET is_default = false WHERE record_id = $1 AND is_default AND id <> $2',
);
const prefer = statement<object>(
  'UPDATE accounts.address SET is_default = true WHERE record_id = $1 AND id = $2',
);

/** Whoever changes her addresses waits for who does already: one is the default, and there are so many at most. */
export async function lockAddresses(tx: Tx, recordId: string): Promise<void> {
  await tx.one(lock, [recordId]);
}

export async function insertAddressRow(
  tx: Tx,
  row: Pick<AddressRow, 'id' | 'record_id' | 'sealed'>,
): Promise<void> {
  await tx.run(insert, [row.id, row.record_id, row.sealed, tx.now]);
}

/** False when it is another's, or gone already. */
export async function updateAddressRow(
  tx: Tx,
  row: Pick<AddressRow, 'id' | 'record_id' | 'sealed'>,
): Promise<boolean> {
  return (await tx.run(update, [row.id, row.record_id, row.sealed, tx.now])) > 0;
}

/** False when it is another's, or gone already. */
export async function deleteAddressRow(tx: Tx, id: string, recordId: string): Promise<boolean> {
  return (await tx.run(remove, [id, recordId])) > 0;
}

/** The default first, then the oldest. */
export function listAddressRows(tx: Tx, recordIds: readonly string[]): Promise<AddressRow[]> {
  return tx.all(list, [recordIds]);
}

export async function preferAddressRow(tx: Tx, id: string, recordId: string): Promise<void> {
  await tx.run(clear, [recordId, id]);
  await tx.run(prefer, [recordId, id]);
}
