// Desired and reported state. Pure.
import { isDeepStrictEqual } from 'node:util';
import { devicesRefusals } from './errors.ts';

export type DeviceState = Readonly<Record<string, unknown>>;

const bytesMax = 16_384;

/** Whether everything that is wanted is reported; a device may report more. */
export function isInStep(desired: DeviceState, reported: DeviceState): boolean {
  return Object.entries(desired).every(([name, value]) => isDeepStrictEqual(reported[name], value));
}

/** The state as JSON text that the database takes. Refuses with devices.state_malformed. */
export function toStateText(state: DeviceState): string {
  const text = JSON.stringify(state);
  // jsonb has neither U+0000 nor halves of surrogate pairs; JSON writes both as escapes.
  const isOdd = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i.test(text);
  if (isOdd || Buffer.byteLength(text) > bytesMax) {
    throw devicesRefusals.state_malformed();
  }
  return text;
}
