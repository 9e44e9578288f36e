import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const PlaceId = Type.Union([Type.String(), Type.Null()]);

export const staffAdded = defineEvent(
  'staff.added',
  1,
  Type.Object({ staffId: Type.String(), roles: Type.Array(Type.String()), placeId: PlaceId }),
);

export const staffChanged = defineEvent(
  'staff.changed',
  1,
  Type.Object({ staffId: Type.String(), changed: Type.Array(Type.String()) }),
);

export const staffSignedIn = defineEvent(
  'staff.signed_in',
  1,
  Type.Object({
    staffId: Type.String(),
    by: Type.Union([Type.Literal('password'), Type.Literal('pin')]),
    placeId: PlaceId,
  }),
);

export const staffSignedOut = defineEvent(
  'staff.signed_out',
  1,
  Type.Object({ staffId: Type.String() }),
);

export const staffApiKeyMade = defineEvent(
  'staff.api_key_made',
  1,
  Type.Object({ apiKeyId: Type.String(), roles: Type.Array(Type.String()), placeId: PlaceId }),
);

export const staffApiKeyEnded = defineEvent(
  'staff.api_key_ended',
  1,
  Type.Object({ apiKeyId: Type.String() }),
);
