// The places of the house, kept for offline: their names, and the time zone of the shop this tablet stands in.
import { type Answer, answerOf } from '@engawa/client';
import {
  formatCount,
  formatDate,
  formatDay,
  formatMoment,
  formatMoney,
  formatTime,
} from '@engawa/ui';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { askOrRemember } from '../offline/memory.ts';
import { useSpeech } from '../words/words.ts';
import { useStation } from './station.ts';

export type Place = Answer<'/api/places'>['places'][number];

const key = ['places'] as const;

export function usePlaces() {
  return useQuery({
    queryKey: key,
    queryFn: () =>
      askOrRemember(key, async () => {
        const query = { limit: 2000 };
        return (await answerOf(api.GET('/api/places', { params: { query } }))).places;
      }),
    staleTime: 5 * 60_000,
  });
}

/** The shop this tablet stands in, once it is known. */
export function useOwnPlace(): Place | undefined {
  const station = useStation();
  return usePlaces().data?.data.find((place) => place.id === station?.placeId);
}

/** The name of a place in the reader's language. */
export function usePlaceName(): (placeId: string) => string | undefined {
  const { language } = useSpeech();
  const places = usePlaces().data?.data;
  return (placeId) => {
    const name = places?.find((place) => place.id === placeId)?.name;
    return (language === 'en' ? name?.en : undefined) ?? name?.ja;
  };
}

/** Amounts in the currency of the shop this tablet stands in. */
export function useShopMoney(): (amountMinor: number) => string {
  const place = useOwnPlace();
  return (amountMinor) =>
    place === undefined ? formatCount(amountMinor) : formatMoney(amountMinor, place.currency);
}

/** Times in the language of the reader and the time zone of the shop. */
export function useTimes() {
  const { language } = useSpeech();
  const timeZone = useOwnPlace()?.timeZone ?? 'Asia/Tokyo';
  return {
    timeZone,
    /** Of a day without a time, `2026-11-24`. */
    date: (day: string) => formatDate(day, language),
    day: (iso: string) => formatDay(iso, language, timeZone),
    hour: (iso: string) => formatTime(iso, timeZone),
    moment: (iso: string) => formatMoment(iso, language, timeZone),
  };
}
