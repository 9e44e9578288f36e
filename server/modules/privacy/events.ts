import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

/** A record's key is gone: nothing sealed under it can be read again, wherever a copy lies. */
export const privacyErased = defineEvent(
  'privacy.erased',
  1,
  Type.Object({
    recordId: Type.String(),
    reason: Type.String(),
    erased: Type.Record(Type.String(), Type.Integer()),
  }),
);

export const privacyConsentChanged = defineEvent(
  'privacy.consent_changed',
  1,
  Type.Object({
    recordId: Type.String(),
    consentId: Type.String({ format: 'uuid' }),
    purpose: Type.String(),
    decision: Type.Union([Type.Literal('given'), Type.Literal('withdrawn')]),
    textVersion: Type.String(),
  }),
);

/** Every record key is wrapped by the current master key; the ones named wrap no record key any more. */
export const privacyKeysRewrapped = defineEvent(
  'privacy.keys_rewrapped',
  1,
  Type.Object({
    masterId: Type.Integer(),
    rewrapped: Type.Integer(),
    retirable: Type.Array(Type.Integer()),
  }),
);

export const privacyLeakOpened = defineEvent(
  'privacy.leak_opened',
  1,
  Type.Object({ leakId: Type.String(), kind: Type.String(), people: Type.Integer() }),
);

export const privacyLeakStep = defineEvent(
  'privacy.leak_step',
  1,
  Type.Object({ leakId: Type.String(), step: Type.String() }),
);
