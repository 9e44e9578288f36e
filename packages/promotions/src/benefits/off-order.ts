import { type Static, Type } from 'typebox';
import { Calculator, sayCalculator } from '../calculators/calculators.ts';
import { everything, selectLines } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import { takeOffLines } from './off-lines.ts';
import type { BenefitRule } from './rule.ts';

export const OffOrder = Type.Object(
  { kind: Type.Literal('off_order'), calculator: Calculator },
  { additionalProperties: false },
);

export const offOrder: BenefitRule<Static<typeof OffOrder>> = {
  rank: 3,
  reduce: ({ calculator }, { ask, nets }) =>
    takeOffLines(calculator, ask, nets, { places: selectLines(ask, everything) }),
  whyNot: () => reasons.nothing_to_take_off(),
  say: ({ calculator }, _, currency) => {
    const off = sayCalculator(calculator, currency);
    return sentence(`お会計から${off.ja}`, `${off.en} the whole order`);
  },
};
