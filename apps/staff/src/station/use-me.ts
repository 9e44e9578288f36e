import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, meKey } from '../api.ts';
import { useFollowing } from '../log/live.ts';
import { askOrRemember } from '../offline/memory.ts';

const sessionCheckMs = 5000;

export type Me = Answer<'/api/staff/me'>;

/** Who is signed in; without a line, who was. */
export function useMe() {
  const isAway = useFollowing() === 'retrying';
  return useQuery({
    queryKey: meKey,
    queryFn: () => askOrRemember(meKey, () => answerOf(api.GET('/api/staff/me'))),
    staleTime: 60_000,
    // A stream cannot say why it broke; the session may have ended.
    refetchInterval: isAway ? sessionCheckMs : false,
  });
}
