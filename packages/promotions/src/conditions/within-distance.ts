import { type Static, Type } from 'typebox';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const WithinDistance = Type.Object(
  {
    kind: Type.Literal('within_distance'),
    metres: Type.Integer({ minimum: 10, maximum: 100_000 }),
  },
  { additionalProperties: false },
);
type WithinDistance = Static<typeof WithinDistance>;

/** Of the place of sale, as the buyer's device told; who stands in the shop is near without telling. */
export const withinDistance: ConditionRule<WithinDistance> = {
  holds: ({ metres }, ask) => ask.isInShop || (ask.distanceM ?? Infinity) <= metres,
  whyNot: ({ metres }, ask) => {
    const { distanceM: away } = ask;
    return away === null
      ? reasons.position_needed({ metres })
      : reasons.too_far({ metres, away: Math.round(away) });
  },
  say: ({ metres }) => sentence(`お店から${metres}m以内で`, `within ${metres} m of the shop`),
};
