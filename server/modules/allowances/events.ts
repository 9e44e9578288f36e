// What allowances announce; whose it is stands in the event's record.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = { allowanceId: Type.String(), till: Type.String(), points: Type.Integer() };

export const allowancesGranted = defineEvent(
  'allowances.granted',
  1,
  Type.Object({ ...about, coupons: Type.Integer(), expiresAt: Type.String() }),
);
export const allowancesEnded = defineEvent(
  'allowances.ended',
  1,
  Type.Object({ ...about, usedPoints: Type.Integer() }),
);
