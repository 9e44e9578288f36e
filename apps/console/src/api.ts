// What the rooms share: the client, the cache of answers, and the live log that keeps it fresh.
import { createEngawaClient, type LoggedEvent, Refused, Unreachable } from '@engawa/client';
import { storedLanguage } from '@engawa/ui/work';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { moduleOf } from './log/feed.ts';
import { createLiveLog } from './log/live-log.ts';

export const api = createEngawaClient({ language: storedLanguage });

/** The query that says who is signed in. */
export const meKey = ['me'] as const;

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A session that ended is found out by whichever question comes first.
      if (isSignedOut(error) && query.queryKey[0] !== meKey[0]) {
        void queries.invalidateQueries({ queryKey: meKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      // A server on this machine answers without any network.
      networkMode: 'always',
      retry: (_count, error) => isPassing(error),
      retryDelay: (count) => Math.min(250 * 2 ** count, 1000),
      staleTime: 10_000,
    },
    mutations: { networkMode: 'always' },
  },
});

export const liveLog = createLiveLog(api, () => void queries.invalidateQueries());

export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

/** Whether the same question may get an answer in a moment. */
function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && error.status === 503);
}

const refreshMs = 300;

/** Answers about several modules at once, and whose moments make them old. */
const alsoStale: Readonly<Record<string, readonly string[]>> = {
  // What an order holds and sells is told by its own moment alone.
  orders: ['today', 'stock', 'stock-alerts', 'stock-totals', 'payments'],
  bookings: ['today'],
  customers: ['today'],
  stock: ['stock-alerts', 'stock-totals'],
  places: ['path'],
  devices: ['path'],
  ledger: ['path'],
  imports: ['path', 'today', 'stock-alerts'],
};

/**
 * Asks again what a batch of moments has made old: an order's moment, the orders. At most once in
 * `refreshMs`, and at once when it was quiet. Answers how to stop.
 */
export function refreshOnMoments(): () => void {
  const stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    timer = undefined;
    if (stale.size === 0) {
      return;
    }
    for (const key of stale) {
      void queries.invalidateQueries({ queryKey: [key] });
    }
    stale.clear();
    timer = setTimeout(refresh, refreshMs);
  };
  const stop = liveLog.hear((events: readonly LoggedEvent[]) => {
    for (const event of events) {
      const module = moduleOf(event.type);
      for (const key of [module, ...(alsoStale[module] ?? [])]) {
        stale.add(key);
      }
      if (event.recordid !== null) {
        stale.add('timeline');
      }
    }
    if (timer === undefined) {
      refresh();
    }
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
