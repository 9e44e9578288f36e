// What devices announces. States themselves are in the rows; the log says that they changed.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = { deviceId: Type.String(), kind: Type.String(), placeId: Type.String() };

export const devicesAdded = defineEvent('devices.added', 1, Type.Object(about));
export const devicesEnrolled = defineEvent('devices.enrolled', 1, Type.Object(about));
export const devicesRetired = defineEvent('devices.retired', 1, Type.Object(about));
export const devicesWanted = defineEvent(
  'devices.wanted',
  1,
  Type.Object({ ...about, revision: Type.Integer() }),
);
export const devicesReported = defineEvent(
  'devices.reported',
  1,
  Type.Object({ ...about, isInStep: Type.Boolean() }),
);
