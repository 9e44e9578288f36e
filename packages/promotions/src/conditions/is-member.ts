import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const IsMember = Type.Object(
  { kind: Type.Literal('is_member') },
  { additionalProperties: false },
);

/** Signed in, or with the card scanned. */
export const isMember: ConditionRule<Static<typeof IsMember>> = {
  holds: (_, { buyer }) => buyer.customerId !== null,
  whyNot: () => reasons.members_only(),
  say: () => sentence('会員の方に', 'for members'),
};
