// What narrows a list of products: category, price, variants, there now. Pure functions over the shelf in memory. Within
// one facet choices add up (藍 or 白), between facets all must hold; each count says how many products there would be
// with that choice, given what is chosen in the others. The address of the page holds all of it, so it can be sent on.
import { formatId, tryParseId } from '#kernel/ids';
import type { Facet, FacetValue, Narrowed } from './contract-finding.ts';
import { categoryPath, type Shelf, type ShelfProduct } from './shelf.ts';

export type StockTest = {
  readonly key: string;
  readonly label: string | null;
  has(itemId: string): boolean;
};

type Sieve = {
  readonly shelf: Shelf;
  readonly narrowed: Narrowed;
  readonly tests: readonly StockTest[];
  readonly say: (name: { readonly ja: string; readonly en: string | null }) => string;
};

/** With what is chosen as sets: asked for every variant of every product. */
type Prepared = Sieve & {
  /** uuids */
  readonly categories: ReadonlySet<string>;
  /** Option → its chosen values: 色 → {色:藍, 色:白}. */
  readonly options: ReadonlyMap<string, ReadonlySet<string>>;
};

function prepare(sieve: Sieve): Prepared {
  const { categories, options } = sieve.narrowed;
  const groups = Map.groupBy(options, (each) => each.slice(0, each.indexOf(':')));
  return {
    ...sieve,
    categories: new Set(categories.flatMap((each) => tryParseId('category', each) ?? [])),
    options: new Map([...groups].map(([name, values]) => [name, new Set(values)])),
  };
}

const valuesMax = 12;
const optionNamesMax = 3;
const bandEdges = [0, 1000, 3000, 5000, 10_000, 30_000] as const;

/** In the order in which they are shown. */
const bands = bandEdges.map((from, index) => ({
  key: `${from}-${bandEdges[index + 1] ?? ''}`,
  from,
  below: bandEdges[index + 1] ?? Number.POSITIVE_INFINITY,
}));

type ShelfItem = ShelfProduct['items'][number];

function bandOf(item: ShelfItem): string | undefined {
  const amount = item.price?.amountMinor;
  return amount === undefined
    ? undefined
    : bands.find(({ from, below }) => amount >= from && amount < below)?.key;
}

const optionsOfItems = new WeakMap<ShelfItem, readonly string[]>();

function optionsOf(item: ShelfItem): readonly string[] {
  let options = optionsOfItems.get(item);
  if (options === undefined) {
    options = Object.entries(item.optionValues).map(([name, value]) => `${name}:${value}`);
    optionsOfItems.set(item, options);
  }
  return options;
}

/** Whether one variant has all that is chosen, leaving one facet (or one option) aside. */
function fits(item: ShelfItem, sieve: Prepared, aside: string | undefined): boolean {
  const { narrowed, tests } = sieve;
  if (aside !== 'p' && narrowed.prices.length > 0) {
    const band = bandOf(item);
    if (band === undefined || !narrowed.prices.includes(band)) {
      return false;
    }
  }
  for (const [name, values] of sieve.options) {
    if (aside !== `o ${name}` && !optionsOf(item).some((each) => values.has(each))) {
      return false;
    }
  }
  return (
    aside === 's' ||
    narrowed.stock.every((key) => tests.find((test) => test.key === key)?.has(item.id) ?? true)
  );
}

function isInChosen(
  { shelf, categories }: Pick<Prepared, 'shelf' | 'categories'>,
  product: ShelfProduct,
): boolean {
  const path = categoryPath(shelf.categories, product.first.categoryId);
  return path.some(({ id }) => categories.has(id));
}

function holds(product: ShelfProduct, sieve: Prepared): boolean {
  return (
    (sieve.narrowed.categories.length === 0 || isInChosen(sieve, product)) &&
    product.items.some((item) => fits(item, sieve, undefined))
  );
}

export function narrow(products: readonly ShelfProduct[], sieve: Sieve): readonly ShelfProduct[] {
  const { categories, prices, options, stock } = sieve.narrowed;
  const prepared = prepare(sieve);
  return categories.length + prices.length + options.length + stock.length === 0
    ? products
    : products.filter((product) => holds(product, prepared));
}

type Counts = ReadonlyMap<string, number>;

/** Of lists in which nothing is chosen, as most are looked at: the shelf keeps its lists, so each is counted once. */
const plainCounts = new WeakMap<readonly ShelfProduct[], Map<string, Counts>>();

/** Counted before, where nothing is chosen and it does not depend on who looks. */
function countOnce(
  products: readonly ShelfProduct[],
  { narrowed }: Prepared,
  aside: string,
  reckon: () => Map<string, number>,
): Map<string, number> {
  if (aside === 's' || Object.values(narrowed).some((chosen) => chosen.length > 0)) {
    return reckon();
  }
  let known = plainCounts.get(products);
  if (known === undefined) {
    known = new Map();
    plainCounts.set(products, known);
  }
  let counts = known.get(aside);
  if (counts === undefined) {
    counts = reckon();
    known.set(aside, counts);
  }
  return new Map(counts);
}

type ValuesOf = (item: ShelfItem, product: ShelfProduct) => readonly string[];

/** How often each value would be found. */
function count(
  products: readonly ShelfProduct[],
  sieve: Prepared,
  aside: string,
  valuesOf: ValuesOf,
): Map<string, number> {
  return countOnce(products, sieve, aside, () => countAll(products, sieve, aside, valuesOf));
}

function countAll(
  products: readonly ShelfProduct[],
  sieve: Prepared,
  aside: string,
  valuesOf: ValuesOf,
): Map<string, number> {
  const counts = new Map<string, number>();
  const values = new Set<string>();
  for (const product of products) {
    if (aside !== 'c' && sieve.narrowed.categories.length > 0 && !isInChosen(sieve, product)) {
      continue;
    }
    values.clear();
    for (const item of product.items) {
      if (fits(item, sieve, aside)) {
        for (const value of valuesOf(item, product)) {
          values.add(value);
        }
      }
    }
    for (const value of values) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

export function facetsOf(products: readonly ShelfProduct[], sieve: Sieve): Facet[] {
  const prepared = prepare(sieve);
  return [
    categoryFacet(products, prepared),
    priceFacet(products, prepared),
    ...optionFacets(products, prepared),
    stockFacet(products, prepared),
  ].filter(
    ({ values }) =>
      values.some(({ isChosen }) => isChosen) || values.length > 1 || hasOneTest(values),
  );
}

/** "There now" is worth a choice of its own. */
function hasOneTest(values: readonly FacetValue[]): boolean {
  return values.length === 1 && values[0]?.value.startsWith('at-') === true;
}

function categoryFacet(products: readonly ShelfProduct[], sieve: Prepared): Facet {
  const { shelf, narrowed, say } = sieve;
  const widestOf = new Map<string | null, readonly string[]>();
  const counts = count(products, sieve, 'c', (_, { first: { categoryId } }) => {
    let widest = widestOf.get(categoryId);
    if (widest === undefined) {
      const path = categoryPath(shelf.categories, categoryId).slice(0, 1);
      widest = path.map(({ id }) => formatId('category', id));
      widestOf.set(categoryId, widest);
    }
    return widest;
  });
  for (const chosen of narrowed.categories) {
    counts.set(
      chosen,
      counts.get(chosen) ??
        products.filter((product) =>
          isInChosen(
            { shelf, categories: new Set([tryParseId('category', chosen) ?? '']) },
            product,
          ),
        ).length,
    );
  }
  const values = [...counts].flatMap(([value, number]) => {
    const category = shelf.categories.get(tryParseId('category', value) ?? '');
    return category === undefined
      ? []
      : [
          {
            value,
            label: say(category.name),
            count: number,
            isChosen: narrowed.categories.includes(value),
          },
        ];
  });
  return { key: 'c', name: null, values: byCount(values) };
}

function priceFacet(products: readonly ShelfProduct[], sieve: Prepared): Facet {
  const { prices } = sieve.narrowed;
  const counts = count(products, sieve, 'p', (item) => {
    const band = bandOf(item);
    return band === undefined ? [] : [band];
  });
  const values = bands
    .map(({ key }) => ({
      value: key,
      label: null,
      count: counts.get(key) ?? 0,
      isChosen: prices.includes(key),
    }))
    .filter((each) => each.count > 0 || each.isChosen);
  const currency = products
    .flatMap(({ items }) => items.map((item) => item.price?.currency))
    .find((each) => each !== undefined);
  return { key: 'p', name: null, values, ...(currency === undefined ? {} : { currency }) };
}

/** In how many products each option (色) is. */
function countNames(products: readonly ShelfProduct[]): Map<string, number> {
  const names = new Map<string, number>();
  const own = new Set<string>();
  for (const product of products) {
    own.clear();
    for (const { optionValues } of product.items) {
      for (const name of Object.keys(optionValues)) {
        own.add(name);
      }
    }
    for (const name of own) {
      names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  return names;
}

function optionFacets(products: readonly ShelfProduct[], sieve: Prepared): Facet[] {
  const names = countOnce(products, sieve, 'o', () => countNames(products));
  const { options } = sieve.narrowed;
  return [...names]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, optionNamesMax)
    .map(([name]) => {
      const prefix = `${name}:`;
      const counts = count(products, sieve, `o ${name}`, (item) =>
        optionsOf(item).filter((each) => each.startsWith(prefix)),
      );
      for (const chosen of options.filter((each) => each.startsWith(prefix))) {
        counts.set(chosen, counts.get(chosen) ?? 0);
      }
      const values = [...counts].map(([value, number]) => ({
        value,
        label: value.slice(prefix.length),
        count: number,
        isChosen: options.includes(value),
      }));
      return { key: 'o' as const, name, values: byCount(values) };
    });
}

function stockFacet(products: readonly ShelfProduct[], sieve: Prepared): Facet {
  const { narrowed, tests } = sieve;
  const passed: ValuesOf = (item) =>
    tests.filter((test) => test.has(item.id)).map(({ key }) => key);
  const counts =
    tests.length === 0 ? new Map<string, number>() : count(products, sieve, 's', passed);
  const values = tests
    .map(({ key, label }) => ({
      value: key,
      label,
      count: counts.get(key) ?? 0,
      isChosen: narrowed.stock.includes(key),
    }))
    .filter((each) => each.count > 0 || each.isChosen);
  return { key: 's', name: null, values };
}

function byCount(values: readonly FacetValue[]): FacetValue[] {
  return values
    .toSorted(
      (a, b) =>
        Number(b.isChosen) - Number(a.isChosen) ||
        b.count - a.count ||
        (a.value < b.value ? -1 : 1),
    )
    .slice(0, valuesMax);
}
