// The pieces that bundles are made of, in runs of one line, the dearest first: a run of a hundred thousand costs as
// little as one of two. What a bundle takes off is divided over all the pieces that made it, so that whoever gives a part
// of a bundle back is paid what that part cost, and no more.
import { piecesOfLines, ratesOfLines } from '../engine/ask.ts';
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
  const { ask, nets, freePieces } = left;
  const whole = piecesOfLines(ask);
  const runs: Run[] = [];
  for (const place of selectLines(ask, selection)) {
    const all = whole[place] ?? 0;
    const pieces = Math.min(freePieces[place] ?? 0, all);
    if (pieces > 0 && ask.lines[place]?.isWeighed === false) {
      runs.push({ place, pieces, unit: (nets[place] ?? 0) / all });
    }
  }
  return runs.length < 2 ? runs : runs.toSorted((a, b) => b.unit - a.unit || a.place - b.place);
}

export function countPieces(runs: readonly Run[]): number {
  let sum = 0;
  for (const { pieces } of runs) {
    sum += pieces;
  }
  return sum;
}

/** Pieces by line, as bundles use them and make them free. */
export type Taken = { readonly used: number[]; readonly free: number[] };

export function takeNothing(left: Left): Taken {
  return { used: left.nets.map(() => 0), free: left.nets.map(() => 0) };
}

/** What so many pieces of a line are worth. */
export function worthOfPieces({ ask, nets }: Left, place: number, pieces: number): number {
  return pieces === 0 ? 0 : worthOfPart(nets[place] ?? 0, pieces, piecesOfLines(ask)[place] ?? 0);
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
  const worth = used.map((pieces, place) => worthOfPieces(left, place, pieces));
  const shares = spread(offMinor, worth, ratesOfLines(left.ask));
  return { shares, used, deliveryMinor: 0 };
}

/** What some of the used pieces are worth together. */
export function worthOfFree(left: Left, free: readonly number[]): number {
  return free.reduce((sum, pieces, place) => sum + worthOfPieces(left, place, pieces), 0);
}
