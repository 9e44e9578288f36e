// The shop window in memory: products with their variants and the price of the web shop. Read once, then kept true by
// the log: an event of the catalogue makes it ask what changed since. With 5,000 items a page of
// the shop then needs no query but the one for live stock.
import {
  findShelfChanges,
  listCategories,
  listShelf,
  openSearchIndex,
  type ShelfCategory,
  type ShelfItem,
} from '#catalog';
import type { House } from '#kernel/module';
import { transaction } from '#kernel/transaction';
import { findMostOrdered } from '#orders';

export type ShelfProduct = {
  readonly id: string;
  /** Active ones in their order; the first stands for the product. */
  readonly items: readonly ShelfItem[];
  readonly first: ShelfItem;
  readonly cheapestMinor: number | null;
  readonly listedAtMs: number;
};

export type Shelf = {
  readonly categories: ReadonlyMap<string, ShelfCategory>;
  readonly products: ReadonlyMap<string, ShelfProduct>;
  /** What was listed after this is new; nothing, while most of the shop is (it has just opened). */
  readonly newSinceMs: number;
  /** Products that are sold, the most ordered first, then the newest. */
  readonly popular: readonly ShelfProduct[];
  readonly newest: readonly ShelfProduct[];
  item(itemId: string): ShelfItem | undefined;
  productOf(itemId: string): ShelfProduct | undefined;
  /** Products of a category and of those below it, in the order of `popular`. */
  inCategory(categoryId: string): readonly ShelfProduct[];
  countOf(categoryId: string): number;
};

export type KeptShelf = {
  readonly current: Shelf;
  /** Resolves when all that was announced before is in. */
  settle(): Promise<void>;
  stop(): void;
};

const pageSize = 1000;
const firstId = '00000000-0000-0000-0000-000000000000';
/** Transactions that began before the last look may commit after it. */
const overlap = { minutes: 2 } as const;
const popularEveryMs = 10 * 60_000;
const newFor = { hours: 24 * 30 } as const;
const popularSince = { hours: 24 * 30 } as const;
/** Prices begin and end without an event. */
const lookEveryMs = 60_000;

type State = {
  readonly items: Map<string, ShelfItem>;
  categories: Map<string, ShelfCategory>;
  mostOrdered: readonly string[];
  lookedAt: Temporal.Instant;
  shelf: Shelf;
};

/** Reads the whole catalogue and keeps it true; `placeId` (uuid) is whose prices are shown. */
export async function keepShelf(house: House, placeId: string): Promise<KeptShelf> {
  const state = await readAll(house, placeId);
  let flight: Promise<void> | undefined;
  let isWanted = false;
  const look = (): Promise<void> => {
    isWanted = true;
    flight ??= (async () => {
      while (isWanted) {
        isWanted = false;
        await readChanges(house, placeId, state);
      }
    })()
      .catch((error: unknown) => {
        house.db.log.warn({ error: String(error) }, 'the shop window will look again');
      })
      .finally(() => {
        flight = undefined;
      });
    return flight;
  };
  const unsubscribe = house.log.subscribe(house.log.head, (events) => {
    if (events.some((event) => event.type.startsWith('catalog.'))) {
      void look();
    }
  });
  const timers = [
    setInterval(() => void look(), lookEveryMs),
    setInterval(() => void readPopular(house, state), popularEveryMs),
  ];
  for (const timer of timers) {
    timer.unref();
  }
  return {
    get current() {
      return state.shelf;
    },
    settle: async () => {
      await house.log.settle();
      await flight;
      await look();
    },
    stop: () => {
      unsubscribe();
      for (const timer of timers) {
        clearInterval(timer);
      }
    },
  };
}

async function readAll(house: House, placeId: string): Promise<State> {
  const lookedAt = house.db.clock.now();
  const items = new Map<string, ShelfItem>();
  let after = firstId;
  for (;;) {
    const page = await transaction(house.db, { readOnly: true, actor: 'system' }, (tx) =>
      listShelf(tx, placeId, after, pageSize),
    );
    for (const item of page) {
      items.set(item.id, item);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) {
      break;
    }
    after = last.id;
  }
  const categories = await readCategories(house);
  const mostOrdered = await readMostOrdered(house);
  await openSearchIndex(house.db);
  const shelf = arrange(items, categories, mostOrdered, lookedAt);
  return { items, categories, mostOrdered, lookedAt, shelf };
}

async function readChanges(house: House, placeId: string, state: State): Promise<void> {
  const lookedAt = house.db.clock.now();
  const since = state.lookedAt.subtract(overlap);
  const changed = await transaction(house.db, { readOnly: true, actor: 'system' }, (tx) =>
    findShelfChanges(tx, placeId, since),
  );
  state.lookedAt = lookedAt;
  const fresh = changed.filter((item) => !isSame(state.items.get(item.id), item));
  if (fresh.length === 0) {
    return;
  }
  for (const item of fresh) {
    state.items.set(item.id, item);
  }
  state.categories = await readCategories(house);
  state.shelf = arrangeAgain(state);
}

function arrangeAgain({ items, categories, mostOrdered, lookedAt }: State): Shelf {
  return arrange(items, categories, mostOrdered, lookedAt);
}

function isSame(known: ShelfItem | undefined, item: ShelfItem): boolean {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(item);
}

async function readPopular(house: House, state: State): Promise<void> {
  try {
    state.mostOrdered = await readMostOrdered(house);
    state.shelf = arrangeAgain(state);
  } catch (error) {
    house.db.log.warn({ error: String(error) }, 'what is popular stays as it was');
  }
}

async function readCategories(house: House): Promise<Map<string, ShelfCategory>> {
  const rows = await transaction(house.db, { readOnly: true, actor: 'system' }, listCategories);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readMostOrdered(house: House): Promise<readonly string[]> {
  return transaction(house.db, { readOnly: true, actor: 'system' }, (tx) =>
    findMostOrdered(tx, tx.now.subtract(popularSince), 500),
  );
}

function arrange(
  items: ReadonlyMap<string, ShelfItem>,
  categories: ReadonlyMap<string, ShelfCategory>,
  mostOrdered: readonly string[],
  at: Temporal.Instant,
): Shelf {
  const products = new Map<string, ShelfProduct>();
  const active = [...items.values()].filter((item) => item.isActive && item.kind !== 'fee');
  for (const [id, group] of Map.groupBy(active, (item) => item.productId)) {
    const product = toProduct(id, group);
    if (product !== undefined) {
      products.set(id, product);
    }
  }
  const rankOf = new Map<string, number>();
  mostOrdered.forEach((itemId, rank) => {
    const productId = items.get(itemId)?.productId;
    if (productId !== undefined && !rankOf.has(productId)) {
      rankOf.set(productId, rank);
    }
  });
  const newest = [...products.values()]
    .filter((product) => product.cheapestMinor !== null)
    .toSorted((a, b) => b.listedAtMs - a.listedAtMs || (a.id < b.id ? 1 : -1));
  const rank = (product: ShelfProduct) => rankOf.get(product.id) ?? Number.MAX_SAFE_INTEGER;
  const popular = newest.toSorted((a, b) => rank(a) - rank(b));
  const ofCategory = categoryLists(popular, categories);
  const newSinceMs = at.subtract(newFor).epochMilliseconds;
  const countOfNew = newest.filter((product) => product.listedAtMs > newSinceMs).length;
  return {
    newSinceMs: countOfNew > newest.length / 4 ? Number.POSITIVE_INFINITY : newSinceMs,
    categories,
    products,
    popular,
    newest,
    item: (itemId) => items.get(itemId),
    productOf: (itemId) => products.get(items.get(itemId)?.productId ?? ''),
    inCategory: (categoryId) => ofCategory.get(categoryId) ?? [],
    countOf: (categoryId) => ofCategory.get(categoryId)?.length ?? 0,
  };
}

function toProduct(id: string, group: readonly ShelfItem[]): ShelfProduct | undefined {
  const sorted = group.toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) {
    return undefined;
  }
  const prices = sorted.flatMap((item) =>
    item.price === undefined ? [] : [item.price.amountMinor],
  );
  return {
    id,
    items: sorted,
    first,
    cheapestMinor: prices.length === 0 ? null : Math.min(...prices),
    listedAtMs: first.listedAt.epochMilliseconds,
  };
}

/** Every product is also in the categories above its own. */
function categoryLists(
  products: readonly ShelfProduct[],
  categories: ReadonlyMap<string, ShelfCategory>,
): Map<string, ShelfProduct[]> {
  const lists = new Map<string, ShelfProduct[]>();
  for (const product of products) {
    for (const { id } of categoryPath(categories, product.first.categoryId)) {
      const list = lists.get(id);
      if (list === undefined) {
        lists.set(id, [product]);
      } else {
        list.push(product);
      }
    }
  }
  return lists;
}

const depthMax = 12;

/** From the widest to the category itself; empty for null. */
export function categoryPath(
  categories: ReadonlyMap<string, ShelfCategory>,
  categoryId: string | null,
): ShelfCategory[] {
  const path: ShelfCategory[] = [];
  let at = categoryId;
  while (at !== null && path.length < depthMax) {
    const category = categories.get(at);
    if (category === undefined) {
      break;
    }
    path.unshift(category);
    at = category.parentId;
  }
  return path;
}
