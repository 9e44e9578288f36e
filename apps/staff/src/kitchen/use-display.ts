// The display of this kitchen, kept for when the line is away, with the steps that wait laid over it: what was pressed is on
// the screen at once, whether the house has heard of it or not.
import { type Answer, answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { applySteps, useSteps } from './steps.ts';

export type Display = Answer<'/api/kitchen/display'>;
export type Ticket = Display['tickets'][number];
export type Cup = Ticket['cups'][number];

function displayKey(placeId: string) {
  return ['kitchen', 'display', placeId] as const;
}

const askAgainMs = 30_000;

export function useDisplay(placeId: string) {
  const steps = useSteps();
  const key = displayKey(placeId);
  const query = useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, async () => {
        const params = { query: { placeId } };
        const display = await answerOf(api.GET('/api/kitchen/display', { params }));
        // The clock of a tablet may be wrong; the house's is asked with each answer.
        return { ...display, aheadMs: Date.parse(display.at) - Date.now() };
      }),
    refetchInterval: askAgainMs,
  });
  return {
    ...query,
    data:
      query.data === undefined
        ? undefined
        : { ...query.data, data: applySteps(query.data.data, steps) },
  } as typeof query;
}

/** The time of the house, anew every few seconds. */
export function useHouseClock(aheadMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  return now + aheadMs;
}
