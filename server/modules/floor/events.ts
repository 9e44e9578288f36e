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

const AboutHer = { recordId: Type.String() };

/** A clerk wrote something down; what it says is sealed. */
export const floorNoteWritten = defineEvent(
  'floor.note_written',
  1,
  Type.Object({ noteId: Type.String(), ...AboutHer }),
);
export const floorNoteTaken = defineEvent(
  'floor.note_taken_back',
  1,
  Type.Object({ noteId: Type.String(), ...AboutHer }),
);
/** A clerk promised to get back to her. */
export const floorFollowUpPlanned = defineEvent(
  'floor.follow_up_planned',
  1,
  Type.Object({ followUpId: Type.String(), ...AboutHer, dueOn: Type.String() }),
);
export const floorFollowUpDone = defineEvent(
  'floor.follow_up_done',
  1,
  Type.Object({ followUpId: Type.String(), ...AboutHer, isDone: Type.Boolean() }),
);
