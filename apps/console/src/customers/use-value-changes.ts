// One customer's value, live: it is asked again at once when a moment of one of her records has changed it, not when the
// room is refreshed with everything else.
import { askInTurn } from '@engawa/client';
import { useEffect, useRef } from 'react';
import { liveLog } from '../api.ts';
import { moduleOf } from '../log/feed.ts';

const changes: ReadonlySet<string> = new Set(['ledger', 'loyalty', 'offers']);

export function useValueChanges(
  recordIds: readonly string[],
  onChange: () => Promise<unknown>,
): void {
  const now = useRef({ recordIds, onChange });
  useEffect(() => {
    now.current = { recordIds, onChange };
  });
  useEffect(() => {
    const heard = askInTurn(() => now.current.onChange());
    return liveLog.hear((events) => {
      const isHers = events.some(
        ({ type, recordid }) =>
          recordid !== null &&
          changes.has(moduleOf(type)) &&
          now.current.recordIds.includes(recordid),
      );
      if (isHers) {
        void heard();
      }
    });
  }, []);
}
