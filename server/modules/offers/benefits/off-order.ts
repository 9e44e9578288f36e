import { type Static, Type } from 'typebox';
import { Calculator, calculate, sayCalculator } from '../calculators/calculators.ts';
import { type BasketLine, piecesOf } from '../engine/ask.ts';
import { everything, selectLines } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { offersRefusals } from '../errors.ts';
import type { BenefitRule } from './rule.ts';

export const OffOrder = Type.Object(
  { kind: Type.Literal('off_order'), calculator: Calculator },
  { additionalProperties: false },
);

export const offOrder: BenefitRule<Static<typeof OffOrder>> = {
  rank: 3,
  reduce: ({ calculator }, { ask, nets }) => {
    const places = selectLines(ask, everything);
    const off = calculate(calculator, {
      nets: places.map((place) => nets[place] ?? 0),
      pieces: places.map((place) => piecesOf(ask.lines[place] as BasketLine)),
      rates: places.map((place) => ask.lines[place]?.taxRateBp ?? 0),
    });
    const shares = nets.map(() => 0);
    let total = 0;
    places.forEach((place, index) => {
      shares[place] = off[index] ?? 0;
      total += off[index] ?? 0;
    });
    return total === 0 ? undefined : { shares, deliveryMinor: 0 };
  },
  whyNot: () => offersRefusals.nothing_to_take_off(),
  say: ({ calculator }, _, currency) => {
    const off = sayCalculator(calculator, currency);
    return sentence(`お会計から${off.ja}`, `${off.en} the whole order`);
  },
};
