import { type Static, Type } from 'typebox';
import { money, sentence } from '../engine/sentence.ts';
import type { CalculatorRule } from './rule.ts';

export const UnitPrice = Type.Object(
  {
    kind: Type.Literal('unit_price'),
    minor: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  },
  { additionalProperties: false },
);

/** Down to a price a piece; what is cheaper already stays so. */
export const downToUnitPrice: CalculatorRule<Static<typeof UnitPrice>> = {
  off: ({ minor }, { nets, pieces }) =>
    nets.map((net, index) => Math.max(0, net - minor * (pieces[index] ?? 0))),
  say: ({ minor }, currency) => {
    const amount = money(minor, currency);
    return sentence(`1点${amount.ja}`, `for ${amount.en} each`);
  },
};
