// Something off certain lines, or off at most so many of their pieces, the dearest first.
import { type Static, Type } from 'typebox';
import { Calculator, calculate, sayCalculator } from '../calculators/calculators.ts';
import { type Ask, piecesOfLines, ratesOfLines } from '../engine/ask.ts';
import { everything, Selection, saySelection, selectLines } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { worthOfPart } from '../engine/spread.ts';
import { reasons } from '../reasons.ts';
import type { BenefitRule, Reduction } from './rule.ts';

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
  reduce: ({ of = everything, calculator, piecesMax }, { ask, nets }) =>
    takeOffLines(calculator, ask, nets, dearestFirst(ask, nets, selectLines(ask, of), piecesMax)),
  whyNot: ({ of = everything }, { ask }) =>
    selectLines(ask, of).length === 0 ? reasons.nothing_of_it() : reasons.nothing_to_take_off(),
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

type Chosen = {
  readonly places: readonly number[];
  /** Of each place; all of its pieces unless told. */
  readonly pieces?: readonly number[];
};

/** All lines as they stand, or of the dearest so many pieces. */
function dearestFirst(
  ask: Ask,
  nets: readonly number[],
  places: readonly number[],
  piecesMax: number | undefined,
): Chosen {
  if (piecesMax === undefined) {
    return { places };
  }
  const whole = piecesOfLines(ask);
  const unit = (place: number) => (nets[place] ?? 0) / Math.max(1, whole[place] ?? 0);
  let free = piecesMax;
  const chosen: number[] = [];
  const pieces: number[] = [];
  for (const place of places.toSorted((a, b) => unit(b) - unit(a) || a - b)) {
    const count = Math.min(whole[place] ?? 0, free);
    if (count > 0) {
      free -= count;
      chosen.push(place);
      pieces.push(count);
    }
  }
  return { places: chosen, pieces };
}

type Facts = { readonly pieces: readonly number[]; readonly rates: readonly number[] };

const factsOfPlaces = new WeakMap<readonly number[], Facts>();

/** Pieces and tax rates of these lines; looked up once for a selection of an ask, whose places are one list. */
function factsOf(ask: Ask, places: readonly number[]): Facts {
  let facts = factsOfPlaces.get(places);
  if (facts === undefined) {
    const whole = piecesOfLines(ask);
    const rates = ratesOfLines(ask);
    facts = {
      pieces: places.map((place) => whole[place] ?? 0),
      rates: places.map((place) => rates[place] ?? 0),
    };
    factsOfPlaces.set(places, facts);
  }
  return facts;
}

/** What a calculator takes off some lines, or off some of their pieces. */
export function takeOffLines(
  calculator: Calculator,
  ask: Ask,
  nets: readonly number[],
  { places, pieces }: Chosen,
): Reduction | undefined {
  const whole = piecesOfLines(ask);
  const facts = factsOf(ask, places);
  const part = {
    nets: places.map((place, at) =>
      pieces === undefined
        ? (nets[place] ?? 0)
        : worthOfPart(nets[place] ?? 0, pieces[at] ?? 0, whole[place] ?? 0),
    ),
    pieces: pieces ?? facts.pieces,
    rates: facts.rates,
  };
  const off = calculate(calculator, part);
  const shares = nets.map(() => 0);
  let total = 0;
  for (let at = 0; at < places.length; at += 1) {
    shares[places[at] ?? 0] = off[at] ?? 0;
    total += off[at] ?? 0;
  }
  return total === 0 ? undefined : { shares, deliveryMinor: 0 };
}
