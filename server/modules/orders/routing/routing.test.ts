// From where a delivery is sent: by one shop, or by several together, from the order to the last parcel.
import { importProducts } from '#catalog';
import { formatId, parseId } from '#kernel/ids';
import { createApiKey } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { findPlaces } from '#places';
import { postFacts, proveStock } from '#stock';
import { expect, type TestHouse, test } from '#testing';
import { moveOrder } from '../closing/move-order.ts';
import { listOpenOrders } from '../closing/store.ts';

type Chain = { webId: string; shops: readonly string[]; itemIds: readonly string[] };

const positions = [
  { latitude: 35.66, longitude: 139.7 },
  { latitude: 34.7, longitude: 135.5 },
  { latitude: 43.06, longitude: 141.35 },
];

/** A web shop without stock, and shops in Tokyo, Osaka and Sapporo with these pieces of cup and tea. */
async function openChain(
  house: TestHouse,
  name: string,
  pieces: readonly (readonly [number, number])[],
): Promise<Chain> {
  const owner = await house.as('owner');
  const open = async (code: string, more: object) =>
    (await house.request('POST', '/api/places', { code, nameJa: code, ...more }, owner)).body
      .id as string;
  const webId = await open(`${name}-web`, { kind: 'web', capabilities: ['sells', 'delivers'] });
  const shops: string[] = [];
  for (const [index] of pieces.entries()) {
    shops.push(await open(`${name}-${index}`, { kind: 'store', position: positions[index] }));
  }
  const itemIds = await transaction(house.db, {}, async (tx) => {
    const made = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', price: '540', taxClass: 'reduced' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    const opening = pieces.flatMap((of, shop) =>
      of.map((n, item) => ({
        placeId: parseId('place', shops[shop] ?? ''),
        itemId: ids[item] ?? '',
        quantityMilli: n * 1000,
        kind: 'opening' as const,
      })),
    );
    await postFacts(
      tx,
      opening.filter((each) => each.quantityMilli > 0),
    );
    return ids.map((id) => formatId('item', id));
  });
  return { webId, shops, itemIds };
}

function deliver(
  house: TestHouse,
  chain: Chain,
  prefecture: string,
  quantities: readonly number[],
  more: object = {},
) {
  return house.request('POST', '/api/orders', {
    placeId: chain.webId,
    fulfilment: 'delivery',
    lines: quantities.flatMap((quantity, index) =>
      quantity === 0 ? [] : [{ itemId: chain.itemIds[index], quantity }],
    ),
    contact: { fullName: '縁側花子', prefecture, address: '1-1' },
    payment: { method: 'card', provider: 'sandbox' },
    ...more,
  });
}

async function stockOf(house: TestHouse, placeId: string, itemId: string | undefined) {
  const clerk = await house.as('clerk');
  const { body } = await house.request('GET', `/api/stock?placeId=${placeId}`, undefined, clerk);
  const row = body.rows.find((each: { itemId: string }) => each.itemId === itemId);
  return [row?.onHand, row?.held];
}

test('what the web shop sells is kept at and sent from the nearest shop that has all of it', async ({
  house,
}) => {
  const chain = await openChain(house, 'nearest', [
    [5, 5],
    [5, 5],
    [5, 0],
  ]);
  const clerk = await house.as('clerk');
  const placed = await deliver(house, chain, '大阪府', [2, 1]);
  expect(placed).toMatchObject({
    status: 201,
    body: { placeId: chain.webId, handoverPlaceId: chain.shops[1], totalMinor: 2740 },
  });
  expect(await stockOf(house, chain.shops[1] ?? '', chain.itemIds[0])).toEqual([5, 2]);
  const url = `/api/orders/${placed.body.id}`;
  const { body } = await house.request('GET', url, undefined, clerk);
  expect(body.route.strategy).toBe('nearest');
  expect(body.route.reasons.map((each: { code: string }) => each.code)).toEqual([
    'nearest',
    'not_needed',
    'not_all',
  ]);
  expect(body.route.reasons[0].ja).toContain('「nearest-1」から発送します。');
  // The shop sees it among its own, and its stock goes with it.
  const list = `/api/orders?placeId=${chain.shops[1]}`;
  expect((await house.request('GET', list, undefined, clerk)).body.orders).toHaveLength(1);
  await house.request('POST', `${url}/state`, { to: 'shipped' }, clerk);
  expect(await stockOf(house, chain.shops[1] ?? '', chain.itemIds[0])).toEqual([3, 0]);
  // Sapporo has no tea.
  const north = await deliver(house, chain, '北海道', [1, 1]);
  expect(north.body.handoverPlaceId).toBe(chain.shops[0]);
});

test('what only several shops have together is refused with the number of parcels where a house sends one, and nothing is kept', async ({
  house,
}) => {
  const chain = await openChain(house, 'split', [
    [2, 0],
    [0, 2],
  ]);
  const owner = await house.as('owner');
  const routing = { strategy: 'nearest', packing: [] };
  await house.request('PUT', '/api/orders/routing', { ...routing, parcelsMax: 1 }, owner);
  const split = await deliver(house, chain, '東京都', [1, 1]);
  expect(split).toMatchObject({ status: 409, body: { code: 'orders.split_needed' } });
  expect(split.body.detail).toContain('1 個口ではなく 2 個口');
  await house.request('PUT', '/api/orders/routing', routing, owner);
  const told = await deliver(house, chain, '東京都', [1, 1], { seenParcels: 1 });
  expect(told).toMatchObject({ status: 409, body: { code: 'orders.split_needed' } });
  const short = await deliver(house, chain, '東京都', [3, 0]);
  expect(short).toMatchObject({ status: 409, body: { code: 'stock.short' } });
  expect(await stockOf(house, chain.shops[0] ?? '', chain.itemIds[0])).toEqual([2, 0]);
});

test('fifty at once for the last three of all shops: three have one, 47 are refused, none is promised twice', async ({
  house,
}) => {
  const chain = await openChain(house, 'last', [
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => deliver(house, chain, '東京都', [1, 0])),
  );
  const placed = answers.filter((each) => each.status === 201);
  expect(placed).toHaveLength(3);
  expect(new Set(placed.map((each) => each.body.handoverPlaceId))).toEqual(new Set(chain.shops));
  expect(answers.filter((each) => each.body.code === 'stock.short')).toHaveLength(47);
});

test('a shop with as many parcels as it can pack is passed over; only the owner says how many', async ({
  house,
}) => {
  const chain = await openChain(house, 'packing', [
    [9, 0],
    [9, 0],
  ]);
  const body = {
    strategy: 'nearest',
    packing: [{ placeId: chain.shops[0], parcelsMax: 1 }],
  };
  const clerk = await house.as('clerk');
  expect((await house.request('PUT', '/api/orders/routing', body, clerk)).status).toBe(403);
  const owner = await house.as('owner');
  const set = await house.request('PUT', '/api/orders/routing', body, owner);
  expect(set.body).toMatchObject({ ...body, parcelsMax: 3 });
  // Who has not seen it does not write over it.
  const late = { ...body, packing: [], changedAt: '2026-01-01T00:00:00Z' };
  expect(await house.request('PUT', '/api/orders/routing', late, owner)).toMatchObject({
    status: 409,
    body: { code: 'orders.setting_changed' },
  });
  const again = { ...body, changedAt: set.body.changedAt };
  expect((await house.request('PUT', '/api/orders/routing', again, owner)).status).toBe(200);
  const first = await deliver(house, chain, '東京都', [1, 0]);
  const second = await deliver(house, chain, '東京都', [1, 0]);
  expect([first.body.handoverPlaceId, second.body.handoverPlaceId]).toEqual(chain.shops);
});

test('a place of sale with stock of its own sends from its own shelf', async ({ house }) => {
  const chain = await openChain(house, 'own', [[5, 0]]);
  const own = { ...chain, webId: chain.shops[0] ?? '' };
  const placed = await deliver(house, own, '東京都', [1, 0]);
  expect(placed.body).toMatchObject({ placeId: own.webId, handoverPlaceId: null });
});

/** A clerk of one shop of the chain, or of headquarters. */
async function clerkOf(house: TestHouse, placeId: string | undefined) {
  const key = await transaction(house.db, {}, (tx) =>
    createApiKey(tx, {
      name: 'test',
      roles: ['clerk'],
      ...(placeId === undefined ? {} : { placeId: parseId('place', placeId) }),
    }),
  );
  return { authorization: `Bearer ${key.token}` };
}

/** Two cups in Tokyo, one cup and three teas in Osaka, two teas in Sapporo. */
async function openStage(house: TestHouse, name: string) {
  const chain = await openChain(house, name, [
    [2, 0],
    [1, 3],
    [0, 2],
  ]);
  const clerks = await Promise.all(chain.shops.map((shop) => clerkOf(house, shop)));
  const office = await clerkOf(house, undefined);
  const post = (path: string, body: object, by: Record<string, string> = office) =>
    house.request('POST', `/api/orders/${path}`, body, by);
  const look = async (path: string, by: Record<string, string> = office) =>
    (await house.request('GET', `/api/orders${path}`, undefined, by)).body;
  const ship = (id: string, shop: number, digit: number, more: object = {}) =>
    post(
      `${id}/shipment`,
      { carrier: 'yamato', trackingNumber: `${digit}`.repeat(12), ...more },
      clerks[shop],
    );
  return { chain, clerks, office, post, look, ship };
}

/** On hand and held of cup and tea, a shop each: `2/1 3/0`. */
async function shelves(house: TestHouse, { shops, itemIds }: Chain): Promise<string[]> {
  return Promise.all(
    shops.map(async (shop) => {
      const rows = await Promise.all(itemIds.map((item) => stockOf(house, shop, item)));
      return rows.map(([onHand = 0, held = 0]) => `${onHand}/${held}`).join(' ');
    }),
  );
}

test('an order that no one shop has is cut over two: each picks, packs and sends its own, and the last one completes it', async ({
  house,
}) => {
  const { chain, clerks, post, look, ship } = await openStage(house, 'whole');
  const [tokyo, osaka] = chain.shops;
  const quote = await post('routing/quote', {
    placeId: chain.webId,
    lines: [
      { itemId: chain.itemIds[0], quantity: 3 },
      { itemId: chain.itemIds[1], quantity: 1 },
    ],
    prefecture: '東京都',
  });
  expect(quote.body.parcels).toMatchObject([
    { placeId: tokyo, lines: [{ quantity: 2 }] },
    { placeId: osaka, lines: [{ quantity: 1 }, { quantity: 1 }] },
  ]);
  const placed = await deliver(house, chain, '東京都', [3, 1], { seenParcels: 2 });
  expect(placed).toMatchObject({
    status: 201,
    body: { handoverPlaceId: tokyo, senderIds: [tokyo, osaka], totalMinor: 3840, lineCount: 3 },
  });
  const { id } = placed.body;
  expect(await shelves(house, chain)).toEqual(['2/2 0/0', '1/1 3/1', '0/0 2/0']);
  const detail = await look(`/${id}`);
  expect(detail.lines.map((line: { quantity: number }) => line.quantity)).toEqual([2, 1, 1]);
  expect(detail.parcels).toMatchObject([
    { parcel: 1, placeId: tokyo, state: 'waiting', lines: [1] },
    { parcel: 2, placeId: osaka, state: 'waiting', lines: [2, 3] },
  ]);
  expect(detail.route.reasons[0]).toMatchObject({ code: 'together' });
  // Each shop sees its own part only, in its lists and in its work of the day.
  for (const [index, lines] of [[1], [2, 3], []].entries()) {
    const at = `placeId=${chain.shops[index]}`;
    const picks = (await look(`/picks?${at}`, clerks[index])).lines;
    expect(picks.map((line: { line: number }) => line.line).toSorted()).toEqual(lines);
    const { tasks } = await look(`/tasks?${at}`, clerks[index]);
    const ofOrder = tasks.filter((task: { orderId: string }) => task.orderId === id);
    expect(ofOrder).toHaveLength(lines.length === 0 ? 0 : 1);
    const listed = (await look(`?${at}`, clerks[index])).orders;
    expect(listed).toHaveLength(lines.length === 0 ? 0 : 1);
  }
  // Nobody picks, packs or sends for another shop.
  expect((await post(`${id}/picks/1`, {}, clerks[1])).body.code).toBe('kernel.other_place');
  expect((await ship(id, 1, 1, { parcel: 1 })).body.code).toBe('kernel.other_place');
  expect((await post(`${id}/state`, { to: 'shipped' })).body.code).toBe('orders.parcels_open');
  await post(`${id}/picks/1`, { quantity: 2 }, clerks[0]);
  expect((await post(`${id}/pack`, { shelf: 'A' }, clerks[0])).body.state).toBe('preparing');
  expect((await look(`/picks?placeId=${tokyo}`)).lines).toEqual([]);
  expect((await look(`/parcels?placeId=${tokyo}`)).parcels).toMatchObject([
    { orderId: id, parcel: 1, parcels: 2, state: 'ready', shelf: 'A' },
  ]);
  const slip = await house.request('GET', `/api/orders/${id}/packing-slip`, undefined, clerks[0]);
  expect(slip.body).toContain('2 個口のうち 1 個目');
  expect(slip.body).not.toContain('ほうじ茶');
  expect((await ship(id, 0, 1)).body.state).toBe('preparing');
  expect(await shelves(house, chain)).toEqual(['0/0 0/0', '1/1 3/1', '0/0 2/0']);
  expect((await look(`/${id}`)).parcels).toMatchObject([
    { state: 'sent', trackingNumber: '111111111111', trackingUrl: expect.stringContaining('1111') },
    { state: 'waiting' },
  ]);
  await post(`${id}/picks/2`, {}, clerks[1]);
  expect((await post(`${id}/pack`, {}, clerks[1])).body.code).toBe('orders.pick_open');
  await post(`${id}/picks/3`, {}, clerks[1]);
  expect((await post(`${id}/pack`, {}, clerks[1])).body.state).toBe('ready');
  // The file of numbers that the label program of the second shop gives back.
  const csv = `お客様管理番号,伝票番号\r\n"${placed.body.number}","222222222222"\r\n`;
  const owner = await house.as('owner');
  const file = { placeId: osaka, carrier: 'yamato', file: Buffer.from(csv).toString('base64') };
  const tracked = await post('labels/tracking', file, owner);
  expect(tracked.body).toMatchObject({ shipped: 1 });
  expect((await look(`/${id}`)).state).toBe('shipped');
  expect(await shelves(house, chain)).toEqual(['0/0 0/0', '0/0 2/0', '0/0 2/0']);
  expect((await post(`${id}/state`, { to: 'completed' })).body.state).toBe('completed');
  // It comes back where it is brought.
  const lines = [{ line: 1, quantity: 1, disposition: 'restocked' }];
  const sapporo = chain.shops[2] ?? '';
  const back = { placeId: sapporo, lines, reason: 'changed_mind' };
  expect((await post(`${id}/returns`, back, clerks[2])).body.totalMinor).toBe(-1100);
  expect(await stockOf(house, sapporo, chain.itemIds[0])).toEqual([1, 0]);
  expect(await transaction(house.db, {}, (tx) => proveStock(tx))).toEqual([]);
});

test('cancelled before anything left every shop has its pieces again; after one parcel left only the rest is cancelled', async ({
  house,
}) => {
  const { chain, clerks, post, look, ship } = await openStage(house, 'cancel');
  const before = await shelves(house, chain);
  const first = (await deliver(house, chain, '東京都', [3, 0])).body.id;
  expect((await post(`${first}/state`, { to: 'cancelled' })).body.state).toBe('cancelled');
  expect(await shelves(house, chain)).toEqual(before);
  const second = (await deliver(house, chain, '東京都', [3, 1])).body.id;
  // A line that lies in one shop is let go there.
  const tea = { lines: [{ line: 3, quantity: 1 }], reason: 'customer' };
  expect((await post(`${second}/cancellations`, tea)).status).toBe(200);
  expect(await shelves(house, chain)).toEqual(['2/2 0/0', '1/1 3/0', '0/0 2/0']);
  expect((await ship(second, 0, 3)).body.state).toBe('preparing');
  const sent = { lines: [{ line: 1, quantity: 1 }], reason: 'customer' };
  expect((await post(`${second}/cancellations`, sent)).body.code).toBe('orders.line_left');
  const rest = await post(`${second}/state`, { to: 'cancelled' });
  expect(rest.body).toMatchObject({ state: 'shipped', totalMinor: 2200 });
  expect(await shelves(house, chain)).toEqual(['0/0 0/0', '1/0 3/0', '0/0 2/0']);
  expect((await look(`/${second}`)).parcels.map((each: { state: string }) => each.state)).toEqual([
    'sent',
    'empty',
  ]);
  expect((await look(`/picks?placeId=${chain.shops[1]}`, clerks[1])).lines).toEqual([]);
  expect(await transaction(house.db, {}, (tx) => proveStock(tx))).toEqual([]);
});

test('what one shop cannot find is taken off its own shelf, and what was packed of nothing goes back', async ({
  house,
}) => {
  const { chain, clerks, post, look, ship } = await openStage(house, 'short');
  const { id } = (await deliver(house, chain, '東京都', [3, 2])).body;
  expect((await ship(id, 0, 4)).body.state).toBe('preparing');
  await post(`${id}/picks/2/short`, { offerItemIds: [] }, clerks[1]);
  expect(await shelves(house, chain)).toEqual(['0/0 0/0', '0/0 3/2', '0/0 2/0']);
  await post(`${id}/picks/3`, { quantity: 2 }, clerks[1]);
  expect((await post(`${id}/pack`, {}, clerks[1])).body).toMatchObject({
    state: 'ready',
    totalMinor: 2200 + 1080,
  });
  expect((await post(`${id}/state`, { to: 'cancelled' })).body.state).toBe('shipped');
  const at = `/parcels?placeId=${chain.shops[1]}`;
  expect((await look(at)).parcels).toMatchObject([{ orderId: id, parcel: 2, state: 'cancelled' }]);
  expect((await post(`${id}/put-back?parcel=2`, {}, clerks[1])).status).toBe(204);
  expect((await look(at)).parcels).toEqual([]);
  expect(await shelves(house, chain)).toEqual(['0/0 0/0', '0/0 3/0', '0/0 2/0']);
});

test('when a shop that sends a part closes, its neighbour sends that part and the other parcel stays', async ({
  house,
}) => {
  const { chain, look } = await openStage(house, 'closes');
  const [tokyo, osaka, sapporo] = chain.shops;
  const { id } = (await deliver(house, chain, '東京都', [2, 2])).body;
  expect((await look(`/${id}`)).parcels.map((each: { placeId: string }) => each.placeId)).toEqual([
    tokyo,
    osaka,
  ]);
  const until = Temporal.Now.instant().add({ hours: 24 });
  const closing = { placeId: parseId('place', osaka ?? ''), reason: '停電', days: 0, until };
  const became = await transaction(house.db, {}, async (tx) => {
    const open = await listOpenOrders(tx, closing.placeId);
    const neighbours = await findPlaces(tx, [parseId('place', sapporo ?? '')]);
    return Promise.all(open.map((order) => moveOrder(tx, order.id, closing, neighbours)));
  });
  expect(became).toEqual(['rerouted']);
  expect((await look(`/${id}`)).parcels).toMatchObject([
    { parcel: 1, placeId: tokyo },
    { parcel: 2, placeId: sapporo, state: 'waiting' },
  ]);
  expect(await shelves(house, chain)).toEqual(['2/2 0/0', '1/0 3/0', '0/0 2/2']);
});

test('fifty at once for what three shops have together: none is promised twice, and each that is placed holds all of it', async ({
  house,
}) => {
  const chain = await openChain(house, 'rush', [
    [5, 0],
    [0, 4],
    [3, 3],
  ]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => deliver(house, chain, '東京都', [2, 2])),
  );
  const placed = answers.filter((each) => each.status === 201);
  const held = await shelves(house, chain);
  const sum = (item: number) =>
    held.reduce((all, shop) => all + Number(shop.split(/[/ ]/)[item * 2 + 1]), 0);
  expect([sum(0), sum(1)]).toEqual([placed.length * 2, placed.length * 2]);
  expect(placed.length).toBe(3);
  expect(await transaction(house.db, {}, (tx) => proveStock(tx))).toEqual([]);
});
