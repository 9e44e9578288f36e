// The hour at which somebody buys: on the web as measured on the web, in a shop as measured at the grocer's, within
// the shop's own hours. Times of the company are Japan's, which has no summer time.
import { completeJourney, onlineRetail } from './figures.ts';
import { createDeck, type Random, type Weighted, weightsOf } from './random.ts';
import type { Shop } from './shops.ts';

const japanMs = 9 * 3_600_000;

/** The curve that a shop's orders follow, 0 to 23. */
export function hourWeights({ hours }: Pick<Shop, 'hours'>): Weighted {
  if (hours === undefined) {
    return weightsOf(onlineRetail.ordersByHour);
  }
  return weightsOf(completeJourney.basketsByHour).filter(
    ([hour]) => hour >= hours.opens && hour < hours.closes,
  );
}

/** A moment of the day in a shop: milliseconds from midnight UTC of the Japanese day's date. */
export function createClock(random: Random, shops: readonly Shop[]) {
  const decks = new Map<string, () => number>();
  const deckOf = shops.map((shop) => {
    const key = shop.hours === undefined ? 'web' : `${shop.hours.opens}-${shop.hours.closes}`;
    const deck = decks.get(key) ?? createDeck(random, hourWeights(shop));
    decks.set(key, deck);
    return deck;
  });
  return {
    momentMs: (shop: number): number =>
      (deckOf[shop]?.() ?? 12) * 3_600_000 + random.int(0, 3599) * 1000 - japanMs,
  };
}
