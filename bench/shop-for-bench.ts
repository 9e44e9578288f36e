// A shop with 1,000 items and plenty of each, laid in before the tables are analysed: plans made on empty tables are
// a known trap (docs/decisions/0009-stock-and-holds.md).
import pg from 'pg';
import { perform } from '../server/kernel/batch.ts';
import { transaction } from '../server/kernel/transaction.ts';
import { importProducts } from '../server/modules/catalog/index.ts';
import { createGuestRecords } from '../server/modules/customers/index.ts';
import { post } from '../server/modules/ledger/index.ts';
import { openPlace } from '../server/modules/places/index.ts';
import { postFacts } from '../server/modules/stock/index.ts';
import type { CleanHouse } from './clean-house.ts';

export type BenchShop = {
  readonly webId: string;
  readonly storeId: string;
  readonly itemIds: readonly string[];
};

export async function openBenchShop(
  { house, databaseUrl }: CleanHouse,
  items = 1000,
): Promise<BenchShop> {
  const shop = await transaction(house.db, { timeoutMs: 60_000 }, async (tx) => {
    const place = { timeZone: 'Asia/Tokyo', currency: 'JPY' };
    const web = await openPlace(tx, { ...place, code: 'web', kind: 'web', nameJa: 'ウェブ店' });
    const store = await openPlace(tx, { ...place, code: 'store', kind: 'store', nameJa: '本店' });
    const made = await importProducts(
      tx,
      { source: 'bench', currency: 'JPY' },
      Array.from({ length: items }, (_, index) => ({
        code: `item-${index}`,
        name: `品 ${index}`,
        price: String(300 + (index % 50) * 10),
        taxClass: index % 3 === 0 ? ('reduced' as const) : ('standard' as const),
      })),
    );
    const itemIds = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      itemIds.flatMap((itemId) =>
        [web, store].map(({ id }) => ({
          placeId: id,
          itemId,
          quantityMilli: 1_000_000_000,
          kind: 'opening' as const,
        })),
      ),
    );
    return { webId: web.id, storeId: store.id, itemIds };
  });
  await analyse(databaseUrl);
  return shop;
}

/** Members who have a profile and an account of points already; answers their records (uuid). */
export async function addBenchMembers({ house }: CleanHouse, count: number): Promise<string[]> {
  return transaction(house.db, { timeoutMs: 60_000 }, async (tx) => {
    const recordIds = await createGuestRecords(
      tx,
      Array.from({ length: count }, (_, index) => ({
        fullName: `会員 ${index}`,
        email: `member-${index}@example.com`,
      })),
    );
    await perform(
      tx,
      post,
      recordIds.map((ownerId) => ({
        kind: 'earn' as const,
        account: { ownerKind: 'record' as const, ownerId, unit: 'points' },
        amount: 100,
        expiresAt: null,
        reference: `bench ${ownerId}`,
      })),
    );
    return recordIds;
  });
}

async function analyse(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    'ANALYZE places.place; ANALYZE catalog.item; ANALYZE catalog.price; ANALYZE stock.balance',
  );
  await client.end();
}
