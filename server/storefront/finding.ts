// Looking around: what narrows a list, what helps when nothing is found, what is proposed while she types.
import { findItemsByWords } from '#catalog';
import { formatId } from '#kernel/ids';
import { findKeptStock } from '#stock';
import { childLinks, say, toCard } from './cards.ts';
import type { Visitor } from './contract.ts';
import type { Facet, Helping, Narrowed, Suggestion } from './contract-finding.ts';
import { facetsOf, narrow, type StockTest } from './facets.ts';
import { type HouseWindow, placeOf, wordOf } from './house-window.ts';
import { nameIn } from './place-board.ts';
import type { ShelfProduct } from './shelf.ts';

/** Above this, whether it is there is not asked for a whole list. */
const stockAskedMax = 3000;

/** The products that fit, and what narrows them further. */
export async function sift(
  window: HouseWindow,
  visitor: Visitor,
  products: readonly ShelfProduct[],
  narrowed: Narrowed,
): Promise<{ readonly products: readonly ShelfProduct[]; readonly facets: readonly Facet[] }> {
  const sieve = {
    shelf: window.shelf,
    narrowed,
    tests: await stockTests(window, visitor, products),
    say: (name: { readonly ja: string; readonly en: string | null }) => say(name, visitor.language),
  };
  return { products: narrow(products, sieve), facets: facetsOf(products, sieve) };
}

async function stockTests(
  { house, board, shelf, web }: HouseWindow,
  visitor: Visitor,
  products: readonly ShelfProduct[],
): Promise<StockTest[]> {
  const itemIds = products.flatMap(({ items }) => items.map(({ id }) => id));
  if (itemIds.length > stockAskedMax || itemIds.length === 0) {
    return [];
  }
  const stock = await findKeptStock(house.db, itemIds);
  const mine = placeOf(board, visitor.placeId);
  const places = [
    ...(mine === undefined
      ? []
      : [{ key: 'at-mine', label: nameIn(mine, visitor.language), id: mine.id }]),
    { key: 'at-home', label: null, id: web.id },
  ];
  return places.map(({ key, label, id }) => ({
    key,
    label,
    has: (itemId) => {
      const item = shelf.item(itemId);
      const shown = stock.get(itemId)?.get(id);
      const word =
        item === undefined ? 'ask' : wordOf(item, shown?.availableMilli, shown?.confidence);
      return word === 'in_stock' || word === 'low';
    },
  }));
}

const popularShown = 4;

/** Where to go on when nothing was found. */
export function helpOut({ shelf }: HouseWindow, { language }: Visitor): Helping {
  return {
    categories: childLinks(shelf, null, language),
    popular: shelf.popular.slice(0, popularShown).map((each) => toCard(shelf, each, language)),
  };
}

const hitsAsked = 60;
const itemsProposed = 6;
const categoriesProposed = 2;

/** For what she has typed so far: categories that most hits are in, then products by name, best first. */
export async function suggest(
  { house, shelf }: HouseWindow,
  { language }: Visitor,
  typed: string,
): Promise<Suggestion[]> {
  const query = typed.trim().slice(0, 100);
  if (query === '') {
    return [];
  }
  const { itemIds } = await findItemsByWords(house.db, query, hitsAsked);
  const products = [...new Set(itemIds.flatMap((id) => shelf.productOf(id) ?? []))];
  const counts = new Map<string, number>();
  for (const { first } of products) {
    if (first.categoryId !== null) {
      counts.set(first.categoryId, (counts.get(first.categoryId) ?? 0) + 1);
    }
  }
  const categories = [...counts]
    .filter(([, number]) => number > 1)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, categoriesProposed)
    .flatMap(([id]) => {
      const category = shelf.categories.get(id);
      return category === undefined
        ? []
        : [
            {
              kind: 'category' as const,
              label: say(category.name, language),
              to: `/c/${formatId('category', id)}`,
            },
          ];
    });
  const items = products.slice(0, itemsProposed).map(({ first }) => ({
    kind: 'item' as const,
    label: say(first.productName, language),
    to: `/items/${formatId('item', first.id)}`,
  }));
  return [...items, ...categories];
}
