// What tills announce: drawers and what did not fit, never who she is.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const DrawerTold = Type.Object({
  drawerId: Type.String(),
  placeId: Type.String(),
  till: Type.String(),
  businessDay: Type.String(),
  currency: Type.String(),
  amountMinor: Type.Integer(),
});
/** With its opening float; and with what was counted at its end. */
export const tillsDrawerOpened = defineEvent('tills.drawer_opened', 1, DrawerTold);
export const tillsDrawerClosed = defineEvent('tills.drawer_closed', 1, DrawerTold);

const ConflictTold = Type.Object({
  conflictId: Type.String(),
  placeId: Type.String(),
  kind: Type.String(),
  orderId: Type.Union([Type.String(), Type.Null()]),
});
/** A fact from a till did not fit; and somebody said how it ended. */
export const tillsConflictOpened = defineEvent('tills.conflict_opened', 1, ConflictTold);
export const tillsConflictSettled = defineEvent('tills.conflict_settled', 1, ConflictTold);
