import { Text } from '@engawa/shapes/schemas';
import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const TierAmong = Type.Object(
  {
    kind: Type.Literal('tier_among'),
    tiers: Type.Array(Text(50), { minItems: 1, maxItems: 20, description: 'Codes of tiers.' }),
  },
  { additionalProperties: false },
);
type TierAmong = Static<typeof TierAmong>;

export const tierAmong: ConditionRule<TierAmong> = {
  holds: ({ tiers }, { buyer: { tier } }) =>
    tier !== undefined && tier !== null && tiers.includes(tier),
  whyNot: ({ tiers }) => reasons.other_tiers({ tiers: tiers.join(', ') }),
  say: ({ tiers }) =>
    sentence(`会員ランク「${tiers.join('・')}」の方に`, `for members of tier ${tiers.join(', ')}`),
};
