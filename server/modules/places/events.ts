import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

export const placesOpened = defineEvent(
  'places.opened',
  1,
  Type.Object({
    placeId: Type.String(),
    code: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    source: Type.Union([Type.String(), Type.Null()]),
  }),
);

export const placesChanged = defineEvent(
  'places.changed',
  1,
  Type.Object({ placeId: Type.String(), changed: Type.Array(Type.String()) }),
);
