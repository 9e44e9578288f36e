// How a device becomes one of the house: somebody adds it and gets a code, the device changes the code for a
// token that only it knows.
import { newId } from '#kernel/ids';
import { createSession, endSessionsOf } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { codeMinutes, codeToken, newCode } from './enrolment-code.ts';
import { devicesRefusals } from './errors.ts';
import { devicesAdded, devicesEnrolled, devicesRetired } from './events.ts';
import {
  type DeviceRow,
  insertDeviceRow,
  lockDeviceRow,
  retireDeviceRow,
  setDeviceCode,
  useDeviceCode,
} from './store.ts';
import { tell } from './tell-device.ts';

/** A device works for years; retiring it ends its session. */
const sessionDays = 3650;

export type WaitingDevice = {
  readonly row: DeviceRow;
  /** Shown once. */
  readonly code: string;
  readonly codeExpiresAt: Temporal.Instant;
};

/** Refuses with devices.place_unknown. */
export async function addDevice(
  tx: Tx,
  device: { readonly kind: string; readonly placeId: string; readonly name: string },
): Promise<WaitingDevice> {
  const code = newCode();
  const codeExpiresAt = tx.now.add({ minutes: codeMinutes });
  const row = await insertDeviceRow(tx, {
    id: newId(),
    ...device,
    codeToken: codeToken(tx.masters, code),
    codeExpiresAt,
  });
  tell(tx, devicesAdded, row);
  return { row, code, codeExpiresAt };
}

/** A new code for a device that was reset or lost its token. Refuses with devices.unknown, devices.retired. */
export async function renewCode(tx: Tx, deviceId: string): Promise<WaitingDevice> {
  await lockDeviceRow(tx, deviceId);
  const code = newCode();
  const codeExpiresAt = tx.now.add({ minutes: codeMinutes });
  const row = await setDeviceCode(tx, deviceId, codeToken(tx.masters, code), codeExpiresAt);
  return { row, code, codeExpiresAt };
}

/** Changes a code for the device's token; its older sessions end. Refuses with devices.code_wrong. */
export async function enrolDevice(
  tx: Tx,
  code: string,
): Promise<{ readonly row: DeviceRow; readonly token: string }> {
  const row = await useDeviceCode(tx, codeToken(tx.masters, code));
  if (row === undefined) {
    throw devicesRefusals.code_wrong();
  }
  await endSessionsOf(tx, 'device', row.id, tx.now);
  const { token } = await createSession(tx, {
    kind: 'device',
    principalId: row.id,
    placeId: row.place_id,
    lifetime: { hours: 24 * sessionDays },
  });
  tell(tx, devicesEnrolled, row);
  return { row, token };
}

/** The device is no longer one of the house. Refuses with devices.unknown, devices.retired. */
export async function retireDevice(tx: Tx, deviceId: string): Promise<DeviceRow> {
  await lockDeviceRow(tx, deviceId);
  const row = await retireDeviceRow(tx, deviceId);
  await endSessionsOf(tx, 'device', deviceId, tx.now);
  tell(tx, devicesRetired, row);
  return row;
}
