// Points by the whole order: so many for every full amount, once a least amount is reached.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import { type EarningRule, inPoints, PerMinor, Points, pointsPer } from './facts.ts';

const Terms = Type.Object(
  {
    perMinor: PerMinor,
    points: Points,
    leastMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  },
  { additionalProperties: false },
);

export const orderRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ paidMinor }, { perMinor, points, leastMinor = 0 }) =>
    paidMinor < leastMinor ? 0 : pointsPer(paidMinor, perMinor, points),
  sentence: ({ perMinor, points, leastMinor = 0 }, _names, currency) => {
    const [per, least] = [money(perMinor, currency), money(leastMinor, currency)];
    return {
      ja: `${leastMinor > 0 ? `${least.ja}以上のご注文で、` : ''}${per.ja}ごとに${points}ポイント`,
      en: `${inPoints(points)} for every ${per.en}${leastMinor > 0 ? ` of orders from ${least.en}` : ''}`,
    };
  },
};
