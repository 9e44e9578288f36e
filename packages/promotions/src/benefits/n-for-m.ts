import { type Static, Type } from 'typebox';
import { everything, Selection, saySelection } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import { countPieces, reduceUsed, runsOf, takeNothing, worthOfFree } from './pieces.ts';
import type { BenefitRule } from './rule.ts';

export const NForM = Type.Object(
  {
    kind: Type.Literal('n_for_m'),
    of: Type.Optional(Selection),
    take: Type.Integer({ minimum: 2, maximum: 100 }),
    /** The dearest of each set; the others are free. */
    pay: Type.Integer({ minimum: 1, maximum: 99 }),
    timesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  { additionalProperties: false },
);

/** 3点買うと1点無料: sets are made from the dearest piece down, in each the cheapest are free. */
export const nForM: BenefitRule<Static<typeof NForM>> = {
  rank: 1,
  reduce: ({ of = everything, take, pay, timesMax = 1000 }, left) => {
    const runs = runsOf(left, of);
    const sets = Math.min(timesMax, Math.floor(countPieces(runs) / take));
    const { used, free } = takeNothing(left);
    /** Free ones among the first so many pieces. */
    const freeUntil = (pieces: number) =>
      Math.floor(pieces / take) * (take - pay) + Math.max(0, (pieces % take) - pay);
    let at = 0;
    for (const { place, pieces } of runs) {
      const until = Math.min(at + pieces, sets * take);
      used[place] = until - at;
      free[place] = freeUntil(until) - freeUntil(at);
      at = until;
    }
    return reduceUsed(left, used, worthOfFree(left, free));
  },
  whyNot: ({ of = everything, take }, left) =>
    reasons.pieces_more({ more: Math.max(1, take - countPieces(runsOf(left, of))) }),
  say: ({ of = everything, take, pay }, names) => {
    const goods = saySelection(of, names);
    return sentence(
      `${goods.ja}を${take}点買うと${take - pay}点無料`,
      `${goods.en}: ${take} for the price of ${pay}`,
    );
  },
};
