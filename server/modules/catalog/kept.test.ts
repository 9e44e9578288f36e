// What is told from memory is what the database would tell, and changes with it.
import fc from 'fast-check';
import { systemClock } from '#kernel/clock';
import { transaction } from '#kernel/transaction';
import { ensurePlace } from '#places';
import { expect, openSecondServer, openTestHouse, roundsOf, type TestHouse, test } from '#testing';
import { findPrices, priceKey } from './find-items.ts';
import { importProducts } from './import-products.ts';
import { findKeptPrices, knownPrices } from './kept-prices.ts';
import { priceOn, toPriceSheet } from './price-sheet.ts';
import { openSearchIndex } from './search/kept-index.ts';
import { insertPriceRows } from './store.ts';
import { listTaxRateRows, sheetPriceRows } from './views.ts';

async function addItem(house: TestHouse, code: string, amountMinor?: number): Promise<string> {
  const price = amountMinor === undefined ? {} : { price: { amountMinor } };
  const body = { code, nameJa: `品 ${code}`, ...price };
  return (await house.request('POST', '/api/catalog/items', body, await house.as('owner'))).body.id;
}

async function priceOf(house: TestHouse, id: string, query = ''): Promise<number | undefined> {
  return (await house.request('GET', `/api/catalog/items/${id}${query}`)).body.price?.amountMinor;
}

async function setPrice(house: TestHouse, id: string, price: object): Promise<void> {
  const url = `/api/catalog/items/${id}/price`;
  const { status } = await house.request('PUT', url, price, await house.as('owner'));
  expect(status).toBe(200);
}

test('a new price is told by the next request', async ({ house }) => {
  const id = await addItem(house, 'kept-price', 100);
  for (const amountMinor of [200, 300, 400]) {
    expect(await priceOf(house, id)).not.toBe(amountMinor);
    await setPrice(house, id, { amountMinor });
    expect(await priceOf(house, id)).toBe(amountMinor);
  }
});

test('a new item stands on the list at once', async ({ house }) => {
  const codes = async () =>
    (await house.request('GET', '/api/catalog/items?limit=100')).body.items.map(
      (item: { code: string }) => item.code,
    );
  expect(await codes()).not.toContain('kept-new');
  await addItem(house, 'kept-new');
  expect(await codes()).toContain('kept-new');
});

test('an import is told at once', async ({ house }) => {
  const name = async (id: string) =>
    (await house.request('GET', `/api/catalog/items/${id}`)).body.name.ja;
  const load = (nameJa: string) =>
    transaction(house.db, {}, (tx) =>
      importProducts(tx, { source: 'house', currency: 'JPY' }, [{ code: 'kept-i', name: nameJa }]),
    );
  const id = await addItem(house, 'kept-i', 100);
  expect(await name(id)).toBe('品 kept-i');
  await load('新しい名前');
  expect(await name(id)).toBe('新しい名前');
});

test('a price ends when its time is over, and the one before holds again', async () => {
  let now = systemClock.now();
  const house = await openTestHouse({ clock: { now: () => now } });
  try {
    const id = await addItem(house, 'sale', 1000);
    await setPrice(house, id, {
      amountMinor: 700,
      validFrom: now.add({ hours: 1 }).toString(),
      validUntil: now.add({ hours: 2 }).toString(),
    });
    expect(await priceOf(house, id)).toBe(1000);
    now = now.add({ minutes: 60 });
    expect(await priceOf(house, id)).toBe(700);
    now = now.add({ minutes: 59, seconds: 59 });
    expect(await priceOf(house, id)).toBe(700);
    now = now.add({ seconds: 1 });
    expect(await priceOf(house, id)).toBe(1000);
  } finally {
    await house.drop();
  }
});

test('another server tells the new price within a second', async ({ house }) => {
  const id = await addItem(house, 'kept-far', 100);
  const second = await openSecondServer(house);
  try {
    const told = async () =>
      (await second.app.inject(`/api/catalog/items/${id}`)).json().price.amountMinor;
    expect(await told()).toBe(100);
    await setPrice(house, id, { amountMinor: 150 });
    await expect.poll(told, { timeout: 1000, interval: 10 }).toBe(150);
  } finally {
    await second.close();
  }
});

test('inside a transaction only what is in memory is used, and late moments are not guessed', async ({
  house,
}) => {
  const id = await addItem(house, 'kept-known', 100);
  const item = (await transaction(house.db, {}, (tx) => importedId(tx, 'kept-known'))) ?? '';
  const asked = [{ itemId: item, placeId: null }];
  await house.log.settle();
  await priceOf(house, id);
  await transaction(house.db, {}, async (tx) => {
    const now = knownPrices(tx.database, asked, tx.now);
    expect(now.missing).toEqual([]);
    expect(now.prices.get(priceKey(item, null))?.amountMinor).toBe(100);
    const yesterday = knownPrices(tx.database, asked, tx.now.subtract({ hours: 24 }));
    expect(yesterday.missing).toEqual(asked);
  });
});

async function importedId(tx: Parameters<typeof findPrices>[0], code: string) {
  const { rows } = await tx.client.query<{ id: string }>(
    'SELECT id FROM catalog.item WHERE code = $1',
    [code],
  );
  return rows[0]?.id;
}

const hour = fc.integer({ min: -6, max: 6 });
const prices = fc.array(
  fc.record({
    place: fc.integer({ min: -1, max: 1 }),
    list: fc.integer({ min: -1, max: 0 }),
    currency: fc.constantFrom('JPY', 'JPY', 'USD'),
    from: hour,
    lasts: fc.option(fc.integer({ min: 1, max: 8 })),
    amountMinor: fc.integer({ min: 0, max: 9999 }),
  }),
  { maxLength: 12 },
);

test('a price sheet chooses as the database does, at any place and moment', async ({ house }) => {
  const zero = Temporal.Instant.from('2026-04-01T00:00:00Z');
  const at = (hours: number) => zero.add({ hours });
  const place = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
  const { places, lists } = await transaction(house.db, {}, async (tx) => ({
    places: [
      (await ensurePlace(tx, { ...place, code: 'sheet-1', nameJa: '一号店' })).id,
      (await ensurePlace(tx, { ...place, code: 'sheet-2', nameJa: '二号店' })).id,
    ],
    lists: (
      await tx.client.query<{ id: string }>(
        "INSERT INTO catalog.price_list (id, code, name_ja, created_at) VALUES (gen_random_uuid(), 'sheet', '卸', now()) RETURNING id",
      )
    ).rows.map((row) => row.id),
  }));
  let round = 0;
  const holds = fc.asyncProperty(prices, async (set) => {
    round += 1;
    const code = `sheet-${round}`;
    await transaction(house.db, {}, async (tx) => {
      await importProducts(tx, { source: 'sheet', currency: 'JPY' }, [
        { code, name: code, taxClass: 'reduced' },
      ]);
      const itemId = (await importedId(tx, code)) ?? '';
      await insertPriceRows(
        tx,
        set.map((price) => ({
          id: crypto.randomUUID(),
          item_id: itemId,
          place_id: places[price.place] ?? null,
          price_list_id: lists[price.list] ?? null,
          amount_minor: price.amountMinor,
          compare_at_minor: null,
          currency: price.currency,
          valid_from: at(price.from),
          valid_until: price.lasts === null ? null : at(price.from + price.lasts),
          reason: null,
        })),
      );
      const sheet = toPriceSheet(await sheetPriceRows(tx, [itemId], zero), zero);
      const rates = await listTaxRateRows(tx);
      for (const hours of [0, 1, 3, 6, 9, 14]) {
        for (const placeId of [null, ...places]) {
          for (const priceListId of [null, ...lists]) {
            for (const currency of [null, 'USD']) {
              const pair = { itemId, placeId, priceListId, currency };
              const told = priceOn(sheet, rates, pair, at(hours));
              const asked = await findPrices(tx, [pair], at(hours));
              expect(told).toEqual(asked.get(priceKey(itemId, placeId)));
            }
          }
        }
      }
    });
  });
  await fc.assert(holds, {
    numRuns: roundsOf({ full: 500, short: 20 }, process.env.ENGAWA_PROOF ?? 'short'),
  });
});

test('many prices at once are told by one look', async ({ house }) => {
  await addItem(house, 'kept-many', 120);
  const { rows } = await house.db.pool.query<{ id: string }>('SELECT id FROM catalog.item');
  const found = await findKeptPrices(
    house.db,
    rows.map(({ id }) => ({ itemId: id, placeId: null })),
  );
  expect(found.size).toBeGreaterThan(0);
});

test('a new item is found by the next search, in kana, romaji and with a slip', async ({
  house,
}) => {
  await openSearchIndex(house.db);
  const codes = async (query: string) =>
    (
      await house.request('GET', `/api/catalog/items?q=${encodeURIComponent(query)}`)
    ).body.items.map((item: { code: string }) => item.code);
  expect(await codes('てぬぐい')).toEqual([]);
  const body = { code: 'towel', nameJa: '注染手ぬぐい', nameKana: 'チュウセンテヌグイ' };
  await house.request('POST', '/api/catalog/items', body, await house.as('owner'));
  for (const query of ['てぬぐい', 'ﾃﾇｸﾞｲ', 'tenugui', 'tenugoi', '手ぬぐい', 'TOWEL', '染手']) {
    expect(await codes(query)).toEqual(['towel']);
  }
  await transaction(house.db, {}, (tx) =>
    importProducts(tx, { source: 'house', currency: 'JPY' }, [{ code: 'towel', name: '風呂敷' }]),
  );
  // The database finds the new name at once; the index forgets the old one when it has read the log.
  await expect.poll(() => codes('風呂敷'), { timeout: 10_000, interval: 5 }).toEqual(['towel']);
  await expect.poll(() => codes('手ぬぐい'), { timeout: 10_000, interval: 5 }).toEqual([]);
});
