// What stands on the console's pages of rules, cards and menus while they are walked through.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RealServer } from '../support/real-server.ts';

/** A rule that waits for approval, and a stamp card with a reward for what it meets. */
export async function writeEarning(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<{ readonly ruleId: string; readonly cardId: string }> {
  const { body: rule } = await server.request(
    'POST',
    '/api/loyalty/rules',
    {
      code: 'fives',
      kind: 'time',
      nameJa: '5のつく日',
      nameEn: 'Days with a five',
      terms: { points: 2, perMinor: 100, monthDays: [5, 15, 25] },
      isDraft: true,
    },
    owner,
  );
  const to = { to: 'propose' };
  await server.request('POST', `/api/loyalty/rules/${rule.id}/state`, to, owner);
  const { body: card } = await server.request(
    'POST',
    '/api/loyalty/cards',
    {
      code: 'autumn',
      nameJa: '秋のスタンプカード',
      nameEn: 'Autumn stamps',
      size: 10,
      terms: {
        order: { per: 'order', leastMinor: 500 },
        visit: { radiusMetres: 100, perDayMax: 1 },
      },
      rewards: [
        { code: 'drink', titleJa: 'お好きな飲みもの', titleEn: 'A drink', discountMinor: 600 },
        { code: 'ten', titleJa: '全品10%引き', titleEn: '10% off', discountBp: 1000 },
      ],
      validFrom: new Date(Date.now() + 86_400_000).toISOString(),
      isDraft: true,
    },
    owner,
  );
  for (const move of ['propose', 'approve']) {
    await server.request('POST', `/api/loyalty/cards/${card.id}/state`, { to: move }, owner);
  }
  return { ruleId: rule.id, cardId: card.id };
}

/** A choice with an allergen that goes, an item with it, and a café with a station. */
export async function writeMenu(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<{ readonly cafeId: string; readonly menuItemId: string }> {
  const send = async (method: 'POST' | 'PUT', path: string, body: object) =>
    (await server.request(method, path, body, owner)).body;
  const { body } = await server.request('GET', '/api/places?capability=cooks', undefined, owner);
  const cafeId = String(body.places[0]?.id);
  await send('PUT', '/api/kitchen/groups/sweetness', {
    nameJa: '甘さ',
    nameEn: 'Sweetness',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'usual', nameJa: 'ふつう', nameEn: 'Usual', priceMinor: 0, isUsual: true },
      { code: 'honey', nameJa: 'はちみつ', nameEn: 'Honey', priceMinor: 80, adds: ['milk'] },
    ],
  });
  const { id } = await send('POST', '/api/catalog/items', {
    code: 'HOUJI-LATTE',
    nameJa: 'ほうじ茶ラテ',
    nameEn: 'Roasted tea latte',
    kind: 'menu',
    price: { amountMinor: 590 },
  });
  await send('PUT', `/api/kitchen/items/${id}`, {
    station: 'bar',
    prepareSeconds: 60,
    groups: ['sweetness'],
    allergens: ['milk'],
    outPriceMinor: 580,
  });
  const cafes = await server.request('GET', '/api/kitchen/settings/shops', undefined, owner);
  if (cafes.body.shops.length === 0) {
    await send('PUT', `/api/kitchen/shops/${cafeId}`, {
      stations: [{ code: 'bar', nameJa: 'ドリンク', nameEn: 'Drinks', unitsPerSlot: 12 }],
    });
  }
  return { cafeId: String(cafes.body.shops[0]?.placeId ?? cafeId), menuItemId: String(id) };
}

/** A file of the catalogue with a row of each fate, tried and not taken. */
export async function tryCatalogFile(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<string> {
  const lines = [
    '商品コード,商品名,販売価格,JAN',
    'HN-1002,,12345,',
    'CSV-NEW,新しい湯のみ,1980,',
    'CSV-BAD,読めない価格,千円,',
    'CSV-JAN,検査数字ちがい,500,4569951116170',
  ];
  const bytes = Buffer.from(lines.join('\r\n'));
  const begin = { fileName: '商品一覧.csv', sizeBytes: bytes.length };
  const { body } = await server.request('POST', '/api/imports/uploads', begin, owner);
  const base = `/api/imports/uploads/${body.id}`;
  const part = { content: bytes.toString('base64') };
  await server.request('PUT', `${base}/parts/0`, part, owner);
  await server.request('POST', `${base}/try`, undefined, owner);
  const until = Date.now() + 30_000;
  for (;;) {
    const { body: seen } = await server.request('GET', base, undefined, owner);
    if (!seen.isTrying) {
      return String(body.id);
    }
    if (Date.now() > until) {
      throw new Error('the file is still being tried');
    }
    await sleep(100);
  }
}

/** A fitting with a week of hours and a day that differs. */
export async function openBookable(
  server: RealServer,
  owner: { readonly authorization: string },
  placeId: string,
): Promise<string> {
  const rules = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opensMinute: 600,
    closesMinute: 1080,
    slotMinutes: 60,
  }));
  const room = { code: 'walked', kind: 'fitting', nameJa: '試着室', nameEn: 'Fitting room' };
  const body = { ...room, placeId, capacity: 2, rules };
  const { body: made } = await server.request('POST', '/api/bookings/resources', body, owner);
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const path = `/api/bookings/settings/${made.id}/special-days/${day}`;
  await server.request('PUT', path, { hours: [], reason: '棚卸し' }, owner);
  return String(made.id);
}
