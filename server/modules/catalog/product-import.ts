// A row of an import and what it makes of a product and an item. What a row does not say stays as it is, so
// a file of prices does not wipe the names. Pure: the same rows over the same catalogue change nothing.
import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '#kernel/errors';
import { type CurrencyCode, toMinor } from '#kernel/money';
import { catalogRefusals } from './errors.ts';
import { withItemSearch, withProductSearch } from './new-rows.ts';
import type { ItemRow, PriceRow, ProductKind, ProductRow, TaxClass, Unit } from './store.ts';

type CategoryStep = {
  readonly code: string;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
};

export type ProductToImport = {
  /** The item's code (SKU) within the source. */
  readonly code: string;
  /** Groups variants; without it the item is a product of its own. */
  readonly productCode?: string | undefined;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly nameKana?: string | undefined;
  readonly variantName?: string | undefined;
  readonly variantNameEn?: string | undefined;
  readonly optionValues?: Readonly<Record<string, string>> | undefined;
  readonly description?: string | undefined;
  readonly descriptionEn?: string | undefined;
  readonly kind?: ProductKind | undefined;
  /** From the widest to the narrowest. */
  readonly categoryPath?: readonly CategoryStep[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly taxClass?: TaxClass | undefined;
  readonly unit?: Unit | undefined;
  readonly isWeighed?: boolean | undefined;
  /** Tax included, decimal text: `198`, `2.55`. */
  readonly price?: string | undefined;
  readonly compareAtPrice?: string | undefined;
  readonly unitCost?: string | undefined;
  readonly currency?: CurrencyCode | undefined;
  /** JAN, UPC, in-store numbers or what else is printed. */
  readonly barcodes?: readonly string[] | undefined;
  readonly imageUrls?: readonly string[] | undefined;
  readonly isActive?: boolean | undefined;
  /** The row only adds pictures to its product and is no article. */
  readonly isImageOnly?: boolean | undefined;
};

export type ImportOutcome =
  | { readonly outcome: 'created' | 'updated' | 'unchanged'; readonly itemId: string | null }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

const amountMinorMax = 9_000_000_000_000;

/** The refusal of a row whose amounts cannot be, undefined when they can. */
export function refuseAmounts(row: ProductToImport, currency: CurrencyCode): Refusal | undefined {
  for (const price of [row.price, row.compareAtPrice, row.unitCost]) {
    if (price !== undefined && !isAmount(price, row.currency ?? currency)) {
      return catalogRefusals.price_out_of_range({ price: price.slice(0, 40) });
    }
  }
  return undefined;
}

function isAmount(text: string, currency: CurrencyCode): boolean {
  return /^\d{1,13}(?:\.\d{1,9})?$/.test(text) && toMinor(text, currency) <= amountMinorMax;
}

/** Rows of one thing as one row: what is said first counts. */
export function mergeRows(rows: readonly ProductToImport[]): ProductToImport {
  const merged: Record<string, unknown> = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      merged[name] ??= value;
    }
  }
  const urls = rows.flatMap((row) => row.imageUrls ?? []);
  const barcodes = rows.flatMap((row) => row.barcodes ?? []);
  return { ...(merged as ProductToImport), imageUrls: urls, barcodes };
}

/** The product after the row. */
export function applyToProduct(
  product: ProductRow,
  row: ProductToImport,
  categoryId: string | undefined,
): ProductRow {
  return withProductSearch({
    ...product,
    kind: row.kind ?? product.kind,
    name_ja: row.name ?? product.name_ja,
    name_en: row.nameEn ?? product.name_en,
    name_kana: row.nameKana ?? product.name_kana,
    description_ja: row.description ?? product.description_ja,
    description_en: row.descriptionEn ?? product.description_en,
    category_id: categoryId ?? product.category_id,
    tags: row.tags ?? product.tags,
    attributes: { ...product.attributes, ...row.attributes },
  });
}

/** The item after the row. */
export function applyToItem(
  item: ItemRow,
  row: ProductToImport,
  productId: string,
  currency: CurrencyCode,
): ItemRow {
  const cost = row.unitCost?.replace(/^0+(?=\d)/, '');
  const isWeighed = row.isWeighed ?? item.is_weighed;
  const unit = row.unit ?? item.unit;
  return withItemSearch({
    ...item,
    product_id: productId,
    variant_name_ja: row.variantName ?? item.variant_name_ja,
    variant_name_en: row.variantNameEn ?? item.variant_name_en,
    option_values: row.optionValues ?? item.option_values,
    tax_class: row.taxClass ?? item.tax_class,
    unit: isWeighed && unit === 'each' ? 'g' : unit,
    is_weighed: isWeighed,
    unit_cost: cost ?? item.unit_cost,
    unit_cost_currency: cost === undefined ? item.unit_cost_currency : (row.currency ?? currency),
    is_active: row.isActive ?? item.is_active,
  });
}

export type Amounts = Pick<PriceRow, 'amount_minor' | 'compare_at_minor' | 'currency'>;

/** The row's price, undefined when it has none or it is the one that holds. */
export function changedPrice(
  held: Amounts | undefined,
  row: ProductToImport,
  usualCurrency: CurrencyCode,
): Amounts | undefined {
  if (row.price === undefined) {
    return undefined;
  }
  const currency = row.currency ?? usualCurrency;
  const amount_minor = toMinor(row.price, currency);
  const compare = row.compareAtPrice;
  const compare_at_minor =
    compare === undefined ? (held?.compare_at_minor ?? null) : toMinor(compare, currency);
  const isHeld =
    held?.amount_minor === amount_minor &&
    held.compare_at_minor === compare_at_minor &&
    held.currency === currency;
  return isHeld ? undefined : { amount_minor, compare_at_minor, currency };
}

/** Whether two rows hold the same, whatever the order of the keys inside. */
export function isSameRow(a: object, b: object): boolean {
  return isDeepStrictEqual(a, b);
}
