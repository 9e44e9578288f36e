// Something off certain lines, or off at most so many of their pieces, the dearest first.
import { type Static, Type } from 'typebox';
import { Calculator, calculate, sayCalculator } from '../calculators/calculators.ts';
import { type BasketLine, piecesOf } from '../engine/ask.ts';
import { everything, Selection, saySelection, selectLines } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { worthOfPart } from '../engine/spread.ts';
import { offersRefusals } from '../errors.ts';
import type { BenefitRule } from './rule.ts';

export const OffLines = Type.Object(
  {
    kind: Type.Literal('off_lines'),
    of: Type.Optional(Selection),
    calculator: Calculator,
    /** At most so many pieces of an order, the dearest first. */
    piecesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  { additionalProperties: false },
);
type OffLines = Static<typeof OffLines>;

export const offLines: BenefitRule<OffLines> = {
  rank: 2,
  reduce: ({ of = everything, calculator, piecesMax = Infinity }, { ask, nets }) => {
    const places = selectLines(ask, of).toSorted(
      (a, b) => unit(ask.lines, nets, b) - unit(ask.lines, nets, a) || a - b,
    );
    let free = piecesMax;
    const parts = places.flatMap((place) => {
      const line = ask.lines[place] as BasketLine;
      const whole = piecesOf(line);
      const pieces = Math.min(whole, free);
      free -= pieces;
      const net = nets[place] ?? 0;
      return pieces === 0 && whole > 0
        ? []
        : [{ place, pieces, rate: line.taxRateBp, net: worthOfPart(net, pieces, whole) }];
    });
    const off = calculate(calculator, {
      nets: parts.map((each) => each.net),
      pieces: parts.map((each) => each.pieces),
      rates: parts.map((each) => each.rate),
    });
    const shares = nets.map(() => 0);
    let total = 0;
    parts.forEach(({ place }, index) => {
      shares[place] = off[index] ?? 0;
      total += off[index] ?? 0;
    });
    return total === 0 ? undefined : { shares, deliveryMinor: 0 };
  },
  whyNot: ({ of = everything }, { ask }) =>
    selectLines(ask, of).length === 0
      ? offersRefusals.nothing_of_it()
      : offersRefusals.nothing_to_take_off(),
  say: ({ of = everything, calculator, piecesMax }, names, currency) => {
    const goods = saySelection(of, names);
    const off = sayCalculator(calculator, currency);
    const most =
      piecesMax === undefined
        ? sentence('', '')
        : sentence(`(${piecesMax}点まで)`, ` (up to ${piecesMax})`);
    return sentence(`${goods.ja}を${off.ja}${most.ja}`, `${goods.en}: ${off.en}${most.en}`);
  },
};

function unit(lines: readonly BasketLine[], nets: readonly number[], place: number): number {
  return (nets[place] ?? 0) / Math.max(1, piecesOf(lines[place] as BasketLine));
}
