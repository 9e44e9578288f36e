// Her browsers that take push messages. A browser is added while she is signed in on it, and takes nothing any more
// once that sign-in is over, she took it away, or its push service says that it is gone. Where it is reached comes from
// the browser, so from outside: the address is looked at here, and again each time it is called.
import { ECDH } from 'node:crypto';
import { newId } from '#kernel/ids';
import type { Language } from '#kernel/problem';
import { blindIndex, seal, unseal } from '#kernel/sealing';
import { findOpenSessions, type SessionAbout } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { AddressError, type AddressPolicy, parseAddress } from '#kernel/webhooks';
import { loadRecordKeys } from '#privacy';
import type { PushTarget } from '../channel.ts';
import { messagesRefusals } from '../errors.ts';
import {
  type DeviceRow,
  deleteDeviceRows,
  deleteOwnDeviceRow,
  findDeviceRow,
  listDevicePage,
  listDeviceRows,
  putDeviceRow,
} from './store.ts';

const devicesMax = 10;
/** What the channel says when the push service knows the browser no more. */
export const goneCode = 'push_gone';
/** What is bound into the sealed bytes. */
export const targetUse = 'messages.push_device';

export type DeviceToAdd = PushTarget & {
  readonly recordId: string;
  readonly sessionId: string;
  readonly about: SessionAbout;
  readonly language: Language;
  /** The id (uuid) by which this browser was hers before: it is to be hers still. */
  readonly renews?: string;
};

/**
 * Adds the browser she is signed in on, or takes it over from another account; answers its id (uuid). Refuses with
 * messages.endpoint_refused, messages.too_many_devices, and messages.device_unknown when what it renews is not hers.
 */
export async function addDevice(
  tx: Tx,
  device: DeviceToAdd,
  policy: AddressPolicy,
): Promise<string> {
  const { recordId, sessionId, about, language, endpoint, p256dh, auth } = device;
  refuseUnfit(device, policy);
  await refuseForeign(tx, device);
  const key = (await loadRecordKeys(tx, [recordId])).get(recordId);
  if (key === undefined) {
    throw messagesRefusals.device_unknown();
  }
  const id = await putDeviceRow(tx, {
    id: newId(),
    record_id: recordId,
    session_id: sessionId,
    endpointToken: blindIndex(tx.masters, targetUse, endpoint),
    sealed: seal(key, targetUse, { endpoint, p256dh, auth }),
    about,
    language,
  });
  if (device.renews !== undefined && device.renews !== id) {
    await removeDevice(tx, recordId, device.renews);
  }
  if ((await findDevices(tx, [recordId])).length > devicesMax) {
    throw messagesRefusals.too_many_devices({ most: devicesMax });
  }
  return id;
}

async function refuseForeign(tx: Tx, { recordId, renews }: DeviceToAdd): Promise<void> {
  if (renews !== undefined && (await findDeviceRow(tx, renews))?.record_id !== recordId) {
    throw messagesRefusals.device_unknown();
  }
}

function refuseUnfit({ endpoint, p256dh }: PushTarget, policy: AddressPolicy): void {
  try {
    parseAddress(endpoint, policy);
    // Throws for what is no point of the curve: nothing could ever be sealed for it.
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url', 'hex', 'compressed');
  } catch (error) {
    const why = error instanceof AddressError ? 'address' : 'key';
    throw messagesRefusals.endpoint_refused({ why });
  }
}

/** The browsers of accounts (records, uuids) that are signed in still. */
export async function findDevices(tx: Tx, recordIds: readonly string[]): Promise<DeviceRow[]> {
  return (await sortBySession(tx, await listDeviceRows(tx, recordIds))).open;
}

/** Forgets a page of browsers that are signed in no more; answers where the next page begins. */
export async function forgetSignedOut(tx: Tx, after: string | null): Promise<string | undefined> {
  const rows = await listDevicePage(tx, after);
  const { over } = await sortBySession(tx, rows);
  await deleteDeviceRows(
    tx,
    over.map(({ id }) => id),
  );
  return rows.at(-1)?.id;
}

async function sortBySession(tx: Tx, rows: readonly DeviceRow[]) {
  const sessions = rows.map((row) => row.session_id);
  const standing = rows.length === 0 ? new Set() : await findOpenSessions(tx, sessions);
  return {
    open: rows.filter((row) => standing.has(row.session_id)),
    over: rows.filter((row) => !standing.has(row.session_id)),
  };
}

/** Refuses with messages.device_unknown. */
export async function removeDevice(tx: Tx, recordId: string, deviceId: string): Promise<void> {
  if (!(await deleteOwnDeviceRow(tx, deviceId, recordId))) {
    throw messagesRefusals.device_unknown();
  }
}

/** Where a browser is reached; undefined once it takes nothing any more. */
export async function openDevice(tx: Tx, deviceId: string): Promise<PushTarget | undefined> {
  const row = await findDeviceRow(tx, deviceId);
  if (row === undefined || !(await findOpenSessions(tx, [row.session_id])).has(row.session_id)) {
    return undefined;
  }
  const key = (await loadRecordKeys(tx, [row.record_id])).get(row.record_id);
  return key === undefined ? undefined : unseal<PushTarget>(key, targetUse, row.sealed);
}
