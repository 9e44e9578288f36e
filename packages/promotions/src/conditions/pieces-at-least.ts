import { type Static, Type } from 'typebox';
import { type Ask, type BasketLine, piecesOf } from '../engine/ask.ts';
import { everything, Selection, saySelection, selectLines } from '../engine/selection.ts';
import { sentence } from '../engine/sentence.ts';
import { reasons } from '../reasons.ts';
import type { ConditionRule } from './rule.ts';

export const PiecesAtLeast = Type.Object(
  {
    kind: Type.Literal('pieces_at_least'),
    pieces: Type.Integer({ minimum: 1, maximum: 10_000 }),
    of: Type.Optional(Selection),
  },
  { additionalProperties: false },
);
type PiecesAtLeast = Static<typeof PiecesAtLeast>;

export const piecesAtLeast: ConditionRule<PiecesAtLeast> = {
  holds: (condition, ask) => count(condition, ask) >= condition.pieces,
  whyNot: (condition, ask) =>
    reasons.pieces_more({ more: condition.pieces - count(condition, ask) }),
  say: ({ pieces, of = everything }, names) => {
    const goods = saySelection(of, names);
    return sentence(
      `${goods.ja}を${pieces}点以上お買い上げで`,
      `with ${pieces} or more of ${goods.en}`,
    );
  },
};

function count({ of = everything }: PiecesAtLeast, ask: Ask): number {
  return selectLines(ask, of).reduce((sum, at) => sum + piecesOf(ask.lines[at] as BasketLine), 0);
}
