// A chunk of a product file becomes categories, products, items, codes, prices and pictures: read once,
// decided in memory, written with one statement a table.
import { newId } from '#kernel/ids';
import type { CurrencyCode } from '#kernel/money';
import type { Tx } from '#kernel/transaction';
import { ensureCategories } from './ensure-categories.ts';
import { catalogImported } from './events.ts';
import { readCode } from './gtin.ts';
import { newItemRow, newProductRow } from './new-rows.ts';
import {
  applyToItem,
  applyToProduct,
  changedPrice,
  type ImportOutcome,
  isSameRow,
  mergeRows,
  type ProductToImport,
  refuseAmounts,
} from './product-import.ts';
import {
  type CodeRow,
  deleteEmptyProductRows,
  findCodeRowsOfSource,
  findGeneralPriceRows,
  findItemRowsOfSource,
  findMediaUrlRows,
  findProductRowsOfSource,
  type ItemRow,
  insertCodeRows,
  insertItemRows,
  insertMediaRows,
  insertPriceRows,
  insertProductRows,
  lockCatalogSource,
  type MediaRow,
  type PriceRow,
  type ProductRow,
  updateItemRows,
  updateProductRows,
} from './store.ts';

type ImportOptions = { readonly source: string; readonly currency: CurrencyCode };

/** What the chunk wants and what it changes; ids of things that change are collected in `touched`. */
type Chunk = ImportOptions & {
  readonly byItem: ReadonlyMap<string, ProductToImport>;
  readonly byProduct: ReadonlyMap<string, ProductToImport>;
  readonly productCodeOf: (row: ProductToImport) => string;
  readonly items: Map<string, ItemRow>;
  readonly products: Map<string, ProductRow>;
  readonly made: Set<string>;
  readonly touched: Set<string>;
};

/**
 * Brings rows of a product file in; one outcome a row, in order. Rows of one item code in a chunk count as
 * one. Refused rows (catalog.price_out_of_range) leave the others be. A price that differs is a new price
 * from now on. Emits one catalog.imported. 10,030 rows take about a second in chunks of 2,000.
 */
export async function importProducts(
  tx: Tx,
  options: ImportOptions,
  rows: readonly ProductToImport[],
): Promise<ImportOutcome[]> {
  await lockCatalogSource(tx, options.source);
  const refusals = rows.map((row) => refuseAmounts(row, options.currency));
  const good = rows.filter((_, index) => refusals[index] === undefined);
  const chunk = await loadChunk(tx, options, good);
  await writeProducts(tx, chunk);
  await writeItems(tx, chunk);
  await writePrices(tx, chunk);
  await writeCodes(tx, chunk);
  await writeMedia(tx, chunk);
  const seen = new Set<string>();
  const outcomes = rows.map((row, index): ImportOutcome => {
    const refusal = refusals[index];
    return refusal === undefined ? outcomeOf(chunk, row, seen) : { outcome: 'refused', refusal };
  });
  announce(tx, options.source, outcomes);
  return outcomes;
}

async function loadChunk(
  tx: Tx,
  options: ImportOptions,
  rows: readonly ProductToImport[],
): Promise<Chunk> {
  const { source } = options;
  const articles = rows.filter((row) => row.isImageOnly !== true);
  const byItem = mergeBy(articles, (row) => row.code);
  const itemRows = await findItemRowsOfSource(tx, source, [...byItem.keys()]);
  const items = new Map(itemRows.map((item) => [item.code, item]));
  const codes = new Set(rows.map((row) => row.productCode ?? row.code));
  const productRows = await findProductRowsOfSource(
    tx,
    source,
    itemRows.map((item) => item.product_id),
    [...codes],
  );
  const codeOfId = new Map(productRows.map((product) => [product.id, product.code]));
  const productCodeOf = (row: ProductToImport) =>
    row.productCode ?? codeOfId.get(items.get(row.code)?.product_id ?? '') ?? row.code;
  return {
    ...options,
    byItem,
    byProduct: mergeBy(rows, productCodeOf),
    productCodeOf,
    items,
    products: new Map(productRows.map((product) => [product.code, product])),
    made: new Set(),
    touched: new Set(),
  };
}

function mergeBy(
  rows: readonly ProductToImport[],
  keyOf: (row: ProductToImport) => string,
): Map<string, ProductToImport> {
  const groups = Map.groupBy(rows, keyOf);
  return new Map([...groups].map(([key, group]) => [key, mergeRows(group)]));
}

async function writeProducts(tx: Tx, chunk: Chunk): Promise<void> {
  const paths = [...chunk.byProduct.values()].map((row) => row.categoryPath ?? []);
  const categories = await ensureCategories(tx, chunk.source, paths);
  const created: ProductRow[] = [];
  const updated: ProductRow[] = [];
  for (const [code, row] of chunk.byProduct) {
    const categoryId = categories.get(row.categoryPath?.at(-1)?.code ?? '');
    const known = chunk.products.get(code);
    const next = applyToProduct(
      known ?? newProductRow(chunk.source, code, row.name ?? code),
      row,
      categoryId,
    );
    if (known === undefined) {
      created.push(next);
      chunk.touched.add(next.id);
    } else if (!isSameRow(known, next)) {
      updated.push(next);
      chunk.touched.add(next.id);
    }
    chunk.products.set(code, next);
  }
  await insertProductRows(tx, created);
  await updateProductRows(tx, updated);
}

async function writeItems(tx: Tx, chunk: Chunk): Promise<void> {
  const created: ItemRow[] = [];
  const updated: ItemRow[] = [];
  const left = new Set<string>();
  for (const [code, row] of chunk.byItem) {
    const productId = chunk.products.get(chunk.productCodeOf(row))?.id ?? '';
    const known = chunk.items.get(code);
    const base = known ?? newItemRow(chunk.source, code, productId);
    const next = applyToItem(base, row, productId, chunk.currency);
    if (known === undefined) {
      created.push(next);
      chunk.made.add(next.id);
    } else if (!isSameRow(known, next)) {
      updated.push(next);
      chunk.touched.add(next.id);
      if (known.product_id !== productId) {
        left.add(known.product_id);
      }
    }
    chunk.items.set(code, next);
  }
  await insertItemRows(tx, created);
  await updateItemRows(tx, updated);
  await deleteEmptyProductRows(tx, [...left]);
}

async function writePrices(tx: Tx, chunk: Chunk): Promise<void> {
  const priced = [...chunk.byItem.values()].filter((row) => row.price !== undefined);
  const ids = priced.map((row) => chunk.items.get(row.code)?.id ?? '');
  const known = ids.filter((id) => !chunk.made.has(id));
  const held = known.length === 0 ? [] : await findGeneralPriceRows(tx, known);
  const heldOf = new Map(held.map((price) => [price.item_id, price]));
  const rows = priced.flatMap((row, index): PriceRow[] => {
    const itemId = ids[index] ?? '';
    const price = changedPrice(heldOf.get(itemId), row, chunk.currency);
    if (price === undefined) {
      return [];
    }
    chunk.touched.add(itemId);
    return [
      {
        id: newId(),
        item_id: itemId,
        place_id: null,
        price_list_id: null,
        ...price,
        valid_from: tx.now,
        valid_until: null,
        reason: null,
      },
    ];
  });
  await insertPriceRows(tx, rows);
}

/** A code stays with the item that has it: two articles of a file that share one do not take it in turns. */
async function writeCodes(tx: Tx, chunk: Chunk): Promise<void> {
  const wanted = [...chunk.byItem.values()].flatMap((row) =>
    (row.barcodes ?? []).map((barcode) => {
      const { kind, value } = readCode(barcode);
      return { itemId: chunk.items.get(row.code)?.id ?? '', kind, value };
    }),
  );
  if (wanted.length === 0) {
    return;
  }
  const values = wanted.map((code) => code.value);
  const known = await findCodeRowsOfSource(tx, chunk.source, values);
  const taken = new Set(known.map((code) => `${code.kind} ${code.value}`));
  const rows = wanted.flatMap(({ itemId, kind, value }): CodeRow[] => {
    if (value === '' || taken.has(`${kind} ${value}`)) {
      return [];
    }
    taken.add(`${kind} ${value}`);
    chunk.touched.add(itemId);
    return [{ id: newId(), item_id: itemId, source: chunk.source, kind, value, place_id: null }];
  });
  await insertCodeRows(tx, rows);
}

async function writeMedia(tx: Tx, chunk: Chunk): Promise<void> {
  const wanted = [...chunk.byProduct].flatMap(([code, row]) => {
    const id = chunk.products.get(code)?.id ?? '';
    return (row.imageUrls ?? []).map((url) => ({ id, url }));
  });
  if (wanted.length === 0) {
    return;
  }
  const known = await findMediaUrlRows(tx, [...new Set(wanted.map((each) => each.id))]);
  const taken = new Set(known.map((row) => `${row.product_id} ${row.url}`));
  const rows = wanted.flatMap(({ id, url }): MediaRow[] => {
    if (taken.has(`${id} ${url}`)) {
      return [];
    }
    taken.add(`${id} ${url}`);
    chunk.touched.add(id);
    const position = taken.size;
    const place = { item_id: null, path: null, position };
    const kind = /\.(?:webm|mp4|m4v)(?:$|\?)/i.test(url) ? 'video' : 'image';
    return [{ id: newId(), product_id: id, kind, url, ...place }];
  });
  await insertMediaRows(tx, rows);
}

function outcomeOf(chunk: Chunk, row: ProductToImport, seen: Set<string>): ImportOutcome {
  const productId = chunk.products.get(chunk.productCodeOf(row))?.id ?? '';
  const item = row.isImageOnly === true ? undefined : chunk.items.get(row.code);
  const isChanged = chunk.touched.has(productId) || chunk.touched.has(item?.id ?? '');
  const itemId = item?.id ?? null;
  if (item !== undefined && seen.has(item.id)) {
    return { outcome: 'unchanged', itemId };
  }
  seen.add(item?.id ?? '');
  if (item !== undefined && chunk.made.has(item.id)) {
    return { outcome: 'created', itemId };
  }
  return { outcome: isChanged ? 'updated' : 'unchanged', itemId };
}

function announce(tx: Tx, source: string, outcomes: readonly ImportOutcome[]): void {
  const count = (word: ImportOutcome['outcome']) =>
    outcomes.filter((each) => each.outcome === word).length;
  const counts = { created: count('created'), updated: count('updated') };
  if (counts.created + counts.updated > 0) {
    const rest = { unchanged: count('unchanged'), refused: count('refused') };
    tx.emit(catalogImported.make(`catalog:${source}`, { source, ...counts, ...rest }));
  }
}
