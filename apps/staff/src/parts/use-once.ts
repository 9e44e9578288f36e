// A finger that trembles presses twice before the page has drawn anything, and what it began is not written yet: the
// second press does nothing. A button that is drawn as disabled comes too late for that.
import { useCallback, useRef } from 'react';

/** Runs what it is given, unless something it was given before is still under way. */
export function useOnce(): (work: () => Promise<void>) => Promise<void> {
  const isUnderWay = useRef(false);
  return useCallback(async (work) => {
    if (isUnderWay.current) {
      return;
    }
    isUnderWay.current = true;
    try {
      await work();
    } finally {
      isUnderWay.current = false;
    }
  }, []);
}
