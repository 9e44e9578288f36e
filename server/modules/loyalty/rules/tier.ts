// Points by tier: members of a tier get so many more for every full amount.
import { money } from '@engawa/promotions';
import { Type } from 'typebox';
import { Code, type EarningRule, PerMinor, Points, pointsPer } from './facts.ts';

const Terms = Type.Object(
  {
    tiers: Type.Array(
      Type.Object({ code: Code, points: Points }, { additionalProperties: false }),
      {
        minItems: 1,
        maxItems: 20,
      },
    ),
    perMinor: PerMinor,
  },
  { additionalProperties: false },
);

export const tierRule: EarningRule<typeof Terms> = {
  terms: Terms,
  points: ({ paidMinor, tierCode }, { tiers, perMinor }) =>
    pointsPer(paidMinor, perMinor, tiers.find(({ code }) => code === tierCode)?.points ?? 0),
  sentence: ({ tiers, perMinor }, names, currency) => {
    const said = tiers.map(({ code, points }) => {
      const name = names?.(code) ?? { ja: code, en: code };
      return { ja: `${name.ja}は${points}`, en: `${name.en} ${points}` };
    });
    return {
      ja: `${money(perMinor, currency).ja}ごとに、${said.map(({ ja }) => ja).join('、')}ポイント`,
      en: `For every ${money(perMinor, currency).en}: ${said.map(({ en }) => en).join(', ')} points`,
    };
  },
};
