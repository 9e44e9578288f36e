// Items as the API shows them, with the price that holds now.
import { formatId, formatOptionalId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { catalogRefusals } from './errors.ts';
import { findPrices, type ItemPrice, priceKey, toCatalogItem } from './find-items.ts';
import { shortGtin } from './gtin.ts';
import type { Item, ItemSummary } from './schemas.ts';
import { type CardRow, findCardRows } from './views.ts';

/** In the order of the ids (uuid); prices are those of the place, or those that hold everywhere. */
export async function tellItems(
  tx: Tx,
  itemIds: readonly string[],
  placeId: string | null,
): Promise<ItemSummary[]> {
  const { cards, priceOf } = await loadCards(tx, itemIds, placeId);
  return itemIds.flatMap((id) => {
    const card = cards.get(id);
    return card === undefined ? [] : [toSummary(card, priceOf(id))];
  });
}

/** One item with all that is known of it. Refuses with catalog.unknown. */
export async function tellItem(tx: Tx, itemId: string, placeId: string | null): Promise<Item> {
  const { cards, priceOf } = await loadCards(tx, [itemId], placeId);
  const card = cards.get(itemId);
  if (card === undefined) {
    throw catalogRefusals.unknown();
  }
  return {
    ...toSummary(card, priceOf(itemId)),
    description: { ja: card.description_ja, en: card.description_en },
    attributes: card.attributes,
    barcodes: card.codes.map((code) => (/^\d{14}$/.test(code) ? shortGtin(code) : code)),
    media: card.media,
    variantIds: card.variant_ids.map((id) => formatId('item', id)),
  };
}

async function loadCards(tx: Tx, itemIds: readonly string[], placeId: string | null) {
  const rows = await findCardRows(tx, itemIds);
  const asked = itemIds.map((itemId) => ({ itemId, placeId }));
  const prices = await findPrices(tx, asked, tx.now);
  return {
    cards: new Map(rows.map((row) => [row.id, row])),
    priceOf: (id: string) => prices.get(priceKey(id, placeId)),
  };
}

function toSummary(card: CardRow, price: ItemPrice | undefined): ItemSummary {
  const item = toCatalogItem(card);
  return {
    id: formatId('item', item.id),
    productId: formatId('product', item.productId),
    source: item.source,
    code: item.code,
    name: { ja: item.name, en: item.nameEn, kana: card.name_kana },
    kind: item.kind,
    brandId: formatOptionalId('brand', item.brandId),
    categoryId: formatOptionalId('category', item.categoryId),
    tags: card.tags,
    optionValues: item.optionValues,
    taxClass: item.taxClass,
    unit: item.unit,
    pricePer: item.pricePer,
    isWeighed: item.isWeighed,
    isActive: item.isActive,
    price:
      price === undefined
        ? null
        : {
            amountMinor: price.amountMinor,
            compareAtMinor: price.compareAtMinor,
            currency: price.currency,
            taxRateBp: price.taxRateBp,
          },
    image: card.media.find((each) => each.kind === 'image') ?? null,
  };
}
