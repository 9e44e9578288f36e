// One wish, one key: pressed twice before the page has drawn anything, or sent again after a lost line, it is done once,
// since the server answers a key that it knows with what was done.
import { useRef } from 'react';

export function useWishKey() {
  const kept = useRef<{ readonly wish: string; readonly key: string }>(undefined);
  return {
    /** The idempotency key of a wish: the same until it is done, another for another wish. */
    keyOf: (wish: unknown): string => {
      const text = JSON.stringify(wish);
      if (kept.current?.wish !== text) {
        kept.current = { wish: text, key: crypto.randomUUID() };
      }
      return kept.current.key;
    },
    /** The next wish is a new one, even if it reads the same. */
    done: () => {
      kept.current = undefined;
    },
  };
}
