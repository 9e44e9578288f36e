import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api, meKey } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';

export type Me = Answer<'/api/staff/me'>;

/** Who is signed in; without a line, who was. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: () => askOrRemember(meKey, () => answerOf(api.GET('/api/staff/me'))),
    staleTime: 60_000,
  });
}
