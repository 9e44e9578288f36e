// Which articles a place has: a web shop all of its brand but the menu, a café its menu and some tea, a shop a part
// of its brand that is its own, the warehouse everything that can be sent.
import type { Article } from './articles.ts';
import { createRandom } from './random.ts';
import type { Shop } from './shops.ts';

type Carried = {
  readonly seed: number;
  readonly shops: readonly Shop[];
  readonly articles: readonly Article[];
};

/** Indexes of the articles that the shop with this index has. */
export function assortmentOf({ seed, shops, articles }: Carried, shopIndex: number): number[] {
  const shop = shops[shopIndex];
  if (shop === undefined) {
    return [];
  }
  const random = createRandom(seed, `assortment ${shop.code}`);
  return articles.flatMap((article, index) =>
    carries(shop, article, random.next()) ? [index] : [],
  );
}

function carries(shop: Shop, article: Article, chance: number): boolean {
  if (article.kind === 'fee') {
    return false;
  }
  if (shop.kind === 'warehouse') {
    return article.kind === 'goods';
  }
  if (article.kind === 'menu') {
    return shop.kind === 'cafe';
  }
  if (article.brand !== shop.brand) {
    return false;
  }
  // What sells well is in more shops.
  return (
    shop.kind === 'web' ||
    shop.assortment === 1 ||
    chance < shop.assortment * (0.6 + 0.4 * Math.min(3, article.weight))
  );
}
