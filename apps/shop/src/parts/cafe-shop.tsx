// A café in a line or two: how far, how long, open or not; in words, which colour only repeats.
import { Badge, formatDistance, formatMoment, formatTime, Icon, useLanguage } from '@engawa/ui';
import { useEffect } from 'react';
import { useRevalidator } from 'react-router';
import type { CafeShop } from '../../../../server/storefront/contract-cafe.ts';
import { useCafeWords } from '../words/cafe.ts';

/** Wait, distance and hours of a café. */
export function CafeFacts({ shop }: { readonly shop: CafeShop }) {
  const say = useCafeWords();
  const language = useLanguage();
  const hours =
    shop.changesAt === null
      ? ''
      : shop.isOpen
        ? say.until(formatTime(shop.changesAt))
        : say.opens(formatMoment(shop.changesAt, language));
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <span
        className={`inline-flex items-center gap-1 ${shop.waitMinutes === null ? '' : 'font-bold text-ai'}`}
      >
        <Icon name="clock" size={16} />
        {waitOf(shop, say)}
      </span>
      {hours === '' ? null : <span>{hours}</span>}
      {shop.distanceM === null ? null : <span>{say.away(formatDistance(shop.distanceM))}</span>}
      {shop.isFar ? <Badge tone="now">{say.far}</Badge> : null}
      {shop.hasSeats ? <Badge>{say.seats}</Badge> : null}
    </p>
  );
}

function waitOf(shop: CafeShop, say: ReturnType<typeof useCafeWords>): string {
  if (shop.isPaused) {
    return say.paused;
  }
  if (shop.waitMinutes !== null) {
    return say.wait(shop.waitMinutes);
  }
  return shop.isOpen ? say.full : say.closed;
}

/** Told before she pays: the café that she chose is far from where she is. */
export function FarWarning({ shop }: { readonly shop: CafeShop }) {
  const say = useCafeWords();
  return shop.isFar && shop.distanceM !== null ? (
    <p role="alert" className="flex gap-2 rounded-md bg-kaki-mist p-4 text-kaki">
      <span className="mt-1">
        <Icon name="alert" />
      </span>
      <span>{say.farMore(formatDistance(shop.distanceM))}</span>
    </p>
  ) : null;
}

/** What sells out at this café or comes back is on the page at once. */
export function useLiveMenu(placeId: string): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const source = new EventSource(`/api/kitchen/shops/${placeId}/stream`);
    const renew = () => void revalidate();
    source.addEventListener('moment', renew);
    source.addEventListener('reset', renew);
    return () => source.close();
  }, [placeId, revalidate]);
}
