// What lies where after the last day: a handful in a shop, more on the web, most in the warehouse; some of it low,
// some of it gone, as on any morning.
import type { Article } from './articles.ts';
import { assortmentOf } from './assortments.ts';
import { createRandom } from './random.ts';
import type { Shop } from './shops.ts';

export type Level = {
  /** Index of the shop and of the article. */
  readonly shop: number;
  readonly article: number;
  readonly quantity: number;
};

const goneShare = 0.03;
const lowShare = 0.07;

export function makeStock(input: {
  readonly seed: number;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
}): Level[] {
  const random = createRandom(input.seed, 'stock');
  return input.shops.flatMap((shop, shopIndex) =>
    assortmentOf(input, shopIndex).map((article): Level => {
      const { kind, weight } = input.articles[article] ?? { kind: 'goods', weight: 1 };
      const usual =
        shop.kind === 'warehouse' ? 60 : shop.kind === 'web' ? 18 : kind === 'menu' ? 90 : 4;
      const chance = random.next();
      const full = Math.max(
        2,
        Math.round(usual * (0.5 + random.next()) * Math.min(3, 0.7 + weight * 0.5)),
      );
      const quantity =
        chance < goneShare ? 0 : chance < goneShare + lowShare ? random.int(1, 2) : full;
      return { shop: shopIndex, article, quantity };
    }),
  );
}
