// English: devices, added and retired.
import type { Words } from './ja.ts';

export const devices: Words['devices'] = {
  title: 'Devices',
  lead: 'Tills, tablets, printers and the like. Once enrolled, a device works for its place.',
  none: 'No devices yet.',
  noneHint: 'Add one below, then type the code into the device.',
  noneHere: 'There is no device at this place.',
  name: 'Name',
  kind: 'Kind',
  kinds: {
    till: 'Till',
    tablet: 'Tablet',
    locker: 'Locker',
    sensor: 'Sensor',
    display: 'Display',
    printer: 'Printer',
  },
  place: 'Place',
  allPlaces: 'All places',
  state: 'State',
  states: { waiting: 'Waits for its code', enrolled: 'Enrolled', retired: 'Retired' },
  seen: 'Last seen',
  never: 'Never',
  inStep: 'Settings',
  step: { yes: 'As wanted', no: 'On their way' },
  manage: 'Actions',
  renew: 'New code',
  renewOf: (name) => `New code: ${name}`,
  renewSure: (name) => `A new code for “${name}”?`,
  renewHint:
    'For a device that was reset, or whose code ran out. Once it enrols with the new code, what it had before ends.',
  code: (name) => `The code of “${name}”. Type it into the device within 15 minutes.`,
  retire: 'Retire',
  retireOf: (name) => `Retire: ${name}`,
  retireSure: (name) => `Retire “${name}”?`,
  retireHint:
    'The device is refused at once, also one that was lost. To use it again, add it as a new one.',
  retired: (name) => `Retired “${name}”.`,
  add: 'Add a device',
  addNow: 'Add it and show the code',
};
