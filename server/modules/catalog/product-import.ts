// A row of an import and what it makes of a product and an item. What a row does not say stays as it is, so
// a file of prices does not wipe the names. Pure: the same rows over the same catalogue change nothing.
import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '#kernel/errors';
import { type CurrencyCode, toMinor } from '#kernel/money';
import { foldForShiftJis } from '#kernel/shift-jis';
import type { AskedPrice } from './decide-price.ts';
import { catalogRefusals } from './errors.ts';
import { withItemSearch, withProductSearch } from './new-rows.ts';
import type { ItemRow, ProductKind, ProductRow, TaxClass, Unit } from './store.ts';

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
  /** uuid of the place the price is for; not said, it is for everywhere. */
  readonly placeId?: string | undefined;
  /** Not said, the price is from now on. */
  readonly validFrom?: Temporal.Instant | undefined;
  /** Null: the price has no end. Not said: as it was. */
  readonly validUntil?: Temporal.Instant | null | undefined;
  /** The row only adds pictures to its product and is no article. */
  readonly isImageOnly?: boolean | undefined;
};

export type ImportOutcome =
  | {
      readonly outcome: 'created' | 'updated' | 'unchanged';
      readonly itemId: string | null;
      /** Of an update: what becomes otherwise. */
      readonly changes: readonly FieldChange[];
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** A field by its name in ProductToImport, as people read it before and after. */
export type FieldChange = {
  readonly field: keyof ProductToImport;
  readonly before: string | null;
  readonly after: string | null;
};

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

/** Whether the row's price is for a place or a time of its own. */
export function isPlaced({ price, placeId, validFrom, validUntil }: ProductToImport): boolean {
  const isOfTime = validFrom !== undefined || (validUntil ?? undefined) !== undefined;
  return price !== undefined && (placeId !== undefined || isOfTime);
}

const ofPrice: ReadonlySet<string> = new Set(['price', 'compareAtPrice', 'validUntil']);
const ofPlaceOrTime: ReadonlySet<string> = new Set(['placeId', 'validFrom']);

/** Rows of one thing as one row: what is said first counts. Prices of a place or time stand for themselves. */
export function mergeRows(rows: readonly ProductToImport[]): ProductToImport {
  const merged: Record<string, unknown> = {};
  for (const row of rows) {
    const hasOwnPrice = isPlaced(row);
    for (const [name, value] of Object.entries(row)) {
      if (!ofPlaceOrTime.has(name) && !(hasOwnPrice && ofPrice.has(name))) {
        merged[name] ??= value;
      }
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
    name_ja: said(product.name_ja, row.name) ?? product.name_ja,
    name_en: said(product.name_en, row.nameEn),
    name_kana: said(product.name_kana, row.nameKana),
    description_ja: said(product.description_ja, row.description),
    description_en: said(product.description_en, row.descriptionEn),
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
  const told = row.unitCost?.replace(/^0+(?=\d)/, '');
  const cost = told === item.unit_cost ? undefined : told;
  const isWeighed = row.isWeighed ?? item.is_weighed;
  const unit = row.unit ?? item.unit;
  return withItemSearch({
    ...item,
    product_id: productId,
    variant_name_ja: said(item.variant_name_ja, row.variantName),
    variant_name_en: said(item.variant_name_en, row.variantNameEn),
    option_values: row.optionValues ?? item.option_values,
    tax_class: row.taxClass ?? item.tax_class,
    unit: isWeighed && unit === 'each' ? 'g' : unit,
    is_weighed: isWeighed,
    unit_cost: cost ?? item.unit_cost,
    unit_cost_currency: cost === undefined ? item.unit_cost_currency : (row.currency ?? currency),
    is_active: row.isActive ?? item.is_active,
  });
}

/** What a row asks of the prices; undefined when it says none. */
export function askedPrice(
  row: ProductToImport,
  usualCurrency: CurrencyCode,
): AskedPrice | undefined {
  if (row.price === undefined) {
    return undefined;
  }
  const currency = row.currency ?? usualCurrency;
  return {
    placeId: row.placeId ?? null,
    amountMinor: toMinor(row.price, currency),
    compareAtMinor:
      row.compareAtPrice === undefined ? undefined : toMinor(row.compareAtPrice, currency),
    currency,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
  };
}

/** A text as the row says it; one that only went through another way of writing stays as it was. */
function said(held: string | null, text: string | undefined): string | null {
  return text === undefined || (held !== null && isRewritten(held, text)) ? held : text;
}

/** Shift_JIS has fewer signs, spreadsheets end lines otherwise, and cells are trimmed. */
function isRewritten(held: string, text: string): boolean {
  const plain = (each: string) => each.replaceAll('\r\n', '\n').trim();
  return plain(held) === plain(text) || foldForShiftJis(plain(held)) === plain(text);
}

const productFields = [
  ['name', 'name_ja'],
  ['nameEn', 'name_en'],
  ['nameKana', 'name_kana'],
  ['description', 'description_ja'],
  ['descriptionEn', 'description_en'],
  ['kind', 'kind'],
  ['tags', 'tags'],
  ['attributes', 'attributes'],
] as const satisfies readonly (readonly [keyof ProductToImport, keyof ProductRow])[];

const itemFields = [
  ['variantName', 'variant_name_ja'],
  ['variantNameEn', 'variant_name_en'],
  ['optionValues', 'option_values'],
  ['taxClass', 'tax_class'],
  ['unit', 'unit'],
  ['isWeighed', 'is_weighed'],
  ['unitCost', 'unit_cost'],
  ['isActive', 'is_active'],
] as const satisfies readonly (readonly [keyof ProductToImport, keyof ItemRow])[];

/** What of a product becomes otherwise. */
export function changesOfProduct(before: ProductRow, after: ProductRow): FieldChange[] {
  return changesOf(productFields, before, after);
}

/** What of an item becomes otherwise. */
export function changesOfItem(before: ItemRow, after: ItemRow): FieldChange[] {
  return changesOf(itemFields, before, after);
}

function changesOf<Row extends object>(
  fields: readonly (readonly [keyof ProductToImport, keyof Row])[],
  before: Row,
  after: Row,
): FieldChange[] {
  return fields.flatMap(([field, column]) =>
    isDeepStrictEqual(before[column], after[column])
      ? []
      : [{ field, before: shown(before[column]), after: shown(after[column]) }],
  );
}

/** A value as a table shows it. */
function shown(value: unknown): string | null {
  if (value === null || value === undefined) {
    return null;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** Whether two rows hold the same, whatever the order of the keys inside. */
export function isSameRow(a: object, b: object): boolean {
  return isDeepStrictEqual(a, b);
}
