// The narrow answers other modules ask the catalogue for.
import type { Tx } from '#kernel/transaction';
import { readCode } from './gtin.ts';
import type { ProductKind, TaxClass, Unit } from './store.ts';
import {
  type FoundItemRow,
  findItemRows,
  findItemRowsByCodes,
  findPriceRows,
  type PriceAsked,
} from './views.ts';

export type CatalogItem = {
  /** uuid */
  readonly id: string;
  readonly productId: string;
  readonly source: string;
  readonly code: string;
  /** As it stands on a receipt: the product's name and the variant's. */
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: ProductKind;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly brandId: string | null;
  readonly categoryId: string | null;
  readonly taxClass: TaxClass;
  readonly unit: Unit;
  /** How many units the price is for: 1, or 100 when it is by 100 g. */
  readonly pricePer: number;
  readonly isWeighed: boolean;
  /** False for services, fees and what is downloaded: nothing lies on a shelf. */
  readonly isStocked: boolean;
  /** Both the item and its product. */
  readonly isActive: boolean;
};

/** Whether so much of it can be promised: of what is sold by the piece only whole ones. */
export function isInWholePieces(
  { isWeighed, unit }: Pick<CatalogItem, 'isWeighed' | 'unit'>,
  quantityMilli: number,
): boolean {
  return isWeighed || unit !== 'each' || quantityMilli % 1000 === 0;
}

/** Items by id (uuid); unknown ids are left out, inactive items are not. */
export async function findItems(
  tx: Tx,
  itemIds: readonly string[],
): Promise<Map<string, CatalogItem>> {
  const rows = itemIds.length === 0 ? [] : await findItemRows(tx, itemIds);
  return new Map(rows.map((row) => [row.id, toCatalogItem(row)]));
}

export type ItemOfCode = CatalogItem & {
  /** How much one scan stands for, in thousandths: a carton of 12 is 12000. */
  readonly quantityMilli: number;
};

/**
 * Items by own code, JAN/UPC in any form, in-store number or GS1 Digital Link, as they were scanned or
 * typed; key is the text asked for. Where several answer, the active one of our own catalogue comes first.
 * In-store numbers bound to a place answer only when that place (uuid) is named.
 */
export async function findItemsByCode(
  tx: Tx,
  codes: readonly string[],
  placeId: string | null = null,
): Promise<Map<string, ItemOfCode>> {
  const asked = [...new Set(codes)].map((code) => {
    const { kind, value } = readCode(code);
    return { asked: code, kind, value };
  });
  const rows = asked.length === 0 ? [] : await findItemRowsByCodes(tx, asked, placeId);
  const best = new Map<string, ItemOfCode>();
  for (const row of rows) {
    if (!best.has(row.asked)) {
      best.set(row.asked, { ...toCatalogItem(row), quantityMilli: row.quantity_milli });
    }
  }
  return best;
}

export type ItemPrice = {
  /** Tax included, for `pricePer` units. */
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly currency: string;
  readonly taxClass: TaxClass;
  /** 1000 is 10%. */
  readonly taxRateBp: number;
  readonly pricePer: number;
};

/** The key of `findPrices`' answer. */
export function priceKey(itemId: string, placeId: string | null): string {
  return `${itemId} ${placeId ?? ''}`;
}

/**
 * The price of each item at each place at a moment, by `priceKey`; an item without a price is left out.
 * A price of the asked list goes before a general one, of the place before one for everywhere, then the
 * newest. The tax rate is that of the Japanese day of the moment (消費税法).
 */
export async function findPrices(
  tx: Tx,
  asked: readonly PriceAsked[],
  at: Temporal.Instant,
): Promise<Map<string, ItemPrice>> {
  const rows = asked.length === 0 ? [] : await findPriceRows(tx, asked, at);
  const prices = new Map<string, ItemPrice>();
  for (const row of rows) {
    const pair = asked[row.number - 1];
    if (pair !== undefined) {
      prices.set(priceKey(pair.itemId, pair.placeId), {
        amountMinor: row.amount_minor,
        compareAtMinor: row.compare_at_minor,
        currency: row.currency,
        taxClass: row.tax_class,
        taxRateBp: row.rate_bp,
        pricePer: row.price_per,
      });
    }
  }
  return prices;
}

export function toCatalogItem(row: FoundItemRow): CatalogItem {
  const nameEn = row.name_en === null ? null : joined(row.name_en, row.variant_name_en);
  return {
    id: row.id,
    productId: row.product_id,
    source: row.source,
    code: row.code,
    name: joined(row.name_ja, row.variant_name_ja),
    nameEn,
    kind: row.kind,
    optionValues: row.option_values,
    brandId: row.brand_id,
    categoryId: row.category_id,
    taxClass: row.tax_class,
    unit: row.unit,
    pricePer: row.price_per,
    isWeighed: row.is_weighed,
    isStocked: row.kind === 'goods' || row.kind === 'menu',
    isActive: row.is_active,
  };
}

function joined(name: string, variant: string | null): string {
  return variant === null ? name : `${name} ${variant}`;
}
