import { type Answer, answerOf, Refused, Unreachable } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, meKey, queries } from '../api.ts';
import { useFollowing } from '../log/live.ts';
import { askOrRemember, type Remembered } from '../offline/memory.ts';
import { awayClerk, setAwayClerk } from './away-clerk.ts';
import { lock } from './lock.ts';

const sessionCheckMs = 5000;

export type Me = Answer<'/api/staff/me'>;

/**
 * Who is signed in; without a line, who took over or who was. When the house answers while somebody has taken over
 * without it, the tablet is locked: the session is another's.
 */
async function askMe(): Promise<Remembered<Me>> {
  const clerk = awayClerk();
  if (clerk === null) {
    return askOrRemember(meKey, () => answerOf(api.GET('/api/staff/me')));
  }
  try {
    const me = await answerOf(api.GET('/api/staff/me'));
    // Unless the house has seen the PIN while it was asked: then the answer is about the session of before.
    if (me.id !== clerk.id && awayClerk() !== null) {
      lock();
    }
    setAwayClerk(null);
    return { data: me, savedAt: null };
  } catch (error) {
    if (error instanceof Unreachable) {
      return { data: clerk, savedAt: Date.now() };
    }
    if (error instanceof Refused && error.status === 401) {
      setAwayClerk(null);
    }
    throw error;
  }
}

/** Who is at the tablet. */
export function useMe() {
  const isAway = useFollowing() === 'retrying';
  useEffect(() => {
    // With the line back, at once: until then the session is that of the one before.
    if (!isAway && awayClerk() !== null) {
      void queries.invalidateQueries({ queryKey: meKey });
    }
  }, [isAway]);
  return useQuery({
    queryKey: meKey,
    queryFn: askMe,
    staleTime: 60_000,
    // A stream cannot say why it broke; the session may have ended.
    refetchInterval: () => (isAway || awayClerk() !== null ? sessionCheckMs : false),
  });
}
