// At which till and by whom something is done, and how the place sells: kept for days without a line.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { useStation } from '../station/station.ts';
import { useMe } from '../station/use-me.ts';
import { beginClock } from './book/clock.ts';
import { forgetOldEntries } from './book/entries.ts';
import type { Counter } from './book/record.ts';
import { syncSoon } from './book/sync.ts';
import { openShelf, refreshShelf } from './shelf/shelf.ts';
import { useTill } from './till-state.ts';

export type TillHead = Answer<'/api/tills/head'>;

let hasBegun = false;

async function begin(): Promise<void> {
  await beginClock();
  await navigator.storage?.persist?.();
  await forgetOldEntries();
  globalThis.addEventListener('online', () => {
    syncSoon();
    refreshShelf();
  });
  syncSoon();
}

/** Opens catalogue and book for this page; again and again the same. */
export function useTillOpened(): void {
  const placeId = useStation()?.placeId;
  useEffect(() => {
    if (!hasBegun) {
      hasBegun = true;
      void begin();
    }
    if (placeId !== undefined) {
      openShelf(placeId);
    }
  }, [placeId]);
}

export function useHead(): TillHead | undefined {
  const placeId = useStation()?.placeId ?? '';
  const key = ['till', 'head', placeId];
  const head = useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, () =>
        answerOf(api.GET('/api/tills/head', { params: { query: { placeId } } })),
      ),
    staleTime: 5 * 60_000,
  });
  return head.data?.data;
}

/** Undefined as long as no drawer is open. */
export function useCounter(): Counter | undefined {
  const { drawer, isPractice } = useTill();
  const placeId = useStation()?.placeId;
  const me = useMe().data?.data;
  if (placeId === undefined || (drawer === null && !isPractice)) {
    return undefined;
  }
  return {
    placeId,
    drawerId: drawer?.drawerId ?? '',
    till: drawer?.till ?? '',
    staffId: me?.id ?? null,
    clerk: me?.name ?? null,
    isPractice,
  };
}
