// Items and pages of the list in memory, kept by the log, as the API tells them. A sale changes neither.
import type { Database } from '#kernel/db';
import { tryParseId } from '#kernel/ids';
import { defineLogKeptCache } from '#kernel/log-kept-cache';
import { catalogRefusals } from './errors.ts';
import { catalogImported, catalogItemAdded, catalogItemChanged } from './events.ts';
import { type CatalogItem, priceKey, toCatalogItem } from './find-items.ts';
import { findKeptPrices } from './kept-prices.ts';
import type { Item, ItemSummary } from './schemas.ts';
import { listFirstHit, listPage } from './search-items.ts';
import { type ItemCard, priceOf, toItemCard } from './tell-items.ts';
import { findCardRows } from './views.ts';

type KeptItem = { readonly item: CatalogItem; readonly card: ItemCard };

const items = defineLogKeptCache<KeptItem>({
  name: 'catalog.items',
  // In kilobytes of JSON, twice to three times that in memory: 100 MB when full.
  weightMax: 40_000,
  weigh: ({ card }) => 0.5 + JSON.stringify(card).length / 1024,
  hears: [catalogItemAdded.type, catalogItemChanged.type, catalogImported.type],
  drops: ({ type, subject }) => {
    const id = type === catalogImported.type ? undefined : tryParseId('item', subject);
    return id === undefined ? 'all' : [id];
  },
  load: async (db, itemIds) => {
    const rows = await findCardRows(db, itemIds);
    return new Map(
      rows.map((row) => [row.id, { item: toCatalogItem(row), card: toItemCard(row) }]),
    );
  },
});

type Page = { readonly itemIds: readonly string[]; readonly next: string | null };

/** Pages of the list by their cursor; anything new may stand on any of them. */
const pages = defineLogKeptCache<Page>({
  name: 'catalog.list',
  weightMax: 40_000,
  weigh: ({ itemIds }) => itemIds.length + 1,
  hears: [catalogItemAdded.type, catalogItemChanged.type, catalogImported.type],
  drops: () => 'all',
  load: async (db, keys) => {
    const found = new Map<string, Page>();
    for (const key of keys) {
      const [limit = '50', after = ''] = key.split(' ');
      found.set(key, await listPage(db, listFirstHit(after), Number(limit)));
    }
    return found;
  },
});

/** Items by id (uuid) from memory; unknown ids are left out. Never inside a transaction. */
export async function findKeptItems(
  db: Database,
  itemIds: readonly string[],
): Promise<Map<string, CatalogItem>> {
  const found = await items.find(db, itemIds);
  return new Map([...found].map(([id, { item }]) => [id, item]));
}

/** What is in memory of these items, and which are not. For use inside a transaction, then `findItems`. */
export function knownItems(
  db: Database,
  itemIds: readonly string[],
): { readonly items: Map<string, CatalogItem>; readonly missing: readonly string[] } {
  const known = new Map<string, CatalogItem>();
  const missing: string[] = [];
  for (const id of itemIds) {
    const kept = items.known(db, id);
    if (kept === undefined) {
      missing.push(id);
    } else {
      known.set(id, kept.item);
    }
  }
  if (missing.length > 0) {
    items.warm(db, missing);
  }
  return { items: known, missing };
}

/** A page of the list by name. Refuses with catalog.cursor_malformed. */
export async function findKeptPage(
  db: Database,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page> {
  listFirstHit(after);
  const page = await pages.findOne(db, `${limit} ${after}`);
  return page ?? { itemIds: [], next: null };
}

/** As `tellItems`, from memory and for now. */
export async function tellKeptItems(
  db: Database,
  itemIds: readonly string[],
  placeId: string | null,
): Promise<ItemSummary[]> {
  const found = await items.find(db, itemIds);
  const prices = await findKeptPrices(
    db,
    itemIds.map((itemId) => ({ itemId, placeId })),
  );
  return itemIds.flatMap((id) => {
    const kept = found.get(id);
    return kept === undefined
      ? []
      : [{ ...kept.card.summary, price: priceOf(prices.get(priceKey(id, placeId))) }];
  });
}

/** As `tellItem`, from memory and for now. Refuses with catalog.unknown. */
export async function tellKeptItem(
  db: Database,
  itemId: string,
  placeId: string | null,
): Promise<Item> {
  const kept = await items.findOne(db, itemId);
  if (kept === undefined) {
    throw catalogRefusals.unknown();
  }
  const prices = await findKeptPrices(db, [{ itemId, placeId }]);
  const { summary, more } = kept.card;
  return { ...summary, ...more, price: priceOf(prices.get(priceKey(itemId, placeId))) };
}
