import { type Static, Type } from 'typebox';
import { everything, Selection, saySelection } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import { countPieces, reduceUsed, runsOf, takeNothing, worthOfFree } from './pieces.ts';
import type { BenefitRule } from './rule.ts';

export const CheapestFree = Type.Object(
  {
    kind: Type.Literal('cheapest_free'),
    of: Type.Optional(Selection),
    piecesMin: Type.Integer({ minimum: 2, maximum: 1000 }),
    free: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);

/** Once an order, however many there are. */
export const cheapestFree: BenefitRule<Static<typeof CheapestFree>> = {
  rank: 1,
  reduce: ({ of = everything, piecesMin, free: count = 1 }, left) => {
    const runs = runsOf(left, of);
    if (countPieces(runs) < piecesMin) {
      return undefined;
    }
    const { used, free } = takeNothing(left);
    let missing = Math.min(count, countPieces(runs) - 1);
    for (const { place, pieces } of runs.toReversed()) {
      used[place] = pieces;
      free[place] = Math.min(pieces, missing);
      missing -= free[place] ?? 0;
    }
    return reduceUsed(left, used, worthOfFree(left, free));
  },
  whyNot: ({ of = everything, piecesMin }, left) =>
    reasons.pieces_more({ more: Math.max(1, piecesMin - countPieces(runsOf(left, of))) }),
  say: ({ of = everything, piecesMin, free = 1 }, names) => {
    const goods = saySelection(of, names);
    return sentence(
      `${goods.ja}を${piecesMin}点以上買うといちばん安い${free}点が無料`,
      `the cheapest ${free} of ${piecesMin} or more of ${goods.en} free`,
    );
  },
};
