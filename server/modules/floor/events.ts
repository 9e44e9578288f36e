// What the floor announces.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const Call = {
  callId: Type.String(),
  itemId: Type.String(),
  fromPlaceId: Type.String(),
  toPlaceId: Type.String(),
  quantity: Type.Number(),
};

/** A colleague of another shop asks whether something is there. */
export const floorStockAsked = defineEvent('floor.stock_asked', 1, Type.Object(Call));
export const floorStockAnswered = defineEvent(
  'floor.stock_answered',
  1,
  Type.Object({ ...Call, answer: Type.String() }),
);
