import { type Static, Type } from 'typebox';
import { distanceBetweenM } from '#places';
import type { Ask } from '../engine/ask.ts';
import { sentence } from '../engine/sentence.ts';
import { offersRefusals } from '../errors.ts';
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
  holds: ({ metres }, ask) => ask.isInShop || (distance(ask) ?? Infinity) <= metres,
  whyNot: ({ metres }, ask) => {
    const away = distance(ask);
    return away === undefined
      ? offersRefusals.position_needed({ metres })
      : offersRefusals.too_far({ metres, away: Math.round(away) });
  },
  say: ({ metres }) => sentence(`お店から${metres}m以内で`, `within ${metres} m of the shop`),
};

function distance({ position, placePosition }: Ask): number | undefined {
  return position === null || placePosition === null
    ? undefined
    : distanceBetweenM(position, placePosition);
}
