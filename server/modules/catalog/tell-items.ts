// Items as the API shows them, with the price that holds now.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';
import { findPrices, type ItemPrice, priceKey, toCatalogItem } from './find-items.ts';
import { shortGtin } from './gtin.ts';
import type { Item, ItemSummary } from './schemas.ts';
import { type CardRow, findCardRows } from './views.ts';

/** An item without its price, which is the place's and the moment's. */
export type ItemCard = {
  readonly summary: Omit<ItemSummary, 'price'>;
  readonly more: Omit<Item, keyof ItemSummary>;
};

/** One item as its own transaction sees it. Refuses with catalog.unknown. */
export async function tellItem(tx: Tx, itemId: string, placeId: string | null): Promise<Item> {
  const [row] = await findCardRows(tx, [itemId]);
  if (row === undefined) {
    throw catalogRefusals.unknown();
  }
  const { summary, more } = toItemCard(row);
  const prices = await findPrices(tx, [{ itemId, placeId }], tx.now);
  return { ...summary, ...more, price: priceOf(prices.get(priceKey(itemId, placeId))) };
}

export function priceOf(price: ItemPrice | undefined): ItemSummary['price'] {
  return price === undefined
    ? null
    : {
        amountMinor: price.amountMinor,
        compareAtMinor: price.compareAtMinor,
        currency: price.currency,
        taxRateBp: price.taxRateBp,
      };
}

export function toItemCard(row: CardRow): ItemCard {
  const item = toCatalogItem(row);
  const media = row.media.map((each) => ({ ...each, id: formatId('media', each.id) }));
  return {
    summary: {
      id: formatId('item', item.id),
      productId: formatId('product', item.productId),
      source: item.source,
      code: item.code,
      name: { ja: item.name, en: item.nameEn, kana: row.name_kana },
      kind: item.kind,
      brandId: formatOptionalId('brand', item.brandId),
      categoryId: formatOptionalId('category', item.categoryId),
      tags: row.tags,
      optionValues: item.optionValues,
      taxClass: item.taxClass,
      unit: item.unit,
      pricePer: item.pricePer,
      isWeighed: item.isWeighed,
      isActive: item.isActive,
      image: media.find((each) => each.kind === 'image') ?? null,
    },
    more: {
      productName: { ja: row.name_ja, en: row.name_en },
      description: { ja: row.description_ja, en: row.description_en },
      attributes: row.attributes,
      barcodes: row.codes.map((code) => (/^\d{14}$/.test(code) ? shortGtin(code) : code)),
      media,
      variantIds: row.variant_ids.map((id) => formatId('item', id)),
    },
  };
}
