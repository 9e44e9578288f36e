// Points by lines: some goods give points by the piece, or more for what was paid for them.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import { Id } from '#kernel/schemas';
import { type EarningRule, inPoints, PerMinor, Points, pointsPer, sayThings } from './facts.ts';
import { itemUuid } from './typed-ids.ts';

const Terms = Type.Object(
  {
    itemIds: Type.Array(Id('item'), { minItems: 1, maxItems: 500 }),
    points: Points,
    /** For each full amount paid for these; without it, for each piece. */
    perMinor: Type.Optional(PerMinor),
  },
  { additionalProperties: false },
);

export const lineRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ lines }, { itemIds, points, perMinor }) => {
    const wanted = new Set(itemIds.map(itemUuid));
    const chosen = lines.filter(({ itemId }) => wanted.has(itemId));
    if (perMinor !== undefined) {
      const paidMinor = chosen.reduce((sum, line) => sum + line.paidMinor, 0);
      return pointsPer(paidMinor, perMinor, points);
    }
    const milli = chosen.reduce((sum, line) => sum + line.quantityMilli, 0);
    return Math.max(0, Math.floor(milli / 1000)) * points;
  },
  sentence: ({ itemIds, points, perMinor }, names, currency) => {
    const count = itemIds.length;
    const counted = { ja: `対象${count}商品`, en: `${count} chosen items` };
    const goods = sayThings(itemIds, counted, names);
    return perMinor === undefined
      ? {
          ja: `${goods.ja}、1点ごとに${points}ポイント`,
          en: `${inPoints(points)} for each piece of ${goods.en}`,
        }
      : {
          ja: `${goods.ja}、${money(perMinor, currency).ja}ごとに${points}ポイント`,
          en: `${inPoints(points)} for every ${money(perMinor, currency).en} of ${goods.en}`,
        };
  },
};
