// Whose moment it is. Without consent it is nobody's: no record, no token, no actor. A browser that agreed has a
// device record; when somebody signs in on it the first time, that record is linked to her account and never
// to another's, unless staff have blocked it as a tablet that many use. After she signs out the browser is a stranger again and gets a new record.
import { changeConsents, ensureRecords, findRecords, identifyRecords } from '#customers';
import { formatId, newId } from '#kernel/ids';
import { purposes } from '#kernel/purposes';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { findDecisions } from '#privacy';
import { makeDeviceToken, readDeviceToken } from './device-token.ts';
import { momentsRefusals } from './errors.ts';
import { momentsDeviceLinked } from './events.ts';
import { type DeviceRow, findDeviceRow, insertDeviceRow, ownDeviceRow } from './store.ts';

export type Visitor = {
  /** The record its moments belong to; null counts only. */
  readonly recordId: string | null;
  /** What the browser remembers of where she came from. */
  readonly device: DeviceRow | undefined;
  /** The clerk who was with her. */
  readonly staffId: string | null;
  /** A token the browser should keep from now on. */
  readonly newToken?: string;
};

export type Caller = {
  readonly principal: Principal;
  /** The cookie as it came. */
  readonly token: string | undefined;
  /** The record a clerk has before her; others may not name one. */
  readonly recordId?: string | undefined;
  readonly channel: string;
};

const nobody: Visitor = { recordId: null, device: undefined, staffId: null };

/** Refuses with moments.record_unknown when a clerk names a record that is not there. */
export async function recogniseVisitor(tx: Tx, caller: Caller): Promise<Visitor> {
  const { principal } = caller;
  if (principal.kind === 'staff' || principal.kind === 'api_key') {
    return besideClerk(tx, caller);
  }
  const device = await deviceOf(tx, caller.token);
  if (principal.kind === 'customer') {
    return signedIn(tx, principal.id, device);
  }
  if (device === undefined || !(await mayBeKnown(tx, device.record_id))) {
    return nobody;
  }
  if (device.owner_record_id !== null) {
    return strangerAgain(tx, caller.channel);
  }
  return { ...nobody, recordId: device.record_id, device };
}

async function besideClerk(tx: Tx, { principal, recordId }: Caller): Promise<Visitor> {
  const staffId = principal.kind === 'staff' ? principal.id : null;
  if (recordId === undefined) {
    return { ...nobody, staffId };
  }
  if (!(await findRecords(tx, [recordId])).has(recordId)) {
    throw momentsRefusals.record_unknown();
  }
  return { ...nobody, staffId, recordId: (await mayBeKnown(tx, recordId)) ? recordId : null };
}

async function signedIn(
  tx: Tx,
  accountId: string,
  device: DeviceRow | undefined,
): Promise<Visitor> {
  const hasWithdrawn =
    (await findDecisions(tx, [accountId])).get(accountId)?.get('analytics') === 'withdrawn';
  if (hasWithdrawn) {
    return nobody;
  }
  const isHers = device !== undefined && (await makeHers(tx, accountId, device));
  return {
    ...nobody,
    recordId: (await mayBeKnown(tx, accountId)) ? accountId : null,
    device: isHers ? device : undefined,
  };
}

/** Links a browser that agreed to the account that signs in on it first. Another's browser stays another's. */
async function makeHers(tx: Tx, accountId: string, device: DeviceRow): Promise<boolean> {
  if (device.owner_record_id !== null) {
    return device.owner_record_id === accountId;
  }
  if (!(await mayBeKnown(tx, device.record_id))) {
    return false;
  }
  if (!(await ownDeviceRow(tx, device.record_id, accountId))) {
    return (await findDeviceRow(tx, device.record_id))?.owner_record_id === accountId;
  }
  const value = formatId('record', device.record_id);
  const sign = { kind: 'device', value, provedBy: 'sign_in' } as const;
  const { linkIds } = await identifyRecords(tx, [
    { ...sign, recordId: device.record_id },
    { ...sign, recordId: accountId },
  ]);
  if (linkIds.length === 0) {
    return false;
  }
  const recordId = formatId('record', accountId);
  tx.emit(
    momentsDeviceLinked.make(
      recordId,
      { recordId, deviceRecordId: formatId('record', device.record_id) },
      { recordId: accountId },
    ),
  );
  return true;
}

/** The browser agreed and keeps that, but nothing that was hers comes along. */
async function strangerAgain(tx: Tx, channel: string): Promise<Visitor> {
  const recordId = await makeDevice(tx, channel);
  await changeConsents(tx, [{ recordId, purpose: 'analytics', decision: 'given', channel }]);
  return {
    ...nobody,
    recordId,
    device: await findDeviceRow(tx, recordId),
    newToken: makeDeviceToken(tx.masters, recordId),
  };
}

export type ConsentChange = {
  readonly decision: 'given' | 'withdrawn';
  readonly language: 'ja' | 'en';
};

/**
 * Takes the decision whether this browser may be known (purpose analytics), of the account too when somebody is
 * signed in. Answers the token to keep, or null: forget it.
 */
export async function decideConsent(
  tx: Tx,
  caller: Caller,
  { decision, language }: ConsentChange,
): Promise<string | null> {
  const { principal, channel } = caller;
  const device = await deviceOf(tx, caller.token);
  const accountId = principal.kind === 'customer' ? principal.id : undefined;
  const isFree =
    device !== undefined &&
    (device.owner_record_id === null || device.owner_record_id === accountId);
  const known = isFree ? device.record_id : undefined;
  const recordId = decision === 'given' ? (known ?? (await makeDevice(tx, channel))) : known;
  const concerned = [recordId, accountId].filter((id) => id !== undefined);
  await changeConsents(
    tx,
    concerned.map((id) => ({ recordId: id, purpose: 'analytics', decision, language, channel })),
  );
  return decision === 'given' && recordId !== undefined
    ? makeDeviceToken(tx.masters, recordId)
    : null;
}

async function makeDevice(tx: Tx, channel: string): Promise<string> {
  const key = newId();
  const made = await ensureRecords(tx, { source: 'device', kind: 'device', channel }, [{ key }]);
  const recordId = made.get(key)?.recordId;
  if (recordId === undefined) {
    throw new Error('a new device got no record');
  }
  await insertDeviceRow(tx, recordId);
  return recordId;
}

async function deviceOf(tx: Tx, token: string | undefined): Promise<DeviceRow | undefined> {
  const recordId = token === undefined ? undefined : readDeviceToken(tx.masters, token);
  return recordId === undefined ? undefined : findDeviceRow(tx, recordId);
}

async function mayBeKnown(tx: Tx, recordId: string): Promise<boolean> {
  const record = (await findRecords(tx, [recordId])).get(recordId);
  return (
    record !== undefined && !record.isErased && (record.consent & purposes.analytics.bit) !== 0
  );
}
