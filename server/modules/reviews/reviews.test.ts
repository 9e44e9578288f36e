import sharp from 'sharp';
import { importProducts } from '#catalog';
import { ensureRecords, eraseCustomerRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { viewTokenOf } from '#orders';
import { openPlace } from '#places';
import { postFacts } from '#stock';
import { expect, type Json, type TestHouse, test } from '#testing';
import { findBuyer } from './find-buyer.ts';

/** A busy machine takes its time. */
const roomMs = 60_000;

type Shop = {
  readonly house: TestHouse;
  /** Of a buyer, what she ordered, and her order: `itm`, `ord`, `rec`. */
  readonly ids: { readonly itm: string; readonly ord: string; readonly rec: string };
  readonly customer: { readonly authorization: string };
};

let place: Promise<string> | undefined;

/** One place for all tests; customers and goods are each test's own. */
function placeOf(house: TestHouse): Promise<string> {
  place ??= transaction(house.db, {}, async (tx) => {
    const store = { kind: 'store', timeZone: 'Asia/Tokyo', currency: 'JPY' } as const;
    return (await openPlace(tx, { ...store, code: 'rv', nameJa: '寺町店' })).id;
  });
  return place;
}

/** Somebody who has ordered something of which nobody else knows. */
async function openShop(house: TestHouse): Promise<Shop> {
  const placeId = await placeOf(house);
  const key = newId().slice(-8);
  const made = await transaction(house.db, {}, async (tx) => {
    const [row] = await importProducts(tx, { source: 'rv', currency: 'JPY' }, [
      { code: key, name: `湯のみ ${key}`, price: '1100' },
    ]);
    const itemId = row !== undefined && 'itemId' in row ? (row.itemId ?? '') : '';
    await postFacts(tx, [{ placeId, itemId, quantityMilli: 9000, kind: 'opening' }]);
    const records = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { familyName: '縁側', givenName: key } },
    ]);
    const recordId = records.get(key)?.recordId ?? '';
    const lifetime = { hours: 1 };
    const { token } = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime,
    });
    return { itemId, recordId, token };
  });
  const customer = { authorization: `Bearer ${made.token}` };
  const itm = formatId('item', made.itemId);
  const order = {
    placeId: formatId('place', placeId),
    fulfilment: 'pickup',
    handoverPlaceId: formatId('place', placeId),
    lines: [{ itemId: itm, quantity: 2 }],
    payment: { method: 'cash' },
  };
  const placed = await house.request('POST', '/api/orders', order, customer);
  expect(placed.status, JSON.stringify(placed.body)).toBe(201);
  const ids = { itm, ord: placed.body.id, rec: formatId('record', made.recordId) };
  return { house, ids, customer };
}

let strangers: Promise<Shop> | undefined;
/** Somebody who bought nothing of the others. */
const stranger = (house: TestHouse) => (strangers ??= openShop(house));

async function handOver({ house, ids }: Shop): Promise<void> {
  const path = `/api/orders/${ids.ord}/state`;
  const answer = await house.request(
    'POST',
    path,
    { to: 'handed_over' },
    await house.as('manager'),
  );
  expect(answer.status).toBe(200);
}

const words = { stars: 5, text: '手になじんで、毎朝これでお茶を飲んでいます。' };

function post({ house, ids, customer }: Shop, body: object = {}) {
  return house.request('POST', '/api/reviews', { itemId: ids.itm, ...words, ...body }, customer);
}

async function shown({ house, ids }: Shop): Promise<Json[]> {
  return (await house.request('GET', `/api/reviews?itemId=${ids.itm}`)).body.reviews;
}

function photo(width = 900, height = 600) {
  return sharp({ create: { width, height, channels: 3, background: '#28407a' } });
}

/** How often each kind of event of reviews was told about this shop's item. */
async function told({ house, ids }: Shop): Promise<Record<string, number>> {
  await house.settle();
  const { rows } = await house.db.pool.query<{ type: string; times: number }>(
    "SELECT type, count(*)::int AS times FROM kernel.event WHERE type LIKE 'reviews.%' AND data->>'itemId' = $1 GROUP BY type",
    [ids.itm],
  );
  return Object.fromEntries(rows.map(({ type, times }) => [type, times]));
}

test('only whoever bought it reviews it, and only after it was handed over', {
  timeout: roomMs,
}, async ({ house }) => {
  const shop = await openShop(house);
  const { customer } = await stranger(house);
  expect((await post(shop)).body.code).toBe('reviews.not_bought');
  await handOver(shop);
  const byOther = (body: object) =>
    house.request('POST', '/api/reviews', { itemId: shop.ids.itm, ...words, ...body }, customer);
  expect((await byOther({})).body.code).toBe('reviews.not_bought');
  // What she sends with it is not even looked at.
  expect((await byOther({ photos: ['AAAA'] })).body.code).toBe('reviews.not_bought');
  expect((await post(shop)).body).toMatchObject({ state: 'shown' });
  expect(await shown(shop)).toMatchObject([{ stars: 5, text: words.text, photos: [], name: '' }]);
  // The link of the order is as good as her account; another link is not.
  const find = (token: string) =>
    transaction(house.db, {}, (tx) => {
      const order = { id: parseId('order', shop.ids.ord), token };
      return findBuyer(tx, { recordId: undefined, order }, parseId('item', shop.ids.itm));
    });
  const token = viewTokenOf(house.masters, parseId('order', shop.ids.ord));
  expect(await find(token)).toMatchObject({ recordId: parseId('record', shop.ids.rec) });
  expect(await find(viewTokenOf(house.masters, newId()))).toBeUndefined();
});

test('one review for each item and person: written again it is the same one, sent at once too', {
  timeout: roomMs,
}, async ({ house }) => {
  const shop = await openShop(house);
  await handOver(shop);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => post(shop, { stars: (index % 5) + 1 })),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  await post(shop, { stars: 3, text: '書き直しました。少し重いと感じます。' });
  expect(await shown(shop)).toMatchObject([
    { stars: 3, text: '書き直しました。少し重いと感じます。' },
  ]);
  expect(await told(shop)).toMatchObject({ 'reviews.received': 9, 'reviews.posted': 1 });
});

test('points by the earning rule for reviews are given once, when it is first shown', {
  timeout: roomMs,
}, async ({ house }) => {
  const shop = await openShop(house);
  await handOver(shop);
  const owner = await house.as('owner');
  const code = `rv-${newId().slice(-6)}`;
  const rule = { code, nameJa: 'レビュー', kind: 'review', terms: { points: 30 } };
  const made = await house.request('POST', '/api/loyalty/rules', rule, owner);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const picture = (await photo().jpeg().toBuffer()).toString('base64');
  const { body: posted } = await post(shop, { photos: [picture] });
  expect(posted.state).toBe('waiting');
  await house.settle();
  const points = async () => {
    const { rows } = await house.db.pool.query<{ sum: number }>(
      'SELECT coalesce(sum(g.amount), 0)::int AS sum FROM loyalty.given g JOIN loyalty.rule r ON r.id = g.source_id WHERE r.code = $1 AND g.record_id = $2',
      [code, parseId('record', shop.ids.rec)],
    );
    return rows[0]?.sum;
  };
  expect(await points()).toBe(0);
  const decide = (changedAt: string) =>
    house.request(
      'POST',
      `/api/reviews/${posted.id}/decision`,
      { state: 'shown', changedAt },
      owner,
    );
  expect((await decide(posted.changedAt)).status).toBe(200);
  await house.settle();
  expect(await points()).toBe(30);
  const { body: again } = await post(shop, { stars: 4 });
  // Nobody lets through what was written after she looked.
  expect((await decide(posted.changedAt)).body.code).toBe('reviews.changed_meanwhile');
  expect((await decide(again.changedAt)).status).toBe(200);
  await house.settle();
  expect(await points()).toBe(30);
});

test('a photograph waits for somebody to look, is kept upright and small, and tells nothing the camera noted', {
  timeout: roomMs,
}, async ({ house }) => {
  const shop = await openShop(house);
  await handOver(shop);
  const file = await photo(2400, 1200)
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 39/1 29/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { body: posted } = await post(shop, { photos: [file.toString('base64')] });
  expect([posted.state, await shown(shop)]).toEqual(['waiting', []]);
  const manager = await house.as('manager');
  const queue = await house.request('GET', '/api/reviews/queue', undefined, manager);
  const mine = queue.body.reviews.find(({ id }: Json) => id === posted.id);
  expect(mine).toMatchObject({ waitsFor: 'photo', photos: [{ width: 600, height: 1200 }] });
  const path = `/api/reviews/photos/${mine.photos[0].id}`;
  const seen = async (url: string, headers = {}) => {
    const answer = await house.app.inject({ url, headers });
    return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers };
  };
  expect((await seen(path)).status).toBe(404);
  expect((await seen(path, manager)).status).toBe(200);
  expect((await seen(path, shop.customer)).status).toBe(200);
  const { changedAt } = mine;
  const show = { state: 'shown', changedAt };
  await house.request('POST', `/api/reviews/${posted.id}/decision`, show, manager);
  const kept = await sharp((await seen(path)).bytes).metadata();
  expect(kept).toMatchObject({ format: 'webp', width: 600, height: 1200 });
  expect([kept.exif, kept.xmp, kept.orientation]).toEqual([undefined, undefined, undefined]);
  const small = await sharp((await seen(`${path}?size=small`)).bytes).metadata();
  expect([small.width, small.height]).toEqual([320, 320]);
  // A browser keeps it, but asks at each look: what is hidden is gone at the next.
  const first = await seen(path);
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const known = { 'if-none-match': String(first.headers['etag']) };
  expect(await seen(path, known)).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
  expect((await seen(`${path}?size=small`, known)).status).toBe(200);
  const hide = { state: 'hidden', reason: 'picture', changedAt };
  await house.request('POST', `/api/reviews/${posted.id}/decision`, hide, manager);
  expect((await seen(path, known)).status).toBe(404);
  const bombs = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    file.subarray(0, 900),
  ];
  for (const bomb of bombs) {
    const refused = await post(shop, { photos: [bomb.toString('base64')] });
    expect(refused.body.code).toBe('catalog.picture_unreadable');
  }
  const four = Array.from({ length: 4 }, () => file.toString('base64'));
  expect((await post(shop, { photos: four })).status).toBe(400);
});

test('a report asks and hides nothing; what the house hides stays hidden when its words change', {
  timeout: roomMs,
}, async ({ house }) => {
  const shop = await openShop(house);
  await handOver(shop);
  const { body: posted } = await post(shop);
  const report = () =>
    house.request('POST', `/api/reviews/${posted.id}/reports`, { reason: 'advert' });
  expect([(await report()).status, (await report()).status]).toEqual([200, 200]);
  expect(await shown(shop)).toHaveLength(1);
  const manager = await house.as('manager');
  const queued = async (state = 'waiting') =>
    (
      await house.request('GET', `/api/reviews/queue?state=${state}`, undefined, manager)
    ).body.reviews.find(({ id }: Json) => id === posted.id);
  expect(await queued()).toMatchObject({ state: 'shown', reports: 1, reportReasons: ['advert'] });
  const hide = { state: 'hidden', reason: 'advert', changedAt: posted.changedAt };
  await house.request('POST', `/api/reviews/${posted.id}/decision`, hide, manager);
  expect([await shown(shop), await queued(), (await queued('hidden'))?.id]).toEqual([
    [],
    undefined,
    posted.id,
  ]);
  expect((await report()).body.code).toBe('reviews.unknown');
  expect((await post(shop, { text: '同じことを、もう一度書きます。' })).body.state).toBe('waiting');
  expect(await shown(shop)).toEqual([]);
  const clerk = await house.as('clerk');
  const byClerk = await house.request('POST', `/api/reviews/${posted.id}/decision`, hide, clerk);
  expect(byClerk.status).toBe(403);
});

test('she takes it back, and an erased customer’s words and photographs go with her', {
  timeout: roomMs,
}, async ({ house }) => {
  const other = await openShop(house);
  await handOver(other);
  const { body: posted } = await post(other);
  const path = `/api/reviews/${posted.id}`;
  const { customer } = await stranger(house);
  expect((await house.request('DELETE', path, undefined, customer)).body.code).toBe(
    'reviews.unknown',
  );
  expect((await house.request('DELETE', path, undefined, other.customer)).status).toBe(200);
  expect(await shown(other)).toEqual([]);
  const picture = (await photo().jpeg().toBuffer()).toString('base64');
  await post(other, { name: 'はな', photos: [picture] });
  const mine = await house.app.inject({ url: '/api/rights/me/package', headers: other.customer });
  expect(mine.body).toContain(words.text);
  expect(mine.body).toContain('data:image/webp;base64,');
  const url = '/api/rights/me/package.html';
  const readable = await house.app.inject({ url, headers: other.customer });
  expect(readable.body).toContain('<img src="data:image/webp;base64,');
  expect(readable.headers['content-security-policy']).toContain(
    "default-src 'none'; img-src data:",
  );
  const gone = await transaction(house.db, {}, (tx) =>
    eraseCustomerRecords(tx, [parseId('record', other.ids.rec)]),
  );
  expect(gone.size).toBe(1);
  expect(await shown(other)).toEqual([]);
  await house.settle();
  const { rows } = await house.db.pool.query('SELECT id FROM reviews.review WHERE record_id = $1', [
    parseId('record', other.ids.rec),
  ]);
  expect(rows).toEqual([]);
});

test('a customer who is no author sees no photograph that waits', { timeout: roomMs }, async ({
  house,
}) => {
  const [shop, other] = [await openShop(house), await stranger(house)];
  await handOver(shop);
  const picture = (await photo().png().toBuffer()).toString('base64');
  await post(shop, { photos: [picture] });
  const { rows } = await house.db.pool.query<{ id: string }>(
    'SELECT p.id FROM reviews.photo p JOIN reviews.review r ON r.id = p.review_id WHERE r.item_id = $1',
    [parseId('item', shop.ids.itm)],
  );
  const url = `/api/reviews/photos/${formatId('reviewPhoto', rows[0]?.id ?? '')}`;
  const headers = other.customer;
  expect((await house.app.inject({ url, headers })).statusCode).toBe(404);
  expect((await house.app.inject({ url, headers: shop.customer })).statusCode).toBe(200);
});
