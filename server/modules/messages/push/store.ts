// SQL of the browsers that take push messages.
import { statement } from '#kernel/db';
import type { Language } from '#kernel/problem';
import type { SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';

export type DeviceRow = {
  id: string;
  record_id: string;
  session_id: string;
  sealed: Buffer;
  about: SessionAbout;
  language: Language;
  created_at: Temporal.Instant;
};

const columns = 'id, record_id, session_id, sealed, about, language, created_at';
// The same browser again, perhaps under another account: it is that one's from now on.
const put = statement<{ id: string }>(`
  INSERT INTO messages.push_device (id, record_id, session_id, endpoint_token, sealed, about, language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (endpoint_token) DO UPDATE SET record_id = excluded.record_id, session_id = excluded.session_id,
    sealed = excluded.sealed, about = excluded.about, language = excluded.language
  RETURNING id`);
const list = statement<DeviceRow>(`
  SELECT ${columns} FROM messages.push_device WHERE record_id = ANY ($1::uuid[])
  ORDER BY created_at, id LIMIT 1000`);
const page = statement<DeviceRow>(`
  SELECT ${columns} FROM messages.push_device WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT 500`);
const find = statement<DeviceRow>(`SELECT ${columns} FROM messages.push_device WHERE id = $1`);
const any = statement<{ any: boolean }>('SELECT EXISTS (SELECT FROM messages.push_device) AS any');
const dropOwn = statement<object>(
  'DELETE FROM messages.push_device WHERE id = $1 AND record_id = $2',
);
const drop = statement<object>('DELETE FROM messages.push_device WHERE id = ANY ($1::uuid[])');
const forget = statement<object>(
  'DELETE FROM messages.push_device WHERE record_id = ANY ($1::uuid[])',
);

export async function putDeviceRow(
  tx: Tx,
  row: Omit<DeviceRow, 'created_at'> & { readonly endpointToken: Buffer },
): Promise<string> {
  const { id, record_id, session_id, endpointToken, sealed, about, language } = row;
  const values = [id, record_id, session_id, endpointToken, sealed, about, language, tx.now];
  return (await tx.one(put, values)).id;
}

export function listDeviceRows(tx: Tx, recordIds: readonly string[]): Promise<DeviceRow[]> {
  return tx.all(list, [recordIds]);
}

/** By id, those after one. */
export function listDevicePage(tx: Tx, after: string | null): Promise<DeviceRow[]> {
  return tx.all(page, [after]);
}

export function findDeviceRow(tx: Tx, id: string): Promise<DeviceRow | undefined> {
  return tx.maybe(find, [id]);
}

/** Whether any browser takes messages: else nobody needs to write any. */
export async function isAnyDevice(tx: Tx): Promise<boolean> {
  return (await tx.one(any)).any;
}

/** False when it is another's, or gone already. */
export async function deleteOwnDeviceRow(tx: Tx, id: string, recordId: string): Promise<boolean> {
  return (await tx.run(dropOwn, [id, recordId])) > 0;
}

export async function deleteDeviceRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(drop, [ids]);
}

export async function forgetDeviceRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forget, [recordIds]);
}
