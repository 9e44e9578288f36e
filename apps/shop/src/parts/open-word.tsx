// Whether a shop is open now, and until when.
import { formatDistance, formatMoment, formatTime, useLanguage } from '@engawa/ui';
import type { NearPlace } from '../../../../server/storefront/contract.ts';
import { useWords } from '../words/use-words.ts';

export function OpenWord({ place }: { readonly place: NearPlace }) {
  const words = useWords();
  const language = useLanguage();
  const { isOpen, changesAt } = place;
  return (
    <span className="text-sm text-ink-soft">
      <span className={isOpen ? 'font-bold text-ai' : ''}>
        {isOpen ? words.place.open : words.place.closed}
      </span>
      {changesAt === null ? '' : ' '}
      {changesAt === null
        ? ''
        : isOpen
          ? words.place.until(formatTime(changesAt))
          : words.place.opens(formatMoment(changesAt, language))}
    </span>
  );
}

export function Distance({ place }: { readonly place: NearPlace }) {
  const words = useWords();
  return place.distanceM === null ? null : (
    <span className="text-sm text-ink-soft">
      {words.place.away(formatDistance(place.distanceM))}
    </span>
  );
}
