// Points and stamps that customers hold after the last day: one point for each ¥100, some of them spent, the rest good
// until a year after the last visit; in the cafés a stamp a visit, ten to a card.
import type { Article } from './articles.ts';
import type { Order } from './orders.ts';
import { createRandom } from './random.ts';
import { dayMs } from './rhythm.ts';
import type { Shop } from './shops.ts';

export type Held = {
  readonly customerKey: string;
  readonly amount: number;
  /** Milliseconds since 1970; null for what does not expire. */
  readonly expiresAt: number | null;
};

const yenForPoint = 100;
const stampsOnCard = 10;

export function makeValue(input: {
  readonly seed: number;
  readonly lastDay: number;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
  readonly orders: readonly Order[];
}): { readonly points: readonly Held[]; readonly stamps: readonly Held[] } {
  const random = createRandom(input.seed, 'value');
  const end = (input.lastDay + 1) * dayMs;
  const yen = new Map<string, number>();
  const cafeVisits = new Map<string, number>();
  const lastVisit = new Map<string, number>();
  for (const order of input.orders) {
    if (
      order.customerKey === undefined ||
      order.kind === 'cancelled' ||
      order.at < end - 365 * dayMs
    ) {
      continue;
    }
    const key = order.customerKey;
    const worth = order.lines.reduce(
      (sum, line) => sum + line.quantity * (input.articles[line.article]?.priceYen ?? 0),
      -order.couponYen,
    );
    yen.set(key, (yen.get(key) ?? 0) + worth);
    lastVisit.set(key, order.at);
    if (input.shops[order.shop]?.kind === 'cafe' && order.kind === 'sale') {
      cafeVisits.set(key, (cafeVisits.get(key) ?? 0) + 1);
    }
  }
  const points = [...yen].flatMap(([customerKey, worth]): Held[] => {
    const amount = Math.floor((worth / yenForPoint) * (random.chance(0.3) ? random.next() : 1));
    return amount <= 0
      ? []
      : [
          {
            customerKey,
            amount,
            expiresAt: endOfMonthAfterYear(lastVisit.get(customerKey) ?? end),
          },
        ];
  });
  const stamps = [...cafeVisits].flatMap(([customerKey, visits]): Held[] =>
    visits % stampsOnCard === 0
      ? []
      : [{ customerKey, amount: visits % stampsOnCard, expiresAt: null }],
  );
  return { points, stamps };
}

/** Midnight in Japan at the end of the month, a year after. */
function endOfMonthAfterYear(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth() + 1, 1) - 9 * 3_600_000;
}
