// What the kitchen announces: numbers, times and counts, never who she is.
import { type Static, Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const TicketTold = Type.Object({
  orderId: Type.String(),
  placeId: Type.String(),
  placeName: Type.String(),
  callNumber: Type.Integer(),
  state: Type.String(),
  promisedAt: Type.String(),
  cups: Type.Integer(),
  hasArrived: Type.Boolean(),
});
export type TicketTold = Static<typeof TicketTold>;

export const kitchenTicketPlaced = defineEvent('kitchen.ticket_placed', 1, TicketTold);
/** Paid, started, a station is done, recalled, promised anew. */
export const kitchenTicketChanged = defineEvent('kitchen.ticket_changed', 1, TicketTold);
/** She stands at the counter. */
export const kitchenArrived = defineEvent('kitchen.arrived', 1, TicketTold);
export const kitchenHandedOver = defineEvent(
  'kitchen.handed_over',
  1,
  Type.Object({
    ...TicketTold.properties,
    /** From "I'm here" to the hand-over; null where she did not say. */
    waitedSeconds: Type.Union([Type.Integer(), Type.Null()]),
  }),
);
/** The subject is the place: every menu of it that is open hears it. */
export const kitchenPauseChanged = defineEvent(
  'kitchen.pause_changed',
  1,
  Type.Object({
    placeId: Type.String(),
    placeName: Type.String(),
    what: Type.String(),
    name: Type.String(),
    isPaused: Type.Boolean(),
  }),
);
export const kitchenMenuChanged = defineEvent(
  'kitchen.menu_changed',
  1,
  Type.Object({ what: Type.String(), code: Type.String() }),
);
