// What identity announces: ids, counts, codes.
import { Type } from 'typebox';
import { defineEvent } from '#kernel/events';

/** A run over the whole book is done; its model scores from now on. */
export const identityBookMatched = defineEvent(
  'identity.book_matched',
  1,
  Type.Object({
    modelVersion: Type.Integer(),
    records: Type.Integer(),
    pairs: Type.Integer(),
    seconds: Type.Number(),
  }),
);

/** A person said of two records whether they are one person. */
export const identityPairDecided = defineEvent(
  'identity.pair_decided',
  1,
  Type.Object({
    recordIds: Type.Array(Type.String()),
    verdict: Type.Union([Type.Literal('same'), Type.Literal('different'), Type.Literal('unsure')]),
  }),
);

export const identityPolicyChanged = defineEvent(
  'identity.policy_changed',
  1,
  Type.Object({ strong: Type.String(), weak: Type.String(), doubtful: Type.String() }),
);

/** The block list or a cap changed; never the sign itself. */
export const identitySignsChanged = defineEvent(
  'identity.signs_changed',
  1,
  Type.Object({
    kind: Type.String(),
    change: Type.Union([Type.Literal('cap'), Type.Literal('blocked'), Type.Literal('released')]),
  }),
);
