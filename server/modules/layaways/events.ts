// What layaways announces. For whom it is kept is never in the payload: the record is in the event's own field.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const About = Type.Object({
  layawayId: Type.String(),
  number: Type.String(),
  placeId: Type.String(),
  itemId: Type.String(),
  quantity: Type.Number(),
  keptUntil: Type.String(),
});

export const layawaysKept = defineEvent('layaways.kept', 1, About);
export const layawaysExtended = defineEvent('layaways.extended', 1, About);
/** The shop had to close: the piece is kept longer. */
export const layawaysMoved = defineEvent('layaways.moved', 1, About);
export const layawaysCollected = defineEvent('layaways.collected', 1, About);
export const layawaysCancelled = defineEvent('layaways.cancelled', 1, About);
/** Its time was over: the piece went back to the shelf by itself. */
export const layawaysExpired = defineEvent('layaways.expired', 1, About);
