// Every SQL statement of devices.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import type { DeviceState } from './device-state.ts';
import { devicesRefusals } from './errors.ts';

export type DeviceRow = {
  id: string;
  kind: string;
  place_id: string;
  name: string;
  state: 'waiting' | 'enrolled' | 'retired';
  desired: DeviceState;
  desired_revision: number;
  reported: DeviceState;
  reported_at: Temporal.Instant | null;
  last_seen_at: Temporal.Instant | null;
};

const columns = `id, kind, place_id, name, state, desired, desired_revision, reported, reported_at, last_seen_at`;

const insert = statement<DeviceRow>(`
  INSERT INTO devices.device (id, kind, place_id, name, state, code_token, code_expires_at, created_at)
  VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7) RETURNING ${columns}`);
const find = statement<DeviceRow>(`SELECT ${columns} FROM devices.device WHERE id = $1`);
const lock = statement<DeviceRow>(`SELECT ${columns} FROM devices.device WHERE id = $1 FOR UPDATE`);
const list = statement<DeviceRow>(`
  SELECT ${columns} FROM devices.device
  WHERE ($1::uuid IS NULL OR place_id = $1) AND state <> 'retired' ORDER BY place_id, name, id LIMIT 2000`);
const enrol = statement<DeviceRow>(`
  UPDATE devices.device SET state = 'enrolled', code_token = NULL, code_expires_at = NULL, enrolled_at = $2,
    last_seen_at = $2
  WHERE code_token = $1 AND code_expires_at > $2 AND state <> 'retired' RETURNING ${columns}`);
const setCode = statement<DeviceRow>(`
  UPDATE devices.device SET code_token = $2, code_expires_at = $3 WHERE id = $1 RETURNING ${columns}`);
const retire = statement<DeviceRow>(`
  UPDATE devices.device SET state = 'retired', retired_at = $2, code_token = NULL, code_expires_at = NULL
  WHERE id = $1 RETURNING ${columns}`);
const setDesired = statement<DeviceRow>(`
  UPDATE devices.device SET desired = $2::jsonb, desired_revision = desired_revision + 1 WHERE id = $1
  RETURNING ${columns}`);
const setReported = statement<DeviceRow>(`
  UPDATE devices.device SET reported = $2::jsonb, reported_at = $3, last_seen_at = $3 WHERE id = $1
  RETURNING ${columns}`);
const touch = statement<object>('UPDATE devices.device SET last_seen_at = $2 WHERE id = $1');

/** Refuses with devices.place_unknown. */
export async function insertDeviceRow(
  tx: Tx,
  device: {
    readonly id: string;
    readonly kind: string;
    readonly placeId: string;
    readonly name: string;
    readonly codeToken: Buffer;
    readonly codeExpiresAt: Temporal.Instant;
  },
): Promise<DeviceRow> {
  const { id, kind, placeId, name, codeToken, codeExpiresAt } = device;
  try {
    return await tx.one(insert, [id, kind, placeId, name, codeToken, codeExpiresAt, tx.now]);
  } catch (error) {
    if (violatedConstraint(error) === 'device_place_id_fkey') {
      throw devicesRefusals.place_unknown();
    }
    throw error;
  }
}

export function findDeviceRow(tx: Tx, id: string): Promise<DeviceRow | undefined> {
  return tx.maybe(find, [id]);
}

/** Refuses with devices.unknown, devices.retired. */
export async function lockDeviceRow(tx: Tx, id: string): Promise<DeviceRow> {
  const row = await tx.maybe(lock, [id]);
  if (row === undefined) {
    throw devicesRefusals.unknown();
  }
  if (row.state === 'retired') {
    throw devicesRefusals.retired();
  }
  return row;
}

export function listDeviceRows(tx: Tx, placeId: string | null): Promise<DeviceRow[]> {
  return tx.all(list, [placeId]);
}

/** Uses a code up; undefined when it is wrong, used or too old. */
export function useDeviceCode(tx: Tx, codeToken: Buffer): Promise<DeviceRow | undefined> {
  return tx.maybe(enrol, [codeToken, tx.now]);
}

export function setDeviceCode(
  tx: Tx,
  id: string,
  codeToken: Buffer,
  expiresAt: Temporal.Instant,
): Promise<DeviceRow> {
  return tx.one(setCode, [id, codeToken, expiresAt]);
}

export function retireDeviceRow(tx: Tx, id: string): Promise<DeviceRow> {
  return tx.one(retire, [id, tx.now]);
}

export function setDesiredState(tx: Tx, id: string, text: string): Promise<DeviceRow> {
  return tx.one(setDesired, [id, text]);
}

export function setReportedState(tx: Tx, id: string, text: string): Promise<DeviceRow> {
  return tx.one(setReported, [id, text, tx.now]);
}

export async function touchDevice(tx: Tx, id: string): Promise<void> {
  await tx.run(touch, [id, tx.now]);
}
