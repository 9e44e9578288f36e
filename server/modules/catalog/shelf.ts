// What a shop window keeps of the catalogue: every item with its words, pictures and the price of one place.
// A window reads it once and then asks what changed, so a page of the shop needs no query for it.
import type { Tx } from '#kernel/transaction';
import {
  type CatalogItem,
  findPrices,
  type ItemPrice,
  priceKey,
  toCatalogItem,
} from './find-items.ts';
import {
  listCategoryRows,
  listChangedShelfRows,
  listShelfRows,
  type ShelfMediaRow,
  type ShelfRow,
} from './store-shelf.ts';

export type ShelfMedia = ShelfMediaRow;

export type ShelfItem = CatalogItem & {
  readonly productName: { readonly ja: string; readonly en: string | null };
  readonly variantName: { readonly ja: string | null; readonly en: string | null };
  readonly nameKana: string | null;
  readonly tags: readonly string[];
  readonly description: { readonly ja: string | null; readonly en: string | null };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly position: number;
  readonly listedAt: Temporal.Instant;
  readonly media: readonly ShelfMedia[];
  /** At the place asked for, now; undefined when it has none there. */
  readonly price: ItemPrice | undefined;
};

/** A page of all items in the order of their ids, after one (uuid). */
export async function listShelf(
  tx: Tx,
  placeId: string,
  after: string,
  limit: number,
): Promise<ShelfItem[]> {
  return withPrices(tx, placeId, await listShelfRows(tx, after, limit));
}

/** Items that changed, or whose price did, since a moment. */
export async function findShelfChanges(
  tx: Tx,
  placeId: string,
  since: Temporal.Instant,
): Promise<ShelfItem[]> {
  return withPrices(tx, placeId, await listChangedShelfRows(tx, since));
}

export type ShelfCategory = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: { readonly ja: string; readonly en: string | null };
};

/** All categories in their order. */
export async function listCategories(tx: Tx): Promise<ShelfCategory[]> {
  return (await listCategoryRows(tx)).map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: { ja: row.name_ja, en: row.name_en },
  }));
}

async function withPrices(tx: Tx, placeId: string, rows: readonly ShelfRow[]) {
  const asked = rows.map(({ id }) => ({ itemId: id, placeId }));
  const prices = await findPrices(tx, asked, tx.now);
  return rows.map((row) => toShelfItem(row, prices.get(priceKey(row.id, placeId))));
}

function toShelfItem(row: ShelfRow, price: ItemPrice | undefined): ShelfItem {
  return {
    ...toCatalogItem(row),
    productName: { ja: row.name_ja, en: row.name_en },
    variantName: { ja: row.variant_name_ja, en: row.variant_name_en },
    nameKana: row.name_kana,
    tags: row.tags,
    description: { ja: row.description_ja, en: row.description_en },
    attributes: row.attributes,
    position: row.position,
    listedAt: row.listed_at,
    media: row.media,
    price,
  };
}
