// What segments announces: what was asked for and how many; never who.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

export const segmentsSaved = defineEvent(
  'segments.saved',
  1,
  Type.Object({ segmentId: Type.String(), purpose: Type.String() }),
);
export const segmentsEnded = defineEvent(
  'segments.ended',
  1,
  Type.Object({ segmentId: Type.String() }),
);
/** A message to everybody in it lies in the outbox. */
export const segmentsQueued = defineEvent(
  'segments.queued',
  1,
  Type.Object({
    sendingId: Type.String(),
    segmentId: Type.String(),
    purpose: Type.String(),
    messages: Type.Integer(),
  }),
);
