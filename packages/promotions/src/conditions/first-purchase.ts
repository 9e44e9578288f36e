import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const FirstPurchase = Type.Object(
  { kind: Type.Literal('first_purchase') },
  { additionalProperties: false },
);

/** Of a customer who is known: a guest may have bought a hundred times. */
export const firstPurchase: ConditionRule<Static<typeof FirstPurchase>> = {
  holds: (_, { buyer }) => buyer.customerId !== null && buyer.isFirstPurchase === true,
  whyNot: (_, { buyer }) =>
    buyer.customerId === null ? reasons.members_only() : reasons.not_first(),
  say: () => sentence('はじめてのお買い物で', 'on the first purchase'),
};
