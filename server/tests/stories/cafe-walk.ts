// A café in the house that is walked through: a menu, a basket with something in it, an order that is being made and one
// that is ready.
import type { RealServer } from '../support/real-server.ts';

type Owner = { readonly authorization: string };

export type CafeToWalk = {
  readonly placeId: string;
  readonly itemId: string;
  /** As a phone keeps it. */
  readonly basket: string;
  /** The page of an order, with its secret. */
  readonly orderPath: string;
  /** What the phone keeps of that order. */
  readonly lastOrder: string;
};

const menu = [
  ['LATTE', '抹茶ラテ', 'Matcha latte', 620, 'bar', ['milk']],
  ['SENCHA', '煎茶', 'Sencha', 480, 'bar', []],
  ['CAKE', '酒粕チーズケーキ', 'Sake lees cheesecake', 560, 'food', ['egg', 'milk', 'wheat']],
] as const;

const milk = {
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
};
const extra = {
  nameJa: '追加',
  nameEn: 'Extras',
  picksMin: 0,
  picksMax: 2,
  options: [
    { code: 'shot', nameJa: '追加ショット', nameEn: 'Extra shot', priceMinor: 66 },
    { code: 'cream', nameJa: 'ホイップクリーム', nameEn: 'Whipped cream', priceMinor: 55 },
  ],
};

/** Lets the café of the example take orders, and some come in. */
export async function openCafeToWalk(server: RealServer): Promise<CafeToWalk> {
  const owner = await server.signIn();
  const send = sender(server, owner);
  const { places } = (await server.request('GET', '/api/places', undefined, owner)).body;
  const cafe = places.find(({ kind }: { kind: string }) => kind === 'cafe');
  const placeId = String(cafe.id);
  const kitchen = `/api/kitchen/shops/${placeId}`;
  await send('PUT', '/api/kitchen/groups/milk', milk);
  await send('PUT', '/api/kitchen/groups/extra', extra);
  const itemIds: string[] = [];
  for (const [code, nameJa, nameEn, amountMinor, station, allergens] of menu) {
    const item = { code, nameJa, nameEn, kind: 'menu', price: { amountMinor } };
    const itemId = String((await send('POST', '/api/catalog/items', item)).id);
    const groups = code === 'LATTE' ? ['milk', 'extra'] : [];
    const made = { station, prepareSeconds: 60, groups, allergens };
    await send('PUT', `/api/kitchen/items/${itemId}`, made);
    itemIds.push(itemId);
  }
  const [latte = '', sencha = '', cake = ''] = itemIds;
  await send('PUT', kitchen, {
    stations: [
      { code: 'bar', nameJa: 'ドリンク', nameEn: 'Drinks', unitsPerSlot: 12 },
      { code: 'food', nameJa: 'フード', nameEn: 'Food', unitsPerSlot: 8 },
    ],
  });
  const lines = itemIds.map((itemId) => ({ itemId, quantity: 80 }));
  await send('POST', '/api/stock/counts', { placeId, lines });
  const fill = async (wanted: readonly object[]) => {
    const { token, seatKey } = await send('POST', '/api/kitchen/baskets', { placeId });
    await send('POST', `/api/kitchen/baskets/${token}/lines`, { seatKey, lines: wanted });
    return { token: String(token), seatKey: String(seatKey) };
  };
  const two = [
    { itemId: latte, options: ['milk:soy', 'extra:shot'] },
    { itemId: cake, quantity: 2 },
  ];
  const orders: { orderId: string; token: string }[] = [];
  for (const wanted of [two, [{ itemId: sencha }], two]) {
    const { token } = await fill(wanted);
    const payments = [{ method: 'cash' }];
    orders.push(await send('POST', `/api/kitchen/baskets/${token}/order`, { payments }));
  }
  const [first, ready] = orders;
  await send('POST', `/api/kitchen/tickets/${ready?.orderId ?? ''}/bump`, {});
  await send('POST', `/api/kitchen/tickets/${ready?.orderId ?? ''}/arrive`, {
    token: ready?.token,
  });
  await send('PUT', `${kitchen}/pauses`, { what: `item:${sencha}`, isPaused: true });
  const basket = await fill(two);
  await server.request('PATCH', `/api/kitchen/baskets/${basket.token}`, { isGroup: true });
  return {
    placeId,
    itemId: latte,
    basket: `${basket.token}.${basket.seatKey}`,
    orderPath: `/orders/${first?.orderId ?? ''}?t=${first?.token ?? ''}`,
    lastOrder: `${first?.orderId ?? ''}.${first?.token ?? ''}`,
  };
}

function sender(server: RealServer, owner: Owner) {
  return async (method: 'POST' | 'PUT', path: string, body: object) => {
    const answer = await server.request(method, path, body, owner);
    if (answer.status >= 300) {
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
}
