// One customer's value, live, as long as it is looked at: the house says that it changed, and what changed is asked again,
// one question after the other, so that an older answer never comes over a newer one.
import { askInTurn } from '@engawa/client';
import { useEffect, useRef } from 'react';

const againMs = 5000;

/** Calls when points, stamps or coupons of a customer have changed, and when the line stands. */
export function useValueChanges(recordId: string | null, onChange: () => Promise<unknown>): void {
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (recordId === null) {
      return undefined;
    }
    const source = new EventSource(`/api/loyalty/customers/${recordId}/stream`);
    const heard = askInTurn(() => change.current());
    source.addEventListener('moment', () => void heard());
    // There may have been more before the line stood, the first time too.
    source.addEventListener('ready', () => void heard());
    // What only matures is told by no moment of its own.
    const again = setInterval(() => void heard(), againMs);
    return () => {
      clearInterval(again);
      source.close();
    };
  }, [recordId]);
}
