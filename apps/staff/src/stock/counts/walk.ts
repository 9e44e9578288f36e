// One walk along the shelves: what this tablet has counted of each item so far. It is kept on the tablet, also when the tab
// is closed; each change goes into the outbox, where only the newest of an item waits.
import type { Line } from '../parts/lines.ts';

export type Walk = {
  readonly walkId: string;
  /** Grows with every change. */
  readonly revision: number;
  readonly lines: readonly Line[];
};

export function beginWalk(): Walk {
  return { walkId: crypto.randomUUID(), revision: 0, lines: [] };
}

/** A change of one line, first in the list from then on: what the hand is at stands on top. */
export function changeWalk(
  walk: Walk,
  itemId: string,
  change: (lines: readonly Line[]) => readonly Line[],
): Walk {
  const lines = change(walk.lines);
  const changed = lines.filter((line) => line.itemId === itemId);
  const others = lines.filter((line) => line.itemId !== itemId);
  return { ...walk, revision: walk.revision + 1, lines: [...changed, ...others] };
}
