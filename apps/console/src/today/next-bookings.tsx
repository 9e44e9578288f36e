import { useTimes } from '../house/use-house.ts';
import { usePlaceName } from '../places/use-places.ts';
import { useSpeech, useWords } from '../words/words.ts';
import { Card } from './card.tsx';
import type { Today } from './use-overview.ts';

export function NextBookings({ today }: { readonly today: Today }) {
  const words = useWords();
  const times = useTimes();
  const { language } = useSpeech();
  const placeName = usePlaceName();
  if (today.bookings === null || today.bookings.total === 0) {
    return null;
  }
  const { next } = today.bookings;
  return (
    <Card title={words.today.nextBookings}>
      {next.length === 0 && <p className="text-ink-soft">{words.today.noBookings}</p>}
      <ol>
        {next.map(({ id, startsAt, resource, placeId, partySize }) => (
          <li className="flex gap-4 border-line border-t py-2 first:border-t-0" key={id}>
            <time className="font-bold" dateTime={startsAt}>
              {times.hour(startsAt)}
            </time>
            <span className="min-w-0">
              {language === 'en' && resource.en !== null ? resource.en : resource.ja}
              <span className="block text-ink-soft text-sm">
                {[placeName(placeId) ?? '', words.today.people(String(partySize))]
                  .filter((part) => part !== '')
                  .join(words.moments.separator)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
