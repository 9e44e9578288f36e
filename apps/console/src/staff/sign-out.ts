import { doneOf, Refused } from '@engawa/client';
import type { QueryClient } from '@tanstack/react-query';
import { api, meKey } from '../api.ts';

/** Ends the session and forgets what was read with it. */
export async function signOut(queries: QueryClient): Promise<void> {
  try {
    await doneOf(api.POST('/api/staff/sign-out'));
  } catch (error) {
    // A session that has already ended is what was wanted.
    if (!(error instanceof Refused && error.status === 401)) {
      throw error;
    }
  }
  queries.clear();
  await queries.invalidateQueries({ queryKey: meKey });
  globalThis.location.assign(`${import.meta.env.BASE_URL}sign-in`);
}
