// A person adds a product with its one item, and changes its price.
import { formatId, formatOptionalId, newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';
import { catalogItemAdded, catalogPriceChanged } from './events.ts';
import { findItems } from './find-items.ts';
import { readCode } from './gtin.ts';
import { newItemRow, newProductRow, withItemSearch, withProductSearch } from './new-rows.ts';
import {
  type CodeRow,
  type ItemRow,
  insertCodeRows,
  insertItemRows,
  insertPriceRows,
  insertProductRows,
  type PriceRow,
  type ProductKind,
  type ProductRow,
  type TaxClass,
  type Unit,
} from './store.ts';

/** Our own catalogue, beside those that imports bring. */
const ownSource = 'house';

export type PriceToSet = {
  /** Tax included, for `pricePer` units of the item. */
  readonly amountMinor: number;
  readonly compareAtMinor?: number;
  readonly currency: string;
  /** uuid; left out: everywhere. */
  readonly placeId?: string;
  /** uuid; left out: for everybody. */
  readonly priceListId?: string;
  /** Now, when left out. */
  readonly validFrom?: Temporal.Instant;
  readonly validUntil?: Temporal.Instant;
  readonly reason?: string;
};

export type ItemToAdd = {
  readonly code: string;
  readonly nameJa: string;
  readonly nameEn?: string;
  readonly nameKana?: string;
  readonly descriptionJa?: string;
  readonly descriptionEn?: string;
  readonly kind?: ProductKind;
  /** uuid */
  readonly brandId?: string;
  /** uuid */
  readonly categoryId?: string;
  readonly tags?: readonly string[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly optionValues?: Readonly<Record<string, string>>;
  readonly taxClass?: TaxClass;
  readonly unit?: Unit;
  readonly pricePer?: number;
  readonly isWeighed?: boolean;
  readonly barcodes?: readonly string[];
  readonly price?: PriceToSet;
};

/**
 * Adds a product with one item; answers the item's id (uuid). Refuses with catalog.code_taken,
 * catalog.barcode_taken, catalog.gtin_invalid, catalog.brand_unknown, catalog.category_unknown,
 * catalog.weighed_by_piece and as `changePrice`.
 */
export async function addItem(tx: Tx, item: ItemToAdd): Promise<string> {
  const unit = item.unit ?? 'each';
  const isWeighed = item.isWeighed ?? false;
  if (isWeighed && unit === 'each') {
    throw catalogRefusals.weighed_by_piece();
  }
  const product = productRowOf(item);
  const row: ItemRow = withItemSearch({
    ...newItemRow(ownSource, item.code, product.id),
    option_values: item.optionValues ?? {},
    tax_class: item.taxClass ?? 'standard',
    unit,
    price_per: item.pricePer ?? 1,
    is_weighed: isWeighed,
  });
  const codes = codeRowsOf(row.id, ownSource, item.barcodes ?? []);
  await insertProductRows(tx, [product]);
  await insertItemRows(tx, [row]);
  await insertCodeRows(tx, codes);
  const itemId = formatId('item', row.id);
  const productId = formatId('product', product.id);
  const { code, nameJa: name } = item;
  tx.emit(catalogItemAdded.make(itemId, { itemId, productId, source: ownSource, code, name }));
  if (item.price !== undefined) {
    await insertPrice(tx, row.id, item.price);
  }
  return row.id;
}

function productRowOf(item: ItemToAdd): ProductRow {
  return withProductSearch({
    ...newProductRow(ownSource, item.code, item.nameJa),
    kind: item.kind ?? 'goods',
    name_en: item.nameEn ?? null,
    name_kana: item.nameKana ?? null,
    description_ja: item.descriptionJa ?? null,
    description_en: item.descriptionEn ?? null,
    brand_id: item.brandId ?? null,
    category_id: item.categoryId ?? null,
    tags: item.tags ?? [],
    attributes: item.attributes ?? {},
  });
}

/** What has the length of a JAN but not its check digit is a mistyped one, not a label. */
export function codeRowsOf(itemId: string, source: string, barcodes: readonly string[]): CodeRow[] {
  const rows = new Map<string, CodeRow>();
  for (const barcode of barcodes) {
    const { kind, value } = readCode(barcode);
    if (kind === 'label' && /^(?:\d{8}|\d{12,14})$/.test(value)) {
      throw catalogRefusals.gtin_invalid({ barcode });
    }
    rows.set(value, { id: newId(), item_id: itemId, source, kind, value, place_id: null });
  }
  return [...rows.values()];
}

/**
 * Sets the price from a moment on (now unless told), everywhere or at one place. Refuses with
 * catalog.unknown, catalog.place_unknown, catalog.price_ends_early.
 */
export async function changePrice(tx: Tx, itemId: string, price: PriceToSet): Promise<void> {
  const items = await findItems(tx, [itemId]);
  if (!items.has(itemId)) {
    throw catalogRefusals.unknown();
  }
  await insertPrice(tx, itemId, price);
}

async function insertPrice(tx: Tx, itemId: string, price: PriceToSet): Promise<void> {
  const validFrom = price.validFrom ?? tx.now;
  const { validUntil = null } = price;
  if (validUntil !== null && Temporal.Instant.compare(validUntil, validFrom) <= 0) {
    throw catalogRefusals.price_ends_early({ validFrom: validFrom.toString() });
  }
  const row: PriceRow = {
    id: newId(),
    item_id: itemId,
    place_id: price.placeId ?? null,
    price_list_id: price.priceListId ?? null,
    amount_minor: price.amountMinor,
    compare_at_minor: price.compareAtMinor ?? null,
    currency: price.currency,
    valid_from: validFrom,
    valid_until: validUntil,
    reason: price.reason ?? null,
  };
  await insertPriceRows(tx, [row]);
  const subject = formatId('item', itemId);
  tx.emit(
    catalogPriceChanged.make(
      subject,
      {
        itemId: subject,
        placeId: formatOptionalId('place', row.place_id),
        priceListId: formatOptionalId('priceList', row.price_list_id),
        amountMinor: row.amount_minor,
        currency: row.currency,
        validFrom: validFrom.toString(),
        validUntil: validUntil?.toString() ?? null,
      },
      { placeId: row.place_id },
    ),
  );
}
