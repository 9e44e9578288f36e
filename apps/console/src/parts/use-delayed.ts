// A deed that cannot be taken back waits a few seconds before it is done, and can be called off until then.
// Leaving the page does it at once: nobody's word is lost.
import { useCallback, useEffect, useRef, useState } from 'react';

export type Delayed<Deed> = {
  /** What is waiting, and how many whole seconds it still waits. */
  readonly waiting: { readonly deed: Deed; readonly seconds: number } | undefined;
  readonly begin: (deed: Deed) => void;
  readonly callOff: () => void;
};

const tickMs = 1000;

export function useDelayed<Deed>(seconds: number, act: (deed: Deed) => void): Delayed<Deed> {
  const [waiting, setWaiting] = useState<{ readonly deed: Deed; readonly seconds: number }>();
  const latest = useRef({ waiting, act });
  useEffect(() => {
    latest.current = { waiting, act };
  }, [waiting, act]);
  useEffect(() => {
    if (waiting === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => {
      if (waiting.seconds > 1) {
        setWaiting({ ...waiting, seconds: waiting.seconds - 1 });
      } else {
        setWaiting(undefined);
        latest.current.act(waiting.deed);
      }
    }, tickMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  useEffect(
    () => () => {
      const left = latest.current;
      if (left.waiting !== undefined) {
        left.act(left.waiting.deed);
      }
    },
    [],
  );
  const begin = useCallback((deed: Deed) => setWaiting({ deed, seconds }), [seconds]);
  const callOff = useCallback(() => setWaiting(undefined), []);
  return { waiting, begin, callOff };
}
