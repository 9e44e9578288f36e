// What lies in a basket: as many different articles as measured, as many of each as measured, chosen from what the
// place has. Articles of one basket hang together, and who bought tea or rice buys the same again.
import type { Article } from './articles.ts';
import { assortmentOf } from './assortments.ts';
import { completeJourney, onlineRetail } from './figures.ts';
import type { OrderInput } from './orders.ts';
import { createChooser, createDeck, type Random } from './random.ts';

export type Line = {
  /** Index of the article. */
  readonly article: number;
  /** Below zero for what came back. */
  readonly quantity: number;
};

type Shelf = {
  readonly articles: readonly number[];
  readonly has: ReadonlySet<number>;
  readonly choose: () => number;
  readonly byCategory: ReadonlyMap<string, () => number>;
};

const sameCategoryChance = 0.45;
const sameAgainChance = 0.35;
const outOfSeasonChance = 0.25;
const articlesRemembered = 6;

export function createBaskets(
  random: Random,
  input: Pick<OrderInput, 'seed' | 'shops' | 'articles'>,
) {
  const { articles, shops } = input;
  const shelves = shops.map((_, shop) => layShelf(random, articles, assortmentOf(input, shop)));
  const size = createDeck(random, onlineRetail.linesPerHouseholdOrder);
  const units = createDeck(random, completeJourney.unitsPerLine);
  const favourites = new Map<number, number[]>();

  const fits = (article: number, month: number) => {
    const season = articles[article]?.season ?? [];
    return season.length === 0 || season.includes(month) || random.chance(outOfSeasonChance);
  };
  const chooseOne = (
    shelf: Shelf,
    person: number | undefined,
    month: number,
    theme: string | undefined,
  ) => {
    const known = person === undefined ? undefined : favourites.get(person);
    if (known !== undefined && random.chance(sameAgainChance)) {
      const again = random.pick(known);
      if (shelf.has.has(again)) {
        return again;
      }
    }
    const themed = theme === undefined ? undefined : shelf.byCategory.get(theme);
    const choose =
      themed !== undefined && random.chance(sameCategoryChance) ? themed : shelf.choose;
    const article = choose();
    return fits(article, month) ? article : choose();
  };

  return {
    fill: (shop: number, person: number | undefined, month: number): Line[] => {
      const shelf = shelves[shop];
      const wanted = size();
      const taken = new Set<number>();
      let theme: string | undefined;
      for (
        let attempt = 0;
        shelf !== undefined && taken.size < wanted && attempt < wanted * 8;
        attempt += 1
      ) {
        const article = chooseOne(shelf, person, month, theme);
        taken.add(article);
        theme ??= articles[article]?.category;
        remember(favourites, person, article, articles[article]);
      }
      return [...taken].map((article) => ({ article, quantity: units() }));
    },
  };
}

/** Tea, food and rice run out and are bought again. */
function remember(
  favourites: Map<number, number[]>,
  person: number | undefined,
  index: number,
  article: Article | undefined,
): void {
  if (
    person === undefined ||
    article === undefined ||
    (article.taxRateBp !== 800 && article.kind !== 'menu')
  ) {
    return;
  }
  const known = favourites.get(person) ?? [];
  if (!known.includes(index)) {
    known.push(index);
    favourites.set(person, known.slice(-articlesRemembered));
  }
}

function layShelf(random: Random, articles: readonly Article[], carried: readonly number[]): Shelf {
  const chooserOf = (indexes: readonly number[]) => {
    const choose = createChooser(
      random,
      indexes.map((index) => articles[index]?.weight ?? 0),
    );
    return () => indexes[choose()] ?? 0;
  };
  const groups = Map.groupBy(carried, (index) => articles[index]?.category ?? '');
  return {
    articles: carried,
    has: new Set(carried),
    choose: chooserOf(carried),
    byCategory: new Map([...groups].map(([category, indexes]) => [category, chooserOf(indexes)])),
  };
}
