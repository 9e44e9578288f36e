// A page takes scans from the moment in which it can be seen, as what it is at that moment: an effect after the painting
// would leave a while in which a piece is held before the reader and nobody, or what the page was before, takes it.
import { useLayoutEffect, useRef } from 'react';
import { claimScans } from './claim-scans.ts';

/** Hands what is scanned to this page as long as it is there. `isEvery` as of claimScans. */
export function useScans(take: (raw: string) => void, { isEvery = false } = {}): void {
  const latest = useRef(take);
  useLayoutEffect(() => {
    latest.current = take;
  });
  useLayoutEffect(() => claimScans((raw) => latest.current(raw), { isEvery }), [isEvery]);
}
