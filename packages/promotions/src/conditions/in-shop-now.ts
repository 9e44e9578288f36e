import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const InShopNow = Type.Object(
  { kind: Type.Literal('in_shop_now') },
  { additionalProperties: false },
);

export const inShopNow: ConditionRule<Static<typeof InShopNow>> = {
  holds: (_, ask) => ask.isInShop,
  whyNot: () => reasons.not_in_shop(),
  say: () => sentence('ご来店中に', 'while in the shop'),
};
