// The example company 縁側商店, whole and in memory: the same seed and the same last day give the same company.
import { type Article, makeArticles } from './articles.ts';
import { makeOrders, makeToday, type Order } from './orders.ts';
import { type Duplicate, makeDuplicates, makePeople, type Person } from './people.ts';
import { dayMs, makeRhythm } from './rhythm.ts';
import { makeShops, type Shop } from './shops.ts';
import { type Level, makeStock } from './stock.ts';
import { type Held, makeValue } from './value.ts';

export type Registration = {
  readonly person: Person;
  /** Index of the shop of the first visit. */
  readonly shop: number;
  /** Milliseconds since 1970. */
  readonly registeredAt: number;
};

export type Company = {
  readonly seed: number;
  /** ISO day: the last full day of its history. */
  readonly lastDay: string;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
  /** People once each; `registrations` has the second cards too. */
  readonly people: readonly Person[];
  readonly duplicates: readonly Duplicate[];
  readonly registrations: readonly Registration[];
  readonly orders: readonly Order[];
  /** The day after the last day, whole. */
  readonly today: readonly Order[];
  readonly stock: readonly Level[];
  readonly points: readonly Held[];
  readonly stamps: readonly Held[];
};

/** The stamp card of the cafés. */
export const stampCard = 'chabo';

/** What a coupon is called on a receipt; it is an article without a shelf. */
export const couponArticle = { code: 'COUPON', name: 'クーポン値引き', nameEn: 'Coupon' } as const;

/**
 * Makes the company. `lastDay` is an ISO day, the last full day of its history; `share` makes a smaller one of the
 * same kind, for tests. The whole takes one to two seconds.
 */
export function generateCompany(seed: number, lastDay = '2026-10-31', share = 1): Company {
  const lastEpochDay = Date.parse(`${lastDay}T00:00:00Z`) / dayMs;
  if (!Number.isInteger(lastEpochDay)) {
    throw new Error(`"${lastDay}" is no day; write it as 2026-10-31`);
  }
  const shops = makeShops(seed);
  const articles = makeArticles(seed, share);
  const { people: count, visits } = makeRhythm(seed, lastEpochDay, share);
  const people = makePeople(seed, shops, count, Number(lastDay.slice(0, 4)));
  const duplicates = makeDuplicates(seed, shops, people);
  const base = { seed, lastDay: lastEpochDay, shops, articles };
  const comings = { ...base, people, duplicates, visits };
  const orders = makeOrders(comings);
  return {
    seed,
    lastDay,
    shops,
    articles,
    people,
    duplicates,
    registrations: register(lastEpochDay, people, duplicates, orders),
    orders,
    today: makeToday(comings),
    stock: makeStock(base),
    ...makeValue({ ...base, orders }),
  };
}

/** Everybody registers a minute before her first order with the card; who never bought, evenly over the two years. */
function register(
  lastDay: number,
  people: readonly Person[],
  duplicates: readonly Duplicate[],
  orders: readonly Order[],
): Registration[] {
  const first = new Map<string, Order>();
  for (const order of orders) {
    if (order.customerKey !== undefined && !first.has(order.customerKey)) {
      first.set(order.customerKey, order);
    }
  }
  const cards = [
    ...people.map((person) => ({ person, shop: person.homeShop })),
    ...duplicates.map(({ person, atShop }) => ({ person, shop: atShop })),
  ];
  return cards.map(({ person, shop }, index) => {
    const order = first.get(person.key);
    return {
      person,
      shop: order?.shop ?? shop,
      registeredAt:
        order === undefined
          ? (lastDay - 720 + ((index * 389) % 720)) * dayMs + 4 * 3_600_000
          : order.at - 60_000,
    };
  });
}
