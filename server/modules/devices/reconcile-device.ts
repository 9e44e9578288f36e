// The wish from our side, the report from the device's. Only changes are announced: a report that says the
// same again just moves the time it was last seen.
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '#kernel/transaction';
import { type DeviceState, isInStep, toStateText } from './device-state.ts';
import { devicesReported, devicesWanted } from './events.ts';
import {
  type DeviceRow,
  lockDeviceRow,
  setDesiredState,
  setReportedState,
  touchDevice,
} from './store.ts';
import { aboutDevice } from './tell-device.ts';

/** Replaces the wish. Refuses with devices.unknown, devices.retired, devices.state_malformed. */
export async function wantOfDevice(
  tx: Tx,
  deviceId: string,
  desired: DeviceState,
): Promise<DeviceRow> {
  const text = toStateText(desired);
  const known = await lockDeviceRow(tx, deviceId);
  if (isDeepStrictEqual(known.desired, desired)) {
    return known;
  }
  const row = await setDesiredState(tx, deviceId, text);
  const about = { ...aboutDevice(row), revision: row.desired_revision };
  tx.emit(devicesWanted.make(about.deviceId, about, { placeId: row.place_id }));
  return row;
}

/** Takes the device's own report. Refuses with devices.unknown, devices.retired, devices.state_malformed. */
export async function reportOfDevice(
  tx: Tx,
  deviceId: string,
  reported: DeviceState,
): Promise<DeviceRow> {
  const text = toStateText(reported);
  const known = await lockDeviceRow(tx, deviceId);
  if (isDeepStrictEqual(known.reported, reported)) {
    await touchDevice(tx, deviceId);
    return known;
  }
  const row = await setReportedState(tx, deviceId, text);
  const about = { ...aboutDevice(row), isInStep: isInStep(row.desired, row.reported) };
  tx.emit(devicesReported.make(about.deviceId, about, { placeId: row.place_id }));
  return row;
}
