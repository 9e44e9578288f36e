// SQL of cards in wallets.
import { type Executor, statement } from '#kernel/db';
import { newId } from '#kernel/ids';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';

export type PassRow = {
  serial: string;
  number: string;
  record_id: string;
  in_google: boolean;
  changed_at: Temporal.Instant;
};

const columns = 'p.serial, p.number, c.record_id, p.in_google, p.changed_at';
const ensure = statement<{ serial: string }>(`
  INSERT INTO cards.pass AS p (serial, number, in_google, changed_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (number) DO UPDATE SET in_google = p.in_google OR excluded.in_google RETURNING serial`);
const find = statement<PassRow>(`
  SELECT ${columns} FROM cards.pass p JOIN cards.card c ON c.number = p.number WHERE p.serial = $1`);
const change = statement<{ serial: string }>(`
  UPDATE cards.pass p SET changed_at = $2 FROM cards.card c
  WHERE c.number = p.number AND c.record_id = ANY ($1::uuid[]) RETURNING p.serial`);
const putDevice = statement<{ is_new: boolean }>(`
  INSERT INTO cards.pass_device (id, device, serial, push_token_sealed) VALUES ($4, $1, $2, $3)
  ON CONFLICT (device, serial) DO UPDATE SET push_token_sealed = excluded.push_token_sealed
  RETURNING xmax = 0 AS is_new`);
const dropDevice = statement<object>(
  'DELETE FROM cards.pass_device WHERE device = $1 AND serial = $2',
);
const listOfDevice = statement<{ serial: string; changed_at: Temporal.Instant }>(`
  SELECT p.serial, p.changed_at FROM cards.pass_device d JOIN cards.pass p ON p.serial = d.serial
  WHERE d.device = $1 AND p.changed_at > $2 ORDER BY p.changed_at LIMIT 100`);
const listDevices = statement<{ device: string; push_token_sealed: Buffer }>(
  'SELECT device, push_token_sealed FROM cards.pass_device WHERE serial = $1 LIMIT 100',
);

/** What is bound into the sealed push tokens. */
export const pushTokenUse = 'cards.push_token';

declareSecrets({
  use: pushTokenUse,
  stale: statement(`
    SELECT id, push_token_sealed AS sealed FROM cards.pass_device
    WHERE substring(push_token_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE cards.pass_device SET push_token_sealed = $2 WHERE id = $1'),
});

/** The pass of a card; made when it is put into a wallet the first time. */
export async function ensurePassRow(
  tx: Tx,
  pass: { readonly serial: string; readonly number: string; readonly inGoogle: boolean },
): Promise<string> {
  return (await tx.one(ensure, [pass.serial, pass.number, pass.inGoogle, tx.now])).serial;
}

export function findPassRow(executor: Executor, serial: string): Promise<PassRow | undefined> {
  return executor.maybe(find, [serial]);
}

/** What these records' passes show is no longer true; answers their serials. */
export async function changePassRows(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return (await tx.all(change, [recordIds, tx.now])).map((row) => row.serial);
}

/** False when the device had the pass already. */
export async function putDeviceRow(
  tx: Tx,
  row: { readonly device: string; readonly serial: string; readonly sealed: Buffer },
): Promise<boolean> {
  return (await tx.one(putDevice, [row.device, row.serial, row.sealed, newId()])).is_new;
}

export async function dropDeviceRow(
  executor: Executor,
  device: string,
  serial: string,
): Promise<void> {
  await executor.run(dropDevice, [device, serial]);
}

export function listChangedRows(
  tx: Tx,
  device: string,
  since: Temporal.Instant,
): Promise<{ serial: string; changed_at: Temporal.Instant }[]> {
  return tx.all(listOfDevice, [device, since]);
}

export function listDeviceRows(
  executor: Executor,
  serial: string,
): Promise<{ device: string; push_token_sealed: Buffer }[]> {
  return executor.all(listDevices, [serial]);
}
