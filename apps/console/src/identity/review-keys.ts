// The queue by keyboard all the way: from anywhere on the page arrows go to a pair, 1 2 3 decide it, a selects the
// obvious, b asks for all selected. When the pair that was decided has gone, the focus goes to the one in its place.
import { useEffect, useEffectEvent } from 'react';
import type { Verdict } from './pair-card.tsx';

type ReviewKeys = {
  /** The pair one is at, '' while there is none. */
  readonly key: string;
  readonly hasDecided: boolean;
  /** Moves from the pair one is at; 0 goes to it. */
  readonly onMove: (by: -1 | 0 | 1) => void;
  readonly onDecide: (verdict: Verdict) => void;
  readonly onObvious: () => void;
  readonly onBulk: () => void;
};

const verdictOfKey: Readonly<Record<string, Verdict>> = { 1: 'same', 2: 'different', 3: 'unsure' };
const stepOfKey: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

export function useReviewKeys(keys: ReviewKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) {
      return;
    }
    const verdict = verdictOfKey[event.key];
    const step = stepOfKey[event.key];
    if (step !== undefined) {
      event.preventDefault();
      // The first press goes to where one is.
      keys.onMove(isInList() ? step : 0);
    } else if (verdict !== undefined) {
      event.preventDefault();
      keys.onDecide(verdict);
    } else if (event.key === 'a') {
      keys.onObvious();
    } else if (event.key === 'b') {
      keys.onBulk();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const { key } = keys;
  const comeBack = useEffectEvent(() => {
    if (keys.hasDecided && document.activeElement === document.body) {
      keys.onMove(0);
    }
  });
  useEffect(() => {
    if (key !== '') {
      comeBack();
    }
  }, [key]);
}

function isInList(): boolean {
  const list = document.activeElement?.closest('[data-pairs]');
  return list !== null && list !== undefined;
}

/** Somebody types, or answers a question that is open. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('dialog, select, textarea, input:not([type=checkbox])') !== null
  );
}
