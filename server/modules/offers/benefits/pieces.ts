// The pieces that bundles are made of, in runs of one line, the dearest first: a run of a hundred thousand costs as
// little as one of two. What a bundle takes off is divided over all the pieces that made it, so that whoever gives a part
// of a bundle back is paid what that part cost, and no more.
import { type BasketLine, piecesOf, piecesOfLines } from '../engine/ask.ts';
import { type Selection, selectLines } from '../engine/selection.ts';
import { spread, worthOfPart } from '../engine/spread.ts';
import type { Left, Reduction } from './rule.ts';

export type Run = {
  /** Of the line in the basket. */
  readonly place: number;
  readonly pieces: number;
  /** Of one piece; a fraction of a yen where the line does not divide. */
  readonly unit: number;
};

/** Free pieces that are meant, the dearest first, lines of one price in their order. */
export function runsOf(left: Left, selection: Selection): Run[] {
  return selectLines(left.ask, selection)
    .flatMap((place): Run[] => {
      const line = left.ask.lines[place] as BasketLine;
      const pieces = Math.min(left.freePieces[place] ?? 0, piecesOf(line));
      return line.isWeighed || pieces === 0
        ? []
        : [{ place, pieces, unit: (left.nets[place] ?? 0) / piecesOf(line) }];
    })
    .toSorted((a, b) => b.unit - a.unit || a.place - b.place);
}

export function countPieces(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.pieces, 0);
}

/** Pieces by line, as bundles use them and make them free. */
export type Taken = { readonly used: number[]; readonly free: number[] };

export function takeNothing(left: Left): Taken {
  return { used: left.nets.map(() => 0), free: left.nets.map(() => 0) };
}

/** What the used pieces are worth, line by line. */
function worthOf(left: Left, pieces: readonly number[]): number[] {
  return pieces.map((count, place) =>
    count === 0
      ? 0
      : worthOfPart(left.nets[place] ?? 0, count, piecesOfLines(left.ask)[place] ?? 0),
  );
}

/** So much off, divided over the pieces that were used. */
export function reduceUsed(
  left: Left,
  used: readonly number[],
  offMinor: number,
): Reduction | undefined {
  if (offMinor <= 0) {
    return undefined;
  }
  const worth = worthOf(left, used);
  const shares = spread(
    offMinor,
    worth,
    left.ask.lines.map((line) => line.taxRateBp),
  );
  return { shares, used, deliveryMinor: 0 };
}

/** What some of the used pieces are worth together. */
export function worthOfFree(left: Left, free: readonly number[]): number {
  return worthOf(left, free).reduce((sum, each) => sum + each, 0);
}
