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

/** The names of what changed: `name_ja`, `capabilities`, `hours`, `special_day:2026-01-01` … */
export const placesChanged = defineEvent(
  'places.changed',
  1,
  Type.Object({ placeId: Type.String(), changed: Type.Array(Type.String()) }),
);

export const placesBrandAdded = defineEvent(
  'places.brand_added',
  1,
  Type.Object({ brandId: Type.String(), code: Type.String(), name: Type.String() }),
);

export const placesPartyAdded = defineEvent(
  'places.party_added',
  1,
  Type.Object({
    partyId: Type.String(),
    code: Type.String(),
    kind: Type.String(),
    name: Type.String(),
  }),
);
