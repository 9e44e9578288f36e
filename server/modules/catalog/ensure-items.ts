// The items that lines of an import speak of: known ones are found, unknown ones come into being as a
// product with one item, named as the line names them or, when it does not, by their code.
import type { Tx } from '#kernel/transaction';
import { catalogImported } from './events.ts';
import { newItemRow, newProductRow } from './new-rows.ts';
import { searchTextOf } from './search-text.ts';
import {
  findItemIdRows,
  findProductRowsOfSource,
  insertItemRows,
  insertProductRows,
  lockCatalogSource,
  nameProductRows,
} from './store.ts';

export type ItemToEnsure = { readonly code: string; readonly name?: string | undefined };

/**
 * The ids (uuid) of the items with these codes within the source, made where there were none. The first
 * name of a code counts; a known item that has no name yet takes it. Emits one catalog.imported when it
 * makes something. Source words are the importer's, `house` is our own catalogue.
 */
export async function ensureItems(
  tx: Tx,
  options: { readonly source: string },
  items: readonly ItemToEnsure[],
): Promise<Map<string, string>> {
  const { source } = options;
  const nameOf = firstNames(items);
  const codes = [...nameOf.keys()];
  const ids = new Map<string, string>();
  const find = async (wanted: readonly string[]) => {
    const rows = wanted.length === 0 ? [] : await findItemIdRows(tx, source, wanted);
    for (const row of rows) {
      ids.set(row.code, row.id);
    }
    return rows;
  };
  const named = (await find(codes)).flatMap((row) => {
    const name = nameOf.get(row.code);
    return row.is_nameless && name !== undefined && name !== row.code
      ? [{ id: row.product_id, name_ja: name, search_text: searchTextOf(name) }]
      : [];
  });
  await nameProductRows(tx, named);
  if (ids.size < codes.length) {
    await lockCatalogSource(tx, source);
    await find(codes.filter((code) => !ids.has(code)));
    const missing = codes.filter((code) => !ids.has(code)).toSorted();
    await makeItems(tx, source, missing, nameOf, ids);
  }
  return ids;
}

async function makeItems(
  tx: Tx,
  source: string,
  codes: readonly string[],
  nameOf: ReadonlyMap<string, string | undefined>,
  ids: Map<string, string>,
): Promise<void> {
  if (codes.length === 0) {
    return;
  }
  // A product may have the code of an item that is not there yet: then the item is a variant of it.
  const known = await findProductRowsOfSource(tx, source, [], codes);
  const productIds = new Map(known.map((product) => [product.code, product.id]));
  const products = codes
    .filter((code) => !productIds.has(code))
    .map((code) => newProductRow(source, code, nameOf.get(code) ?? code));
  for (const product of products) {
    productIds.set(product.code, product.id);
  }
  const items = codes.map((code) => newItemRow(source, code, productIds.get(code) ?? ''));
  await insertProductRows(tx, products);
  await insertItemRows(tx, items);
  for (const item of items) {
    ids.set(item.code, item.id);
  }
  const counts = { created: items.length, updated: 0, unchanged: 0, refused: 0 };
  tx.emit(catalogImported.make(`catalog:${source}`, { source, ...counts }));
}

function firstNames(items: readonly ItemToEnsure[]): Map<string, string | undefined> {
  const nameOf = new Map<string, string | undefined>();
  for (const { code, name } of items) {
    if (nameOf.get(code) === undefined) {
      nameOf.set(code, name?.trim() === '' ? undefined : name);
    }
  }
  return nameOf;
}
