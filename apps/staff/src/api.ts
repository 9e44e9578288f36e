// What the screens share: the client and the cache of answers.
import { createEngawaClient, Refused, Unreachable } from '@engawa/client';
import { storedLanguage } from '@engawa/ui/work';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { stopWrites } from './practice/practice.ts';

export const api = createEngawaClient({ language: storedLanguage });
api.use(stopWrites);

/** The query that says who is signed in. */
export const meKey = ['me'] as const;

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isSignedOut(error) && query.queryKey[0] !== meKey[0]) {
        void queries.invalidateQueries({ queryKey: meKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      // The shop's own server answers without any internet, and what was kept without any server.
      networkMode: 'always',
      retry: (count, error) => count < 1 && isPassing(error),
      retryDelay: 400,
      staleTime: 10_000,
      gcTime: 30 * 60_000,
    },
    mutations: { networkMode: 'always' },
  },
});

export function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && error.status === 503);
}
