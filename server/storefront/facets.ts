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

function optionsOf(item: ShelfItem): string[] {
  return Object.entries(item.optionValues).map(([name, value]) => `${name}:${value}`);
}

/** Option → its chosen values: 色 → {色:藍, 色:白}. */
function chosenOptions({ options }: Narrowed): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = Map.groupBy(options, (each) => each.slice(0, each.indexOf(':')));
  return new Map([...groups].map(([name, values]) => [name, new Set(values)]));
}

/** Whether one variant has all that is chosen, leaving one facet (or one option) aside. */
function fits(item: ShelfItem, sieve: Sieve, aside: string | undefined): boolean {
  const { narrowed, tests } = sieve;
  if (aside !== 'p' && narrowed.prices.length > 0) {
    const band = bandOf(item);
    if (band === undefined || !narrowed.prices.includes(band)) {
      return false;
    }
  }
  const own = new Set(optionsOf(item));
  for (const [name, values] of chosenOptions(narrowed)) {
    if (aside !== `o ${name}` && ![...values].some((each) => own.has(each))) {
      return false;
    }
  }
  return (
    aside === 's' ||
    narrowed.stock.every((key) => tests.find((test) => test.key === key)?.has(item.id) ?? true)
  );
}

function isInChosen({ shelf, narrowed }: Sieve, product: ShelfProduct): boolean {
  const path = categoryPath(shelf.categories, product.first.categoryId);
  const chosen = new Set(narrowed.categories);
  return path.some(({ id }) => chosen.has(formatId('category', id)));
}

function holds(product: ShelfProduct, sieve: Sieve, aside?: string): boolean {
  return (
    (aside === 'c' || sieve.narrowed.categories.length === 0 || isInChosen(sieve, product)) &&
    product.items.some((item) => fits(item, sieve, aside))
  );
}

export function narrow(products: readonly ShelfProduct[], sieve: Sieve): readonly ShelfProduct[] {
  const { categories, prices, options, stock } = sieve.narrowed;
  return categories.length + prices.length + options.length + stock.length === 0
    ? products
    : products.filter((product) => holds(product, sieve));
}

/** How often each value would be found, most first unless `order` says otherwise. */
function count(
  products: readonly ShelfProduct[],
  sieve: Sieve,
  aside: string,
  valuesOf: (item: ShelfItem, product: ShelfProduct) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const product of products) {
    if (aside !== 'c' && sieve.narrowed.categories.length > 0 && !isInChosen(sieve, product)) {
      continue;
    }
    const values = new Set(
      product.items
        .filter((item) => fits(item, sieve, aside))
        .flatMap((item) => valuesOf(item, product)),
    );
    for (const value of values) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}

export function facetsOf(products: readonly ShelfProduct[], sieve: Sieve): Facet[] {
  return [
    categoryFacet(products, sieve),
    priceFacet(products, sieve),
    ...optionFacets(products, sieve),
    stockFacet(products, sieve),
  ].filter(
    ({ values }) =>
      values.some(({ isChosen }) => isChosen) || values.length > 1 || hasOneTest(values),
  );
}

/** "There now" is worth a choice of its own. */
function hasOneTest(values: readonly FacetValue[]): boolean {
  return values.length === 1 && values[0]?.value.startsWith('at-') === true;
}

function categoryFacet(products: readonly ShelfProduct[], sieve: Sieve): Facet {
  const { shelf, narrowed, say } = sieve;
  const counts = count(products, sieve, 'c', (_, product) => {
    const widest = categoryPath(shelf.categories, product.first.categoryId)[0];
    return widest === undefined ? [] : [formatId('category', widest.id)];
  });
  for (const chosen of narrowed.categories) {
    counts.set(
      chosen,
      counts.get(chosen) ??
        products.filter((product) =>
          isInChosen({ ...sieve, narrowed: { ...narrowed, categories: [chosen] } }, product),
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

function priceFacet(products: readonly ShelfProduct[], sieve: Sieve): Facet {
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
  return { key: 'p', name: null, values };
}

function optionFacets(products: readonly ShelfProduct[], sieve: Sieve): Facet[] {
  const names = new Map<string, number>();
  for (const product of products) {
    for (const name of new Set(product.items.flatMap((item) => Object.keys(item.optionValues)))) {
      names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
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

function stockFacet(products: readonly ShelfProduct[], sieve: Sieve): Facet {
  const { narrowed, tests } = sieve;
  const counts = count(products, sieve, 's', (item) =>
    tests.filter((test) => test.has(item.id)).map(({ key }) => key),
  );
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
