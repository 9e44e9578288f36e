import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';

export type Factors = Answer<'/api/staff/second-factor'>;

export const factorsKey = ['second-factor'] as const;

/** One's own second factors. */
export function useFactors() {
  return useQuery({
    queryKey: factorsKey,
    queryFn: () => answerOf(api.GET('/api/staff/second-factor')),
  });
}
