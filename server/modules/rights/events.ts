// What rights announces: that somebody asked and somebody decided; never about whom beyond the record's id.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const about = {
  requestId: Type.String(),
  kind: Type.String(),
  records: Type.Integer(),
};

export const rightsAsked = defineEvent('rights.asked', 1, Type.Object(about));
export const rightsDecided = defineEvent(
  'rights.decided',
  1,
  Type.Object({ ...about, isApproved: Type.Boolean() }),
);

/** Staff corrected her profile because she asked: names of fields, never values. */
export const rightsCorrected = defineEvent(
  'rights.corrected',
  1,
  Type.Object({
    recordId: Type.String(),
    fields: Type.Array(Type.String()),
    reason: Type.String(),
  }),
);
/** Staff stopped uses of her data because she asked; `service` alone is a stop of every use. */
export const rightsStopped = defineEvent(
  'rights.stopped',
  1,
  Type.Object({
    recordId: Type.String(),
    purposes: Type.Array(Type.String()),
    reason: Type.String(),
  }),
);
/** Staff lifted the stop of every use because she asked. */
export const rightsResumed = defineEvent(
  'rights.resumed',
  1,
  Type.Object({ recordId: Type.String(), reason: Type.String() }),
);
