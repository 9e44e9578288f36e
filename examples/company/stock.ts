// What lies where after the last day: a handful in a shop, more on the web, most in the warehouse; some of it low,
// some of it gone, as on any morning.
import type { Article } from './articles.ts';
import { assortmentOf } from './assortments.ts';
import { createRandom, type Random } from './random.ts';
import type { Shop } from './shops.ts';

export type Level = {
  /** Index of the shop and of the article. */
  readonly shop: number;
  readonly article: number;
  readonly quantity: number;
  /** Days before the last day that somebody counted it; undefined when nobody has. */
  readonly countedDaysAgo?: number;
  /** Pieces that came and as many that went since that count. */
  readonly turnedOver?: number;
  /** What is eaten: what of it came when, the first to go off first; together they are the quantity. */
  readonly lots?: readonly Lot[];
};

export type Lot = {
  readonly code: string;
  /** The last good day, in days after the last day; below zero it is over. */
  readonly goodForDays: number;
  readonly quantity: number;
};

const goneShare = 0.03;
const lowShare = 0.07;
/** Shops count about half of their shelves in rounds; few of the others turn over much meanwhile. */
const countedShare = 0.5;
const busyShare = 0.12;
const foodCategories = new Set(['pantry', 'tea']);
/** From this on there are two deliveries on the shelf. */
const twoLotsFrom = 4;

export function makeStock(input: {
  readonly seed: number;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
}): Level[] {
  const random = createRandom(input.seed, 'stock');
  // A stream of its own, so that quantities stay what they are.
  const care = createRandom(input.seed, 'stock care');
  return input.shops.flatMap((shop, shopIndex) =>
    assortmentOf(input, shopIndex).map((article): Level => {
      const { kind, weight, category } = input.articles[article] ?? {
        kind: 'goods',
        weight: 1,
        category: '',
      };
      const usual =
        shop.kind === 'warehouse' ? 60 : shop.kind === 'web' ? 18 : kind === 'menu' ? 90 : 4;
      const chance = random.next();
      const full = Math.max(
        2,
        Math.round(usual * (0.5 + random.next()) * Math.min(3, 0.7 + weight * 0.5)),
      );
      const quantity =
        chance < goneShare ? 0 : chance < goneShare + lowShare ? random.int(1, 2) : full;
      const isFood = kind === 'goods' && foodCategories.has(category);
      return {
        shop: shopIndex,
        article,
        quantity,
        ...(isFood ? { lots: lotsOf(care, quantity) } : countOf(care)),
      };
    }),
  );
}

function countOf(care: Random): Pick<Level, 'countedDaysAgo' | 'turnedOver'> {
  if (!care.chance(countedShare)) {
    return {};
  }
  const countedDaysAgo = care.int(2, 180);
  return care.chance(busyShare)
    ? { countedDaysAgo, turnedOver: care.int(10, 60) }
    : { countedDaysAgo };
}

/** Most is good for months; a little goes off within the week, and now and then somebody has overlooked a date. */
function lotsOf(care: Random, quantity: number): Lot[] {
  const near = care.chance(0.05) ? care.int(-2, 7) : care.int(20, 200);
  const first = quantity < twoLotsFrom ? quantity : Math.ceil(quantity / 3);
  const lot = (goodForDays: number, pieces: number) => ({
    code: `L${care.int(100, 999)}-${goodForDays + 400}`,
    goodForDays,
    quantity: pieces,
  });
  return [lot(near, first), lot(near + care.int(30, 180), quantity - first)].filter(
    (each) => each.quantity > 0,
  );
}
