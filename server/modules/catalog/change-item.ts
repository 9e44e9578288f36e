// A person corrects an item or adds a variant beside it. Names, reading, descriptions and tags are the product's, so all
// of its variants have them; tax class, options, barcodes and whether it is sold are the item's own.
import { formatId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { changePrice, codeRowsOf, type PriceToSet } from './add-item.ts';
import { catalogRefusals } from './errors.ts';
import { catalogItemAdded, catalogItemChanged } from './events.ts';
import { type CatalogItem, findItems } from './find-items.ts';
import { newItemRow, withItemSearch, withProductSearch } from './new-rows.ts';
import {
  type ItemRow,
  insertCodeRows,
  insertItemRows,
  type ProductRow,
  type TaxClass,
  updateItemRows,
  updateProductRows,
} from './store.ts';
import { deleteCodeRows, findCodeRowsOfItem, lockItemRow, lockProductRow } from './store-change.ts';
import { findSiblings } from './store-siblings.ts';

/** What is left out stays; null takes it away. */
export type ItemChange = {
  readonly nameJa?: string;
  readonly nameEn?: string | null;
  readonly nameKana?: string | null;
  readonly descriptionJa?: string | null;
  readonly descriptionEn?: string | null;
  readonly tags?: readonly string[];
  readonly taxClass?: TaxClass;
  readonly optionValues?: Readonly<Record<string, string>>;
  /** All of them; those bound to a place stay. */
  readonly barcodes?: readonly string[];
  readonly isActive?: boolean;
};

/**
 * Changes what the change names, of one item (uuid). Orders, receipts and prices of before keep what they said. Refuses
 * with catalog.unknown, catalog.barcode_taken, catalog.gtin_invalid.
 */
export async function changeItem(tx: Tx, itemId: string, change: ItemChange): Promise<void> {
  const { item, product } = await lockItem(tx, itemId);
  const nextProduct = withProductSearch(productAfter(product, change));
  const nextItem = withItemSearch({
    ...item,
    tax_class: change.taxClass ?? item.tax_class,
    option_values: change.optionValues ?? item.option_values,
    is_active: change.isActive ?? item.is_active,
  });
  await updateItemRows(tx, [nextItem]);
  if (change.barcodes !== undefined) {
    await replaceCodes(tx, item, change.barcodes);
  }
  const isOfAll = productFields.some((field) => change[field] !== undefined);
  if (isOfAll) {
    await updateProductRows(tx, [nextProduct]);
  }
  const changed = isOfAll ? await findSiblings(tx, itemId) : await findItems(tx, [itemId]);
  for (const each of changed.values()) {
    announceChange(tx, each);
  }
}

/** What is said of a product is said of each of its variants. */
export async function announceChanges(tx: Tx, itemId: string): Promise<void> {
  for (const sibling of await findSiblings(tx, itemId)) {
    announceChange(tx, sibling);
  }
}

function announceChange(tx: Tx, { id, productId, code }: CatalogItem): void {
  const itemId = formatId('item', id);
  const ids = { itemId, productId: formatId('product', productId) };
  tx.emit(catalogItemChanged.make(itemId, { ...ids, code }));
}

const productFields = [
  'nameJa',
  'nameEn',
  'nameKana',
  'descriptionJa',
  'descriptionEn',
  'tags',
] as const;

function productAfter(product: ProductRow, change: ItemChange): ProductRow {
  const or = <Value>(wish: Value | undefined, before: Value) =>
    wish === undefined ? before : wish;
  return {
    ...product,
    name_ja: change.nameJa ?? product.name_ja,
    name_en: or(change.nameEn, product.name_en),
    name_kana: or(change.nameKana, product.name_kana),
    description_ja: or(change.descriptionJa, product.description_ja),
    description_en: or(change.descriptionEn, product.description_en),
    tags: change.tags ?? product.tags,
  };
}

export type VariantToAdd = {
  readonly code: string;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly taxClass?: TaxClass;
  readonly barcodes?: readonly string[];
  readonly price?: PriceToSet;
};

/**
 * Adds a variant beside an item (uuid), with its unit and, unless told, its tax class; answers the new item's id (uuid).
 * Refuses with catalog.unknown, catalog.code_taken, catalog.options_taken, catalog.barcode_taken, catalog.gtin_invalid
 * and as `changePrice`.
 */
export async function addVariant(tx: Tx, besideId: string, variant: VariantToAdd): Promise<string> {
  const { item, product } = await lockItem(tx, besideId);
  const siblings = await findSiblings(tx, besideId);
  const same = siblings.find((each) => isSame(each.optionValues, variant.optionValues));
  if (same !== undefined) {
    throw catalogRefusals.options_taken({ code: same.code });
  }
  const row = withItemSearch({
    ...newItemRow(item.source, variant.code, product.id),
    option_values: variant.optionValues,
    tax_class: variant.taxClass ?? item.tax_class,
    unit: item.unit,
    price_per: item.price_per,
    is_weighed: item.is_weighed,
  });
  await insertItemRows(tx, [row]);
  await insertCodeRows(tx, codeRowsOf(row.id, item.source, variant.barcodes ?? []));
  const itemId = formatId('item', row.id);
  const productId = formatId('product', product.id);
  const { source, code } = row;
  tx.emit(
    catalogItemAdded.make(itemId, { itemId, productId, source, code, name: product.name_ja }),
  );
  // Those beside it have one more to choose from.
  for (const sibling of siblings) {
    announceChange(tx, sibling);
  }
  if (variant.price !== undefined) {
    await changePrice(tx, row.id, variant.price);
  }
  return row.id;
}

/** The product first, so that two changes of its variants never wait for each other crosswise. */
export async function lockItem(
  tx: Tx,
  itemId: string,
): Promise<{ item: ItemRow; product: ProductRow }> {
  const product = await lockProductRow(tx, itemId);
  const item = await lockItemRow(tx, itemId);
  if (product === undefined || item === undefined) {
    throw catalogRefusals.unknown();
  }
  return { item, product };
}

async function replaceCodes(tx: Tx, item: ItemRow, barcodes: readonly string[]): Promise<void> {
  const wanted = codeRowsOf(item.id, item.source, barcodes);
  const held = await findCodeRowsOfItem(tx, item.id);
  const keyOf = ({ kind, value }: { readonly kind: string; readonly value: string }) =>
    `${kind} ${value}`;
  const stay = new Set(wanted.map(keyOf));
  const there = new Set(held.map(keyOf));
  await deleteCodeRows(
    tx,
    held.filter((row) => !stay.has(keyOf(row))).map(({ id }) => id),
  );
  await insertCodeRows(
    tx,
    wanted.filter((row) => !there.has(keyOf(row))).map((row) => ({ ...row, id: newId() })),
  );
}

function isSame(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  );
}
