import { answerOf } from '@engawa/client';
import { formatClock, formatDay, formatMoment, formatTime, formatWeekday } from '@engawa/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useSpeech } from '../words/words.ts';

export function useHouse() {
  return useQuery({
    queryKey: ['house'],
    queryFn: () => answerOf(api.GET('/api/house')),
    staleTime: 60_000,
  });
}

/** Dates and times in the language of the reader and the time zone of the house. */
export function useTimes() {
  const { language } = useSpeech();
  const timeZone = useHouse().data?.timeZone ?? 'Asia/Tokyo';
  return {
    clock: (iso: string) => formatClock(iso, timeZone),
    day: (iso: string) => formatDay(iso, language, timeZone),
    hour: (iso: string) => formatTime(iso, timeZone),
    moment: (iso: string) => formatMoment(iso, language, timeZone),
    weekday: (iso: string) => formatWeekday(iso, language, timeZone),
  };
}

/** The currency in which the house reckons what is earned and given. */
export function useCurrency(): string {
  return useHouse().data?.currency ?? 'JPY';
}
