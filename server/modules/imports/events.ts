import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const told = {
  importId: Type.String(),
  kind: Type.String(),
  source: Type.String(),
  rows: Type.Integer(),
};

export const importsStarted = defineEvent('imports.started', 1, Type.Object(told));

export const importsFinished = defineEvent(
  'imports.finished',
  1,
  Type.Object({
    ...told,
    accepted: Type.Integer(),
    unchanged: Type.Integer(),
    rejected: Type.Integer(),
  }),
);
