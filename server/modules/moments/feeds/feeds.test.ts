import { importProducts } from '#catalog';
import {
  changeConsents,
  ensureRecords,
  eraseCustomerRecords,
  findRecordsByKey,
  readProfiles,
} from '#customers';
import type { Clock } from '#kernel/clock';
import { formatId, newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type Json, openTestHouse, type TestHouse, test } from '#testing';

let made = 0;

type Feed = {
  readonly code: string;
  readonly headers: { authorization: string };
  send(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Json }>;
};

async function openFeed(house: TestHouse, options: object = {}): Promise<Feed> {
  const owner = await house.as('owner');
  made += 1;
  const code = `feed-${made}`;
  const feed = { code, name: 'ウェブ店', channel: 'web', ...options };
  const answer = await house.request('POST', '/api/moments/feeds', feed, owner);
  expect(answer.status).toBe(201);
  const basic = Buffer.from(`${answer.body.writeKey}:`).toString('base64');
  const headers = { authorization: `Basic ${basic}` };
  return {
    code,
    headers,
    send: (path, body, more = {}) =>
      house.request('POST', path, body, {
        'content-type': 'application/json',
        ...headers,
        ...more,
      }),
  };
}

async function addItem(house: TestHouse, code: string): Promise<void> {
  await transaction(house.db, {}, (tx) =>
    importProducts(tx, { source: 'test', currency: 'JPY' }, [
      { code, name: '湯のみ', price: '1100' },
    ]),
  );
}

async function storedOf(house: TestHouse, feed: Feed): Promise<Json[]> {
  const { rows } = await house.db.pool
    .query<{ row: Json }>(
      `SET engawa.purpose = '1'; SELECT to_jsonb(m) AS row FROM moments.moment m JOIN moments.feed f ON f.id = m.feed_id
     WHERE f.code = '${feed.code}' ORDER BY m.id`,
    )
    .then((results) => (results as unknown as { rows: { row: Json }[] }[])[1] ?? { rows: [] });
  return rows.map(({ row }) => row);
}

async function quarantineOf(house: TestHouse, feed: Feed): Promise<Json[]> {
  const owner = await house.as('owner');
  const url = `/api/moments/quarantine?feed=${feed.code}`;
  return (await house.request('GET', url, undefined, owner)).body.moments;
}

/** As Segment's Node library writes a track call. */
function track(event: string, properties: object, more: object = {}): object {
  return {
    messageId: `node-next-${newId()}`,
    type: 'track',
    event,
    properties,
    userId: 'user-97980cfea0067',
    anonymousId: '507f191e810c19729de860ea',
    context: { library: { name: '@segment/analytics-node', version: '2.2.0' } },
    timestamp: new Date().toISOString(),
    integrations: {},
    _metadata: { nodeVersion: '22.0.0', jsRuntime: 'node' },
    ...more,
  };
}

function batchOf(...events: object[]): object {
  return { batch: events, sentAt: new Date().toISOString(), writeKey: 'in-the-header' };
}

test('a batch of Segment’s library is taken once, however often it comes', async ({ house }) => {
  const feed = await openFeed(house);
  await addItem(house, 'CUP-1');
  const batch = batchOf(
    track('Product Viewed', { product_id: 'CUP-1', name: '湯のみ', price: 1100 }),
    track('Product Added', { sku: 'CUP-1', quantity: 2 }),
    track('Products Searched', { query: '鈴木花子' }),
  );
  expect(await feed.send('/v1/batch', batch)).toMatchObject({
    status: 200,
    body: { success: true },
  });
  expect(await feed.send('/v1/batch', batch)).toMatchObject({
    status: 200,
    body: { success: true },
  });
  const stored = await storedOf(house, feed);
  expect(stored.map((each) => each.type)).toEqual([
    'moments.viewed',
    'moments.carted',
    'moments.searched',
  ]);
  expect(stored[1].data).toMatchObject({ quantity: 2 });
  expect(JSON.stringify(stored)).not.toContain('鈴木');
  expect(stored.every((each) => each.record_id === null)).toBe(true);
});

test('the same message is the same in another month', async () => {
  let now = Temporal.Instant.from('2026-11-22T01:00:00Z');
  const clock: Clock = { now: () => now };
  const house = await openTestHouse({ clock });
  try {
    const feed = await openFeed(house);
    const event = track('Signed Up', {});
    await feed.send('/v1/batch', batchOf(event));
    now = Temporal.Instant.from('2027-03-05T01:00:00Z');
    await feed.send('/v1/track', event);
    expect(await storedOf(house, feed)).toHaveLength(1);
  } finally {
    await house.drop();
  }
});

test.for([
  ['two hours fast', 2 * 3_600_000],
  ['three years slow', -3 * 365 * 86_400_000],
] as const)('a clock that is %s is set right', async ([, offMs], { house }) => {
  const feed = await openFeed(house);
  const sentAt = new Date(Date.now() + offMs).toISOString();
  const timestamp = new Date(Date.now() + offMs - 600_000).toISOString();
  await feed.send('/v1/batch', { batch: [track('Signed Up', {}, { timestamp })], sentAt });
  const [stored] = await storedOf(house, feed);
  const agoMs = Date.now() - Date.parse(stored.occurred_at);
  expect(agoMs).toBeGreaterThan(599_000);
  expect(agoMs).toBeLessThan(620_000);
});

test('nothing happens in the future, and nothing before there were shops like this', async ({
  house,
}) => {
  const feed = await openFeed(house);
  await feed.send('/v1/track', track('Signed Up', {}, { timestamp: '2999-01-01T00:00:00Z' }));
  await feed.send('/v1/track', track('Signed Up', {}, { timestamp: '1970-01-01T00:00:00Z' }));
  const [stored, ...others] = await storedOf(house, feed);
  expect(others).toEqual([]);
  expect(Date.parse(stored.occurred_at)).toBeLessThanOrEqual(Date.now());
  expect(await quarantineOf(house, feed)).toMatchObject([{ reason: 'time_impossible' }]);
});

test('who did not agree is counted only; who agreed is known until she takes it back', async ({
  house,
}) => {
  const feed = await openFeed(house);
  const source = `feed ${feed.code}`;
  const view = () => feed.send('/v1/page', { userId: 'u1', name: 'Home' });
  await view();
  const record = await transaction(house.db, {}, async (tx) => {
    const found = await ensureRecords(tx, { source }, [{ key: 'u1' }]);
    return found.get('u1')?.recordId ?? '';
  });
  const decide = (decision: 'given' | 'withdrawn') =>
    transaction(house.db, {}, (tx) =>
      changeConsents(tx, [{ recordId: record, purpose: 'analytics', decision, channel: 'web' }]),
    );
  await decide('given');
  await view();
  await decide('withdrawn');
  await view();
  const stored = await storedOf(house, feed);
  expect(stored.map((each) => each.record_id)).toEqual([null, record, null]);
  await house.settle();
  const { rows } = await house.db.pool.query(
    `SELECT sum(count)::int AS n FROM moments.count WHERE type = 'moments.viewed'`,
  );
  expect(rows[0].n).toBeGreaterThanOrEqual(3);
});

test('a trusted feed’s word makes a person known, but never against her own decision', async ({
  house,
}) => {
  const feed = await openFeed(house, { trustsConsent: true });
  const agreed = { context: { consent: { categoryPreferences: { Analytics: true } } } };
  const source = `feed ${feed.code}`;
  await feed.send('/v1/page', { anonymousId: 'dev1', messageId: 'p1', ...agreed });
  await feed.send('/v1/identify', {
    userId: 'u2',
    anonymousId: 'dev1',
    traits: {
      email: 'hanako@example.com',
      firstName: '花子',
      address: { city: '京都市' },
      plan: 'gold',
    },
    ...agreed,
  });
  const known = await transaction(house.db, {}, async (tx) => {
    const found = await findRecordsByKey(tx, [
      { source, key: 'u2' },
      { source: `${source} device`, key: 'dev1' },
    ]);
    const user = found.get(`${source}\nu2`)?.recordId ?? '';
    const profiles = await readProfiles(tx, [user]);
    return {
      user,
      device: found.get(`${source} device\ndev1`)?.recordId,
      profile: profiles.get(user),
    };
  });
  expect(known.profile).toEqual({ email: 'hanako@example.com', givenName: '花子', city: '京都市' });
  const { rows } = await house.db.pool.query(
    'SELECT count(DISTINCT customer_id)::int AS n FROM customers.record WHERE id = ANY ($1)',
    [[known.user, known.device]],
  );
  expect(rows[0].n).toBe(1);

  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [
      { recordId: known.user, purpose: 'analytics', decision: 'withdrawn', channel: 'web' },
    ]),
  );
  await feed.send('/v1/page', { userId: 'u2', ...agreed });
  await feed.send('/v1/page', { anonymousId: 'dev1', ...agreed });
  const stored = await storedOf(house, feed);
  expect(stored.map((each) => each.record_id)).toEqual([known.device, known.user, null, null]);
  const { rows: texts } = await house.db.pool.query(
    `SELECT concat((SELECT string_agg(m::text, '') FROM kernel.event m), (SELECT string_agg(q::text, '')
      FROM moments.quarantine q), (SELECT string_agg(r::text, '') FROM customers.record r)) AS text`,
  );
  expect(texts[0].text).not.toMatch(/hanako|花子/);
});

test('what a device did before she signed in is hers, in whatever order it arrives', async ({
  house,
}) => {
  const feed = await openFeed(house, { trustsConsent: true });
  const agreed = { context: { consent: { categoryPreferences: { Analytics: true } } } };
  await feed.send('/v1/identify', { userId: 'late', anonymousId: 'dev-late', ...agreed });
  await feed.send('/v1/page', { anonymousId: 'dev-late', ...agreed });
  await feed.send('/v1/identify', { userId: 'silent', anonymousId: 'dev-silent' });
  await feed.send('/v1/page', { anonymousId: 'dev-silent', ...agreed });
  const records = (await storedOf(house, feed)).map((each) => each.record_id);
  const { rows } = await house.db.pool.query(
    'SELECT id, customer_id FROM customers.record WHERE id = ANY ($1)',
    [records],
  );
  const customerOf = new Map(rows.map(({ id, customer_id }) => [id, customer_id]));
  expect(customerOf.get(records[1])).toBe(customerOf.get(records[0]));
  // Nobody said that she agreed when she signed in: the device stays a stranger.
  expect(records[2]).toBeNull();
  expect(customerOf.get(records[3])).not.toBe(customerOf.get(records[0]));
});

test('moments of known people stand on their timeline', async ({ house }) => {
  const feed = await openFeed(house, { trustsConsent: true });
  const context = { consent: { categoryPreferences: { Analytics: true } } };
  await addItem(house, 'CUP-9');
  await feed.send(
    '/v1/batch',
    batchOf(track('Product Viewed', { sku: 'CUP-9' }, { context, userId: 'timely' })),
  );
  await house.settle();
  const [stored] = await storedOf(house, feed);
  const { rows } = await house.db.pool.query(
    'SELECT customer_id FROM customers.record WHERE id = $1',
    [stored.record_id],
  );
  const owner = await house.as('owner');
  const url = `/api/customers/${formatId('customer', rows[0].customer_id)}/timeline`;
  const { body } = await house.request('GET', url, undefined, owner);
  expect(body.moments.map((each: Json) => each.type)).toContain('moments.viewed');
});

test('what is invalid is set aside sealed, told with its reason, and taken after it was mended', async ({
  house,
}) => {
  const feed = await openFeed(house);
  await feed.send(
    '/v1/batch',
    batchOf(
      track('Product Viewed', { product_id: 'NOT-YET' }),
      track('Product Added', { quantity: 'many', email: 'secret@example.com' }),
      track('Coupon Shared', { coupon: 'SPRING-5', how: 'to my friend taro@example.com' }),
      track('Signed Up', {}, { userId: undefined, anonymousId: undefined }),
      { type: 'dance', userId: 'x' },
      track('Signed Up', {}, { timestamp: 'yesterday' }),
    ),
  );
  expect(await storedOf(house, feed)).toEqual([]);
  const aside = await quarantineOf(house, feed);
  // Newest first.
  expect(aside.map((each) => each.reason)).toEqual([
    'shape',
    'shape',
    'no_person',
    'name_unknown',
    'schema',
    'item_unknown',
  ]);
  expect(JSON.stringify(aside)).not.toMatch(/secret|taro/);

  await addItem(house, 'NOT-YET');
  const owner = await house.as('owner');
  const schema = {
    name: 'Coupon Shared',
    fields: {
      coupon: { kind: 'code', isNeeded: true },
      count: { kind: 'integer', isNeeded: false },
    },
  };
  const added = await house.request('POST', '/api/moments/schemas', schema, owner);
  expect(added.body).toEqual({ type: 'custom.coupon_shared', version: 1 });
  const replay = () =>
    house.request('POST', '/api/moments/quarantine/replay', { feed: feed.code }, owner);
  expect((await replay()).body).toEqual({ replayed: 2, failed: 4, next: null });
  expect((await replay()).body).toEqual({ replayed: 0, failed: 4, next: null });
  const stored = await storedOf(house, feed);
  expect(stored.map((each) => [each.type, each.data])).toEqual([
    ['moments.viewed', { page: 'item', itemId: expect.stringMatching(/^itm_/) }],
    ['custom.coupon_shared', { coupon: 'SPRING-5' }],
  ]);
  const left = await quarantineOf(house, feed);
  const ids = left.map((each) => each.id);
  const gone = await house.request('POST', '/api/moments/quarantine/discard', { ids }, owner);
  expect(gone.body).toEqual({ discarded: 4 });
});

test('a feed may count names that nobody knows instead', async ({ house }) => {
  const feed = await openFeed(house, { unknownNames: 'count' });
  await feed.send('/v1/track', track('Wheel Spun', { prize: 'a@b.example' }));
  expect(await storedOf(house, feed)).toMatchObject([{ type: 'custom.unknown', data: {} }]);
});

test('fields that are a person’s own cannot be registered, nor names of ours', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const add = (name: string, fields: object) =>
    house.request('POST', '/api/moments/schemas', { name, fields }, owner);
  const field = { kind: 'code', isNeeded: true };
  expect(await add('Newsletter Joined', { emailAddress: field })).toMatchObject({
    status: 400,
    body: { code: 'moments.field_personal' },
  });
  expect(await add('Product Viewed', { colour: field })).toMatchObject({ status: 409 });
  expect((await add('Wheel Turned', { prize: field })).body.version).toBe(1);
  expect(
    (await add('Wheel Turned', { prize: field, count: { ...field, kind: 'integer' } })).body
      .version,
  ).toBe(2);
});

test('CloudEvents come structured, in batches and binary', async ({ house }) => {
  const feed = await openFeed(house);
  await addItem(house, 'CUP-2');
  const event = {
    specversion: '1.0',
    id: '9aeb0fdf-c01e-0131-0922-9eb54906e209',
    source: 'https://app.example.com/ios',
    type: 'moments.carted',
    time: '2026-11-21T08:08:00.000Z',
    datacontenttype: 'application/json',
    userid: 'u9',
    data: { sku: 'CUP-2', quantity: 3 },
  };
  const send = (body: unknown, type: string, more = {}) =>
    feed.send('/api/moments/cloudevents', body, { 'content-type': type, ...more });
  expect(await send(JSON.stringify(event), 'application/cloudevents+json')).toMatchObject({
    status: 202,
    body: { accepted: 1, repeated: 0, quarantined: 0 },
  });
  const other = { ...event, id: 'b', type: 'Signed Up', data: undefined };
  const bad = { ...event, id: 'c', specversion: '0.3' };
  const batch = JSON.stringify([event, other, bad]);
  expect(await send(batch, 'application/cloudevents-batch+json')).toMatchObject({
    status: 202,
    body: { accepted: 1, repeated: 1, quarantined: 1 },
  });
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': 'binary-1',
    'ce-source': '/store/%E6%9C%AC%E5%BA%97',
    'ce-type': 'moments.scanned',
    'ce-time': '2026-11-21T08:09:00Z',
  };
  expect(await send({ sku: 'CUP-2' }, 'application/json', headers)).toMatchObject({
    status: 202,
    body: { accepted: 1 },
  });
  const packed = Buffer.from('{"sku":"CUP-2"}').toString('base64');
  const scanned = { ...event, id: 'd', type: 'moments.scanned', data: undefined };
  expect(
    await send(
      JSON.stringify({ ...scanned, data_base64: packed }),
      'Application/CloudEvents+JSON; charset=UTF-8',
    ),
  ).toMatchObject({ status: 202, body: { accepted: 1, quarantined: 0 } });
  const vendors = { ...headers, 'ce-id': 'binary-2' };
  expect(
    await send(JSON.stringify({ sku: 'CUP-2' }), 'application/vnd.shop+json', vendors),
  ).toMatchObject({ status: 202, body: { accepted: 1 } });
  expect(await send({ sku: 'CUP-2' }, 'application/json')).toMatchObject({
    status: 400,
    body: { code: 'kernel.media_type_unknown' },
  });
  const stored = await storedOf(house, feed);
  expect(stored.map((each) => each.type)).toEqual([
    'moments.carted',
    'moments.signed_up',
    'moments.scanned',
    'moments.scanned',
    'moments.scanned',
  ]);
  expect(stored.slice(2).map((each) => each.data.itemId)).toEqual(
    Array(3).fill(stored[0].data.itemId),
  );
  expect(stored[0].data).toEqual({ quantity: 3, itemId: expect.stringMatching(/^itm_/) });
  expect(Date.parse(stored[0].occurred_at)).toBe(Date.parse(event.time));
});

test('a wrong, missing or ended key opens nothing', async ({ house }) => {
  const feed = await openFeed(house);
  const wrong = { authorization: `Basic ${Buffer.from('nobody:').toString('base64')}` };
  const event = track('Signed Up', {});
  expect(await feed.send('/v1/track', event, wrong)).toMatchObject({
    status: 401,
    body: { code: 'moments.write_key_wrong' },
  });
  expect(await house.request('POST', '/v1/batch', batchOf(event))).toMatchObject({ status: 401 });
  const owner = await house.as('owner');
  const url = `/api/moments/feeds/${feed.code}`;
  expect((await house.request('PATCH', url, { isEnded: true }, owner)).status).toBe(204);
  expect(await feed.send('/v1/track', event)).toMatchObject({ status: 401 });
  expect(await storedOf(house, feed)).toEqual([]);
});

test('what is too large is refused whole, one event too large in a batch is set aside alone', async ({
  house,
}) => {
  const feed = await openFeed(house);
  const heavy = track('Signed Up', { note: 'x'.repeat(33_000) });
  expect(await feed.send('/v1/track', heavy)).toMatchObject({
    status: 400,
    body: { code: 'moments.batch_too_large' },
  });
  const light = track('Signed Up', {});
  expect(await feed.send('/v1/batch', batchOf(light, heavy))).toMatchObject({ status: 200 });
  expect(await storedOf(house, feed)).toHaveLength(1);
  expect(await quarantineOf(house, feed)).toMatchObject([{ reason: 'too_large' }]);
  const many = Array.from({ length: 20 }, () => track('Signed Up', { note: 'x'.repeat(30_000) }));
  expect(await feed.send('/v1/batch', batchOf(...many))).toMatchObject({ status: 400 });
  expect(await feed.send('/v1/batch', { batch: 'none' })).toMatchObject({ status: 400 });
  expect(await feed.send('/v1/batch', '{"batch": [')).toMatchObject({ status: 400 });
});

test('nasty values break nothing: each event is taken or set aside', async ({ house }) => {
  const feed = await openFeed(house);
  const nasty = [
    "'; DROP TABLE moments.moment; --",
    '\u0000',
    '{{7*7}}',
    '縁側🏯',
    '../../x',
    '{1,2}',
    '"\\',
  ];
  const events = nasty.flatMap((text) => [
    track(text, { [text === '\u0000' ? 'nul' : text]: text }, { userId: text, anonymousId: text }),
    track('Product Viewed', { product_id: text }, { userId: text }),
    track('Order Completed', { order_id: text, total: text, currency: text }, { userId: text }),
    { type: 'identify', userId: text, traits: { name: text, email: text } },
    { type: 'group', userId: text, groupId: text },
    { type: 'alias', userId: text, previousId: text },
    track('Signed Up', {}, { context: text, timestamp: text }),
  ]);
  const lone = JSON.stringify(batchOf(track('Signed Up', {}, { userId: 'half' }))).replace(
    'half',
    '\\ud800',
  );
  expect(await feed.send('/v1/batch', lone)).toMatchObject({ status: 200 });
  // Text that only looks like an escape (JSON within JSON), and a name that would reach into objects.
  const looksLike = JSON.stringify(batchOf(track('Signed Up', { raw: '\\ud83d\\ude00 \\\\' })));
  expect(await feed.send('/v1/batch', looksLike)).toMatchObject({ status: 200 });
  const reaching = JSON.stringify(batchOf(track('Signed Up', { name: 1 }))).replace(
    '"name":1',
    '"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}',
  );
  expect(await feed.send('/v1/batch', reaching)).toMatchObject({ status: 200 });
  expect(await feed.send('/v1/batch', batchOf(...events))).toMatchObject({ status: 200 });
  const stored = await storedOf(house, feed);
  const aside = await house.db.pool.query(
    'SELECT count(*)::int AS n FROM moments.quarantine q JOIN moments.feed f ON f.id = q.feed_id WHERE f.code = $1',
    [feed.code],
  );
  expect(stored.length + aside.rows[0].n).toBe(events.length + 3);
  expect(stored.length).toBeGreaterThan(nasty.length);
});

test('erasing a person takes her moments along', async ({ house }) => {
  const feed = await openFeed(house, { trustsConsent: true });
  const context = { consent: { categoryPreferences: { Analytics: true } } };
  await feed.send('/v1/page', { userId: 'gone', context });
  await feed.send('/v1/track', track('Never Heard Of', { x: 1 }, { userId: 'gone', context }));
  const [stored] = await storedOf(house, feed);
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [stored.record_id]));
  await house.settle();
  expect(await storedOf(house, feed)).toEqual([]);
  expect(await quarantineOf(house, feed)).toEqual([]);
  await feed.send('/v1/page', { userId: 'gone', context });
  expect(await storedOf(house, feed)).toMatchObject([{ record_id: null }]);
});
