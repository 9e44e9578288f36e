import { Id } from '@engawa/shapes/schemas';
import { type Static, Type } from 'typebox';
import { piecesOf } from '../engine/ask.ts';
import { quote, sentence } from '../engine/sentence.ts';
import { worthOfPart } from '../engine/spread.ts';
import { reasons } from '../reasons.ts';
import { uuidOf } from '../uuid-of.ts';
import type { BenefitRule } from './rule.ts';

export const Gift = Type.Object(
  {
    kind: Type.Literal('gift'),
    itemId: Id('item'),
    pieces: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  { additionalProperties: false },
);

/**
 * Gift with purchase: the item lies in the basket like any other, with its price, its tax and its stock, and its price
 * goes off whole. So it is picked, counted and given back as goods are.
 */
export const gift: BenefitRule<Static<typeof Gift>> = {
  rank: 0,
  reduce: ({ itemId, pieces }, { ask, nets, freePieces }) => {
    const wanted = uuidOf('item', itemId);
    const shares = nets.map(() => 0);
    const used = nets.map(() => 0);
    let missing = pieces;
    ask.lines.forEach((line, place) => {
      const count = line.itemId === wanted ? Math.min(missing, freePieces[place] ?? 0) : 0;
      if (count > 0) {
        missing -= count;
        used[place] = count;
        shares[place] = worthOfPart(nets[place] ?? 0, count, piecesOf(line));
      }
    });
    return shares.some((share) => share > 0) ? { shares, used, deliveryMinor: 0 } : undefined;
  },
  whyNot: ({ pieces }) => reasons.add_what_is_got({ pieces }),
  say: ({ itemId, pieces }, names) => {
    const item = quote([itemId], names);
    return sentence(`${item.ja}を${pieces}点プレゼント`, `${pieces} of ${item.en} as a gift`);
  },
};
