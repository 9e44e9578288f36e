import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

/**
 * One posting set on one owner's account. Whose it is stands in the event's record, not in its payload. Of the kind `mature`
 * nothing is posted: the amount has become available and was pending before.
 */
export const ledgerPosted = defineEvent(
  'ledger.posted',
  1,
  Type.Object({
    setId: Type.String(),
    kind: Type.String(),
    unit: Type.String(),
    amount: Type.Integer(),
    reference: Type.String(),
    available: Type.Integer(),
    pending: Type.Integer(),
    reserved: Type.Integer(),
  }),
);

/** A fact took more than was there; the rest stands in a policy account until it is earned again. */
export const ledgerOverdrawn = defineEvent(
  'ledger.overdrawn',
  1,
  Type.Object({
    setId: Type.String(),
    unit: Type.String(),
    amount: Type.Integer(),
    policy: Type.String(),
    reference: Type.String(),
  }),
);

/** Opening lots of an import; the sum was proved equal to the ledger. */
export const ledgerImported = defineEvent(
  'ledger.imported',
  1,
  Type.Object({
    source: Type.String(),
    unit: Type.String(),
    lots: Type.Integer(),
    amount: Type.Integer(),
  }),
);
