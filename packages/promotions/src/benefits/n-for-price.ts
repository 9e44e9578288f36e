// よりどり3点1,000円: sets are made from the dearest piece down, as long as a set costs more than its price.
import { type Static, Type } from 'typebox';
import { everything, Selection, saySelection } from '../engine/selection.ts';
import { money, sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import { countPieces, reduceUsed, runsOf, takeNothing, worthOfPieces } from './pieces.ts';
import type { BenefitRule } from './rule.ts';

export const NForPrice = Type.Object(
  {
    kind: Type.Literal('n_for_price'),
    of: Type.Optional(Selection),
    take: Type.Integer({ minimum: 2, maximum: 100 }),
    priceMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    timesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  { additionalProperties: false },
);

export const nForPrice: BenefitRule<Static<typeof NForPrice>> = {
  rank: 1,
  reduce: ({ of = everything, take, priceMinor, timesMax = 1000 }, left) => {
    const runs = runsOf(left, of);
    const sets = Math.min(timesMax, Math.floor(countPieces(runs) / take));
    const { used } = takeNothing(left);
    let offMinor = 0;
    let worth = 0;
    let at = 0;
    let inRun = 0;
    for (let set = 1; set <= sets; set += 1) {
      const pieces: [place: number, count: number][] = [];
      for (let missing = take; missing > 0; ) {
        const run = runs[at];
        if (run === undefined) {
          break;
        }
        const count = Math.min(missing, run.pieces - inRun);
        pieces.push([run.place, count]);
        missing -= count;
        inRun += count;
        if (inRun === run.pieces) {
          at += 1;
          inRun = 0;
        }
      }
      let next = worth;
      for (const [place, count] of pieces) {
        const before = used[place] ?? 0;
        next += worthOfPieces(left, place, before + count) - worthOfPieces(left, place, before);
      }
      const off = next - set * priceMinor;
      if (off <= offMinor) {
        break;
      }
      for (const [place, count] of pieces) {
        used[place] = (used[place] ?? 0) + count;
      }
      worth = next;
      offMinor = off;
    }
    return reduceUsed(left, used, offMinor);
  },
  whyNot: ({ of = everything, take }, left) => {
    const missing = take - countPieces(runsOf(left, of));
    return missing > 0 ? reasons.pieces_more({ more: missing }) : reasons.nothing_to_take_off();
  },
  say: ({ of = everything, take, priceMinor }, names, currency) => {
    const goods = saySelection(of, names);
    const price = money(priceMinor, currency);
    return sentence(
      `${goods.ja}よりどり${take}点で${price.ja}`,
      `any ${take} of ${goods.en} for ${price.en}`,
    );
  },
};
