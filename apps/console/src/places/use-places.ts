import { answerOf } from '@engawa/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api.ts';
import { useSpeech } from '../words/words.ts';

export function usePlaces() {
  return useQuery({
    queryKey: ['places'],
    queryFn: () => answerOf(api.GET('/api/places', { params: { query: { limit: 2000 } } })),
    staleTime: 60_000,
  });
}

/** The name of a place by its id, in the reader's language where it has one. */
export function usePlaceName(): (placeId: string) => string | undefined {
  const { language } = useSpeech();
  const { data } = usePlaces();
  return useMemo(() => {
    const names = new Map(
      data?.places.map(({ id, name }) => [
        id,
        language === 'en' && name.en !== null ? name.en : name.ja,
      ]),
    );
    return (placeId) => names.get(placeId);
  }, [data, language]);
}
