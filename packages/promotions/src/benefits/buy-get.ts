// Buy A, get B at a rate off: what is bought are the dearest pieces, first those that cannot be got; what is got the cheapest.
// The discount is divided over both, so that nobody gives A back and keeps B for nothing.
import { type Static, Type } from 'typebox';
import { Selection, saySelection } from '../engine/selection.ts';
import { percent, sentence } from '../engine/sentence.ts';
import { rateOf } from '../engine/spread.ts';
import { reasons } from '../reasons.ts';
import { countPieces, type Run, reduceUsed, runsOf, takeNothing, worthOfFree } from './pieces.ts';
import type { BenefitRule, Left } from './rule.ts';

export const BuyGet = Type.Object(
  {
    kind: Type.Literal('buy_get'),
    buy: Selection,
    buyPieces: Type.Integer({ minimum: 1, maximum: 100 }),
    get: Selection,
    getPieces: Type.Integer({ minimum: 1, maximum: 100 }),
    /** Off what is got; 10000 is free. */
    bp: Type.Integer({ minimum: 1, maximum: 10_000 }),
    timesMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);
type BuyGet = Static<typeof BuyGet>;

export const buyGet: BenefitRule<BuyGet> = {
  rank: 1,
  reduce: (benefit, left) => {
    const { used, free } = match(benefit, left);
    return reduceUsed(left, used, rateOf(worthOfFree(left, free), benefit.bp));
  },
  whyNot: (benefit, left) => {
    const bought = countPieces(runsOf(left, benefit.buy));
    return bought < benefit.buyPieces
      ? reasons.pieces_more({ more: benefit.buyPieces - bought })
      : reasons.add_what_is_got({ pieces: benefit.getPieces });
  },
  say: ({ buy, buyPieces, get, getPieces, bp }, names) => {
    const bought = saySelection(buy, names);
    const got = saySelection(get, names);
    const off =
      bp === 10_000
        ? sentence('無料', 'free')
        : sentence(`${percent(bp)}引き`, `${percent(bp)} off`);
    return sentence(
      `${bought.ja}を${buyPieces}点買うと${got.ja}${getPieces}点が${off.ja}`,
      `buy ${buyPieces} of ${bought.en}, get ${getPieces} of ${got.en} ${off.en}`,
    );
  },
};

function match({ buy, buyPieces, get, getPieces, timesMax = 100 }: BuyGet, left: Left) {
  const taken = takeNothing(left);
  const bought = runsOf(left, buy);
  const got = runsOf(left, get).toReversed();
  const gettable = new Set(got.map(({ place }) => place));
  const order = bought.toSorted(
    (a, b) => Number(gettable.has(a.place)) - Number(gettable.has(b.place)),
  );
  for (let times = 0; times < timesMax; times += 1) {
    const used = [...taken.used];
    const free = [...taken.free];
    if (!take(order, used, used, buyPieces) || !take(got, used, free, getPieces)) {
      break;
    }
    taken.used.splice(0, used.length, ...used);
    taken.free.splice(0, free.length, ...free);
  }
  return taken;
}

/** Takes so many pieces of the runs that are not used yet; false when there are too few. */
function take(runs: readonly Run[], used: number[], counted: number[], pieces: number): boolean {
  let missing = pieces;
  for (const { place, pieces: most } of runs) {
    const count = Math.min(missing, most - (used[place] ?? 0));
    used[place] = (used[place] ?? 0) + count;
    if (counted !== used) {
      counted[place] = (counted[place] ?? 0) + count;
    }
    missing -= count;
    if (missing === 0) {
      return true;
    }
  }
  return false;
}
