// A house with two cafés for stories: a menu with options and allergens, kitchens, a stamp card, points for visits.
import type { Browser } from 'playwright-core';
import type { RealServer } from '../support/real-server.ts';
import { withCheckDigit } from './scan-code.ts';

type Owner = { readonly authorization: string };
// What the API answers, for a story's own eyes.
export type Json = ReturnType<typeof JSON.parse>;

export const near = { latitude: 35.7195, longitude: 139.7655 };
/** As a till reads them. */
export const barcodes = {
  LATTE: withCheckDigit('450000000011'),
  CAKE: withCheckDigit('450000000012'),
} as const;
const far = { latitude: 35.6074, longitude: 139.6682 };
export type CafeStage = {
  readonly server: RealServer;
  readonly owner: Owner;
  readonly browser: Browser;
  readonly nearId: string;
  readonly farId: string;
  readonly latteId: string;
  readonly cardId: string;
};

/** Opens it; the first café is near where she stands, the second far. */
export async function openCafeStage(server: RealServer, browser: Browser): Promise<CafeStage> {
  const owner = await server.signIn();
  const send = async (method: 'POST' | 'PUT', path: string, body: object): Promise<Json> => {
    const answer = await server.request(method, path, body, owner);
    if (answer.status >= 300) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  await send('POST', '/api/places', { code: 'WEB', kind: 'web', nameJa: '縁側茶房 オンライン' });
  const open = async (code: string, nameJa: string, nameEn: string, position: object) =>
    String(
      (await send('POST', '/api/places', { code, kind: 'cafe', nameJa, nameEn, position })).id,
    );
  const nearId = await open('C1', '縁側茶房 根津店', 'Engawa Sabo Nezu', near);
  const farId = await open('C2', '縁側茶房 自由が丘店', 'Engawa Sabo Jiyugaoka', far);
  const make = async (
    code: keyof typeof barcodes,
    nameJa: string,
    nameEn: string,
    amountMinor: number,
  ) =>
    String(
      (
        await send('POST', '/api/catalog/items', {
          code,
          nameJa,
          nameEn,
          kind: 'menu',
          barcodes: [barcodes[code]],
          price: { amountMinor },
        })
      ).id,
    );
  const latteId = await make('LATTE', '抹茶ラテ', 'Matcha latte', 682);
  const cakeId = await make('CAKE', '酒粕チーズケーキ', 'Sake lees cheesecake', 638);
  await send('PUT', '/api/kitchen/groups/milk', {
    nameJa: 'ミルク',
    nameEn: 'Milk',
    picksMin: 1,
    picksMax: 1,
    options: [
      { code: 'cow', nameJa: '牛乳', nameEn: 'Whole milk', priceMinor: 0, isUsual: true },
      {
        code: 'soy',
        nameJa: '豆乳',
        nameEn: 'Soy milk',
        priceMinor: 55,
        adds: ['soybean'],
        removes: ['milk'],
      },
    ],
  });
  await send('PUT', `/api/kitchen/items/${latteId}`, {
    station: 'bar',
    prepareSeconds: 90,
    groups: ['milk'],
    allergens: ['milk'],
    outPriceMinor: 669,
  });
  await send('PUT', `/api/kitchen/items/${cakeId}`, {
    station: 'food',
    prepareSeconds: 30,
    allergens: ['egg', 'milk', 'wheat'],
    outPriceMinor: 626,
  });
  for (const placeId of [nearId, farId]) {
    await send('PUT', `/api/kitchen/shops/${placeId}`, {
      stations: [
        { code: 'bar', nameJa: 'ドリンク', nameEn: 'Drinks', unitsPerSlot: 12 },
        { code: 'food', nameJa: 'フード', nameEn: 'Food', unitsPerSlot: 8 },
      ],
    });
    const lines = [latteId, cakeId].map((itemId) => ({ itemId, quantity: 50 }));
    await send('POST', '/api/stock/counts', { placeId, lines });
  }
  const card = await send('POST', '/api/loyalty/cards', {
    code: 'drinks',
    nameJa: 'ドリンクカード',
    size: 10,
    terms: { order: { per: 'piece', itemIds: [latteId] } },
    rewards: [{ code: 'drink', titleJa: 'ドリンク1杯', titleEn: 'A drink', discountMinor: 682 }],
  });
  await send('POST', '/api/loyalty/rules', {
    code: 'visit',
    kind: 'visit',
    nameJa: 'ご来店',
    terms: { points: 5, radiusMetres: 300 },
  });
  return { server, owner, browser, nearId, farId, latteId, cardId: String(card.id) };
}
