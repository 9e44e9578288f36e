import { type Static, Type } from 'typebox';
import { money, sentence } from '../engine/sentence.ts';
import { spread } from '../engine/spread.ts';
import { type CalculatorRule, sum } from './rule.ts';

export const Amount = Type.Object(
  {
    kind: Type.Literal('amount'),
    minor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
  { additionalProperties: false },
);

/** At most what they cost. */
export const amountOff: CalculatorRule<Static<typeof Amount>> = {
  off: ({ minor }, { nets, rates }) => spread(Math.min(minor, sum(nets)), nets, rates),
  say: ({ minor }, currency) => {
    const amount = money(minor, currency);
    return sentence(`${amount.ja}引き`, `${amount.en} off`);
  },
};
