// What customers announces. Payloads name records, customers and fields; never a value of a field.
import { type Static, Type } from 'typebox';
import { defineEvent } from '#kernel/events';

const OptionalId = Type.Union([Type.String(), Type.Null()]);

export const customersRecordAdded = defineEvent(
  'customers.record_added',
  1,
  Type.Object({
    recordId: Type.String(),
    customerId: Type.String(),
    source: Type.String(),
    kind: Type.String(),
    placeId: OptionalId,
  }),
);

/** The names of the fields that changed, never their values. */
export const customersProfileChanged = defineEvent(
  'customers.profile_changed',
  1,
  Type.Object({
    recordId: Type.String(),
    version: Type.Integer(),
    fields: Type.Array(Type.String()),
  }),
);

/** Records moved to another customer because links said that they are one person. */
export const customersMerged = defineEvent(
  'customers.merged',
  1,
  Type.Object({
    customerId: Type.String({ description: 'The id that stays.' }),
    mergedIds: Type.Array(Type.String(), { description: 'Ids that lead to it now.' }),
    recordIds: Type.Array(Type.String(), { description: 'The records that moved.' }),
    linkId: Type.String(),
  }),
);

/** A link was taken back and records went back to customers of their own. */
export const customersSplit = defineEvent(
  'customers.split',
  1,
  Type.Object({
    customerId: Type.String({ description: 'The id they were under.' }),
    parts: Type.Array(
      Type.Object({ customerId: Type.String(), recordIds: Type.Array(Type.String()) }),
    ),
    linkId: Type.String(),
  }),
);

/** How somebody got in. */
const SignInMethod = Type.Union([
  Type.Literal('email_code'),
  Type.Literal('sms_code'),
  Type.Literal('passkey'),
  Type.Literal('line'),
]);
export type SignInMethod = Static<typeof SignInMethod>;

export const customersSignedIn = defineEvent(
  'customers.signed_in',
  1,
  Type.Object({
    recordId: Type.String(),
    method: SignInMethod,
    isNew: Type.Boolean(),
  }),
);

export const customersSignedOut = defineEvent(
  'customers.signed_out',
  1,
  Type.Object({ recordId: Type.String() }),
);

/**
 * Every use of what is known of this record is stopped but what contract and law demand: she asked for it, or it was
 * joined to one of hers that had.
 */
export const customersUseStopped = defineEvent(
  'customers.use_stopped',
  1,
  Type.Object({ recordId: Type.String() }),
);

/** The stop is lifted, or the record was parted from whoever had asked for it. */
export const customersUseResumed = defineEvent(
  'customers.use_resumed',
  1,
  Type.Object({ recordId: Type.String(), stoppedAt: Type.String({ format: 'date-time' }) }),
);
