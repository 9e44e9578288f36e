// The front door of devices.
export type { DeviceState } from './device-state.ts';
export { devicesRefusals } from './errors.ts';
export { reportOfDevice, wantOfDevice } from './reconcile-device.ts';
export {
  type DeviceRow,
  findDeviceRow as findDevice,
  listDeviceRows as listDevices,
} from './store.ts';
