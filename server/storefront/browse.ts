// The pages to look around in: home, category, search, item, shops. All from memory that the log keeps true.
import { findItemsByWords } from '#catalog';
import { formatId, tryParseId } from '#kernel/ids';
import { capabilities, type PlaceRow } from '#places';
import { findKeptStock } from '#stock';
import { childLinks, filmOf, pathLinks, picturesOf, say, toCard, toCategoryLink } from './cards.ts';
import type {
  AvailabilityAtPlace,
  Card,
  CategoryPage,
  Home,
  ItemPage,
  ListOfCards,
  PlaceCard,
  ReviewedItemPage,
  SearchPage,
  Sort,
  StockWord,
  Visitor,
} from './contract.ts';
import type { Narrowed } from './contract-finding.ts';
import { helpOut, sift } from './finding.ts';
import { type HouseWindow, placeOf, positionOf, wordOf } from './house-window.ts';
import { preorderWord } from './preorder-page.ts';
import { reviewsOf } from './reviews-page.ts';
import { categoryPath, type ShelfProduct } from './shelf.ts';
import { helpWithSize, tableNames } from './size-help.ts';
import { isWished } from './wish-page.ts';

const pageSize = 24;
const homeCards = 8;
const homePlaces = 4;
const itemPlaces = 5;
const relatedCards = 4;
const reviewsOnItem = 3;

export function viewHome(window: HouseWindow, visitor: Visitor): Home {
  const { board, shelf } = window;
  const { language } = visitor;
  const from = positionOf(board, visitor);
  return {
    newest: cardsOf(window, mixed(window, shelf.newest).slice(0, homeCards), visitor),
    popular: cardsOf(window, mixed(window, shelf.popular).slice(0, homeCards), visitor),
    places: board
      .near(from)
      .slice(0, homePlaces)
      .map(({ place, distanceM }) => board.toNear(place, distanceM, language)),
  };
}

const mixedFrom = 400;

/** By turns from each of the widest categories, so that the busiest does not fill the veranda alone. */
function mixed({ shelf }: HouseWindow, products: readonly ShelfProduct[]): readonly ShelfProduct[] {
  const widestOf = ({ first }: ShelfProduct) =>
    categoryPath(shelf.categories, first.categoryId)[0]?.id ?? '';
  const groups = [...Map.groupBy(products.slice(0, mixedFrom), widestOf).values()];
  return Array.from({ length: homeCards }, (_, turn) =>
    groups.flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}

const everything: Narrowed = { categories: [], prices: [], options: [], stock: [] };

/** Undefined when there is no such category. */
export async function viewCategory(
  window: HouseWindow,
  visitor: Visitor,
  categoryId: string | undefined,
  page: number,
  sort: Sort,
  narrowed: Narrowed = everything,
): Promise<CategoryPage | undefined> {
  const { shelf } = window;
  const { language } = visitor;
  const id = categoryId === undefined ? null : tryParseId('category', categoryId);
  const category = id === null || id === undefined ? undefined : shelf.categories.get(id);
  if (categoryId !== undefined && category === undefined) {
    return undefined;
  }
  const products = category === undefined ? shelf.popular : shelf.inCategory(category.id);
  const sifted = await sift(window, visitor, products, narrowed);
  // The parts of a category stand above its list.
  const facets = sifted.facets.filter(({ key }) => key !== 'c' || category === undefined);
  return {
    ...listOf(window, sorted(sifted.products, sort), page, visitor),
    facets,
    category: category === undefined ? null : toCategoryLink(shelf, category, language),
    path: pathLinks(shelf, category?.id ?? null, language),
    children: childLinks(shelf, category?.id ?? null, language),
    sort,
  };
}

const dearest = (product: ShelfProduct) => product.cheapestMinor ?? 0;
const cheapest = (product: ShelfProduct) => product.cheapestMinor ?? Number.MAX_SAFE_INTEGER;

const orders: Readonly<
  Record<Exclude<Sort, 'popular'>, (a: ShelfProduct, b: ShelfProduct) => number>
> = {
  newest: (a, b) => b.listedAtMs - a.listedAtMs,
  cheapest: (a, b) => cheapest(a) - cheapest(b),
  dearest: (a, b) => dearest(b) - dearest(a),
};

/** Lists come in the order of what is popular. */
function sorted(products: readonly ShelfProduct[], sort: Sort): readonly ShelfProduct[] {
  return sort === 'popular' ? products : products.toSorted(orders[sort]);
}

const hitsMax = 1000;

export async function viewSearch(
  window: HouseWindow,
  visitor: Visitor,
  query: string,
  page: number,
  sort: Sort = 'popular',
  narrowed: Narrowed = everything,
): Promise<SearchPage> {
  const { house, shelf } = window;
  const { itemIds, isLoose } = await findItemsByWords(house.db, query, hitsMax);
  const found = [...new Set(itemIds.flatMap((id) => shelf.productOf(id) ?? []))];
  const { products, facets } = await sift(window, visitor, found, narrowed);
  // The best fit comes first unless she wants another order.
  const list = listOf(window, sorted(products, sort), page, visitor);
  const help = products.length === 0 ? helpOut(window, visitor) : null;
  return { ...list, query, isLoose, sort, facets, help };
}

function listOf(
  window: HouseWindow,
  products: readonly ShelfProduct[],
  page: number,
  visitor: Visitor,
): ListOfCards {
  const pages = Math.max(1, Math.ceil(products.length / pageSize));
  const at = Math.min(Math.max(1, page), pages);
  return {
    cards: cardsOf(window, products.slice((at - 1) * pageSize, at * pageSize), visitor),
    total: products.length,
    page: at,
    pages,
  };
}

function cardsOf(
  { shelf }: HouseWindow,
  products: readonly ShelfProduct[],
  { language }: Visitor,
): Card[] {
  return products.map((product) => toCard(shelf, product, language));
}

/** Undefined when it is not sold. */
export async function viewItem(
  window: HouseWindow,
  visitor: Visitor,
  itemId: string,
  scannedAt?: string,
): Promise<ReviewedItemPage | undefined> {
  const { shelf } = window;
  const { language } = visitor;
  const id = tryParseId('item', itemId);
  const item = id === undefined ? undefined : shelf.item(id);
  const product = id === undefined ? undefined : shelf.productOf(id);
  if (item === undefined || product === undefined || !item.isActive) {
    return undefined;
  }
  const [words, wished] = [
    await stockWords(window, item.id),
    await isWished(window, visitor, item.id),
  ];
  const card = toCard(shelf, product, language);
  return {
    card: {
      ...card,
      id: formatId('item', item.id),
      priceMinor: item.price?.amountMinor ?? null,
      compareAtMinor: item.price?.compareAtMinor ?? null,
      isFrom: false,
    },
    film: filmOf(item, language),
    here: hereWord(window, visitor, words, scannedAt),
    isWished: wished,
    preorder: await preorderWord(window, item.id),
    code: item.code,
    description: say(item.description, language) || null,
    pictures: picturesOf(item, language),
    facts: factsOf(item.attributes),
    taxRateBp: item.price?.taxRateBp ?? null,
    pricePer: item.pricePer,
    unit: item.unit,
    path: pathLinks(shelf, item.categoryId, language),
    variants:
      product.items.length < 2
        ? []
        : product.items.map((each) => ({
            id: formatId('item', each.id),
            name: say(each.variantName, language) || each.code,
            isThis: each.id === item.id,
          })),
    delivery: item.kind === 'menu' ? null : words(window.web),
    places: nearWords(window, visitor, words),
    related: relatedOf(window, product, visitor),
    sizes: await helpWithSize(window, visitor, product),
    said: await reviewsOf(window.reviews, product.id, reviewsOnItem),
  };
}

async function stockWords(
  { house, shelf }: HouseWindow,
  itemId: string,
): Promise<(place: PlaceRow) => StockWord> {
  const item = shelf.item(itemId);
  const stock = (await findKeptStock(house.db, [itemId])).get(itemId);
  return (place) => {
    const shown = stock?.get(place.id);
    return item === undefined ? 'ask' : wordOf(item, shown?.availableMilli, shown?.confidence);
  };
}

/** The nearest shops; without a position those that have it come first. */
function nearWords(
  { board }: HouseWindow,
  visitor: Visitor,
  words: (place: PlaceRow) => StockWord,
): AvailabilityAtPlace[] {
  const from = positionOf(board, visitor);
  const mine = placeOf(board, visitor.placeId);
  const shops = board.near(from).map((near) => ({ ...near, word: words(near.place) }));
  const rank = { in_stock: 0, low: 1, out_of_stock: 2, ask: 3 } as const;
  const ordered =
    from === undefined ? shops.toSorted((a, b) => rank[a.word] - rank[b.word]) : shops;
  return ordered
    .toSorted((a, b) => Number(b.place.id === mine?.id) - Number(a.place.id === mine?.id))
    .slice(0, itemPlaces)
    .map(({ place, distanceM, word }) => ({
      ...board.toNear(place, distanceM, visitor.language),
      word,
      handsOver: (place.capabilities & capabilities.hands_over) !== 0,
    }));
}

/** The shop at whose shelf she stands; null for what is no shop of this house. */
function hereWord(
  { board }: HouseWindow,
  { language }: Visitor,
  words: (place: PlaceRow) => StockWord,
  scannedAt: string | undefined,
): AvailabilityAtPlace | null {
  const place = placeOf(board, scannedAt);
  return place === undefined
    ? null
    : {
        ...board.toNear(place, null, language),
        word: words(place),
        handsOver: (place.capabilities & capabilities.hands_over) !== 0,
      };
}

const factsMax = 12;
/** Shown as a table. */
const tables: ReadonlySet<string> = new Set(tableNames);

/** Attributes that read as words: materials, sizes, allergens. */
function factsOf(attributes: Readonly<Record<string, unknown>>): ItemPage['facts'] {
  return Object.entries(attributes)
    .filter(([name]) => !tables.has(name))
    .flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [{ name, value: String(value) }]
        : [],
    )
    .slice(0, factsMax);
}

function relatedOf(window: HouseWindow, product: ShelfProduct, visitor: Visitor): Card[] {
  const { categoryId } = product.first;
  const beside = categoryId === null ? [] : window.shelf.inCategory(categoryId);
  const at = beside.indexOf(product);
  // Its neighbours in the list, so that each page leads to others and not always to the first four.
  const around = [...beside.slice(at + 1), ...beside.slice(0, Math.max(0, at))];
  return cardsOf(window, around.slice(0, relatedCards), visitor);
}

export function viewPlaces({ board }: HouseWindow, visitor: Visitor): PlaceCard[] {
  const mine = placeOf(board, visitor.placeId)?.id;
  return board
    .near(positionOf(board, visitor))
    .map(({ place, distanceM }) => board.toCard(place, distanceM, visitor.language, mine));
}
