// Push messages against a push service on this machine, whose browsers open them by RFC 8291.
import { changeConsents, ensureRecords, linkRecords } from '#customers';
import { fixedClock } from '#kernel/clock';
import { newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { deliverDueJob, messagesToDevices, queueMessages } from '#messages';
import { eraseRecords } from '#privacy';
import { queueSending } from '#segments';
import { postFacts } from '#stock';
import { test as base, expect, openTestHouse, type TestHouse } from '#testing';
import {
  openPushService,
  type PushBrowser,
  type Pushed,
  type PushService,
  readVoucher,
} from '../support/push-service.ts';

const clock = fixedClock('2026-11-21T01:00:00Z');

const path = '/api/messages/me/devices';

type Person = { readonly recordId: string; readonly headers: { readonly authorization: string } };
type Setting = {
  readonly house: TestHouse;
  readonly service: PushService;
  readonly owner: { readonly authorization: string };
  /** plc_… and itm_…: there is plenty of it. */
  readonly placeId: string;
  readonly itemId: string;
};

const test = base.extend<{ setting: Setting }>({
  setting: [
    async ({}, use) => {
      const service = await openPushService();
      const environment = { ENGAWA_WEBHOOK_PRIVATE: 'yes' };
      const house = await openTestHouse({ clock, environment });
      const owner = await house.as('owner');
      const make = async (url: string, body: object) =>
        String((await house.request('POST', url, body, owner)).body.id);
      const placeId = await make('/api/places', { code: 's', kind: 'store', nameJa: '試し店' });
      const price = { amountMinor: 500 };
      const itemId = await make('/api/catalog/items', { code: 'i', nameJa: '品', price });
      const goods = { placeId: parseId('place', placeId), itemId: parseId('item', itemId) };
      await transaction(house.db, {}, (tx) =>
        postFacts(tx, [{ ...goods, quantityMilli: 1_000_000, kind: 'opening' }]),
      );
      await use({ house, service, owner, placeId, itemId });
      await house.drop();
      await service.close();
    },
    { scope: 'file' },
  ],
});

/** Somebody with an account, signed in. */
async function signUp(house: TestHouse): Promise<Person> {
  const key = newId();
  return transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { familyName: '縁側', givenName: '花' } },
    ]);
    const recordId = made.get(key)?.recordId ?? '';
    const lifetime = { hours: 24 * 90 };
    const session = await createSession(tx, { kind: 'customer', principalId: recordId, lifetime });
    return { recordId, headers: { authorization: `Bearer ${session.token}` } };
  });
}

async function subscribe(
  { house, service }: Setting,
  { headers }: Person,
): Promise<{ browser: PushBrowser; id: string }> {
  const browser = service.addBrowser();
  const body = { ...browser.subscription, language: 'ja' };
  const answer = await house.request('POST', path, body, {
    ...headers,
    'user-agent': 'Mozilla/5.0 (Linux; Android 16) Chrome/150.0',
  });
  expect(answer.status).toBe(201);
  return { browser, id: answer.body.id };
}

/** She orders, and the shop has it ready; answers the id of the order. */
async function makeReady(setting: Setting, { headers }: Person, contact?: object): Promise<string> {
  const { house, owner, placeId, itemId } = setting;
  const order = {
    placeId,
    fulfilment: 'pickup',
    handoverPlaceId: placeId,
    lines: [{ itemId, quantity: 1 }],
    payment: { method: 'cash' },
    ...(contact === undefined ? {} : { contact }),
  };
  const { id } = (await house.request('POST', '/api/orders', order, headers)).body;
  for (const to of ['accepted', 'preparing', 'ready']) {
    await house.request('POST', `/api/orders/${id}/state`, { to }, owner);
  }
  return String(id);
}

async function deliver(house: TestHouse): Promise<void> {
  await house.settle();
  await deliverDueJob.run(house.db, {});
}

function read(browser: PushBrowser, pushed: Pushed | undefined) {
  return JSON.parse(browser.open(pushed as Pushed)) as Record<string, string>;
}

/** What became of the messages to her, by template. */
async function statesOf({ house }: Setting, { recordId }: Person, channel = 'push') {
  const { rows } = await house.db.pool.query<{ said: string }>(
    `SELECT concat_ws(' ', template, state, failure_code) AS said FROM messages.message
     WHERE record_id = $1 AND channel = $2 ORDER BY created_at, id`,
    [recordId, channel],
  );
  return rows.map(({ said }) => said);
}

function devicesOf({ house }: Setting, { headers }: Person) {
  return house.request('GET', '/api/messages/me', undefined, headers);
}

test('that her order is ready reaches her browser, sealed for it alone and signed by the house', {
  timeout: 60_000,
}, async ({ setting }) => {
  const her = await signUp(setting.house);
  const { browser } = await subscribe(setting, her);
  const other = await subscribe(setting, await signUp(setting.house));
  const orderId = await makeReady(setting, her);
  await deliver(setting.house);
  const [pushed, ...more] = browser.received();
  expect([more.length, other.browser.received().length]).toEqual([0, 0]);
  const news = read(browser, pushed);
  expect(Object.keys(news).toSorted()).toEqual(['language', 'path', 'tag', 'text', 'title']);
  expect(news).toMatchObject({ text: '試し店', language: 'ja' });
  expect(news['title']).toMatch(/^お受け取りの準備ができました/);
  expect(news['path']).toContain(`/shop/orders/${orderId}?t=`);
  expect(JSON.stringify(news)).not.toMatch(/縁側|@/);
  expect(pushed?.body.toString('latin1')).not.toContain('shop/orders');
  expect(() => other.browser.open(pushed as Pushed)).toThrow();
  expect(pushed?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
  const { isSigned, publicKey, claims } = readVoucher(pushed as Pushed);
  expect(isSigned).toBe(true);
  expect(publicKey).toBe((await devicesOf(setting, her)).body.pushKey);
  expect(claims.aud).toBe(setting.service.origin);
  expect(await statesOf(setting, her)).toEqual(['order_ready sent']);
});

test('a browser that its push service knows no more (410) is forgotten, a busy service is asked again', async ({
  setting,
}) => {
  const her = await signUp(setting.house);
  const [gone, busy] = [await subscribe(setting, her), await subscribe(setting, her)];
  setting.service.answer(gone.browser, 410);
  setting.service.answer(busy.browser, 503);
  await makeReady(setting, her);
  await deliver(setting.house);
  expect((await devicesOf(setting, her)).body.devices).toMatchObject([{ id: busy.id }]);
  expect((await statesOf(setting, her)).toSorted()).toEqual([
    'order_ready failed push_gone',
    'order_ready queued',
  ]);
  setting.service.answer(busy.browser, 201);
  clock.move({ minutes: 2 });
  await deliver(setting.house);
  const [first, again] = busy.browser.received();
  // A repetition takes the place of what waits for the browser, and of what it shows.
  expect(again?.headers['topic']).toBe(first?.headers['topic']);
  expect(read(busy.browser, again)['tag']).toBe(first?.headers['topic']);
  expect(gone.browser.received()).toHaveLength(1);
});

const no = { isWanted: false };

test('nothing goes where she said no, took the browser away or signed out', async ({ setting }) => {
  const { house } = setting;
  const people = [await signUp(house), await signUp(house), await signUp(house)] as const;
  const [refusing, signedOut, removing] = people;
  const found = [];
  for (const person of people) {
    found.push(await subscribe(setting, person));
  }
  const choice = '/api/messages/me/choices/orders/push';
  expect((await house.request('PUT', choice, no, refusing.headers)).status).toBe(204);
  const device = `${path}/${found[2]?.id}`;
  expect((await house.request('DELETE', device, undefined, removing.headers)).status).toBe(204);
  for (const person of people) {
    await makeReady(setting, person);
  }
  await house.request('POST', '/api/customers/sign-out', undefined, signedOut.headers);
  await deliver(house);
  expect(found.flatMap(({ browser }) => browser.received())).toEqual([]);
  expect(await statesOf(setting, refusing)).toEqual(['order_ready cancelled not_wanted']);
  expect(await statesOf(setting, removing)).toEqual([]);
});

test('she can do without a mail that it is ready, and not without one that the contract wants', async ({
  setting,
}) => {
  const her = await signUp(setting.house);
  await setting.house.request('PUT', '/api/messages/me/choices/orders/mail', no, her.headers);
  await makeReady(setting, her, { familyName: '縁側', email: 'choosing@example.jp' });
  await deliver(setting.house);
  expect(await statesOf(setting, her, 'mail')).toEqual([
    'order_placed sent',
    'order_ready cancelled not_wanted',
  ]);
});

async function decide(house: TestHouse, { recordId }: Person, decision: 'given' | 'withdrawn') {
  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [{ recordId, purpose: 'marketing_push', decision, channel: 'web' }]),
  );
  await house.settle();
}

function offer(house: TestHouse, { recordId }: Person, cause: string) {
  const purpose = 'marketing_push';
  return transaction(house.db, { purpose }, async (tx) => {
    const glance = () => ({ title: '秋の市', text: '今週末まで', path: '/shop/' });
    const news = { recordId, purpose, template: 'segment', glance, cause } as const;
    return queueMessages(tx, await messagesToDevices(tx, [news]));
  });
}

test('an offer comes to her browser with her consent only, by day, and stops when she takes it back', async ({
  setting,
}) => {
  const { house } = setting;
  const her = await signUp(house);
  const { browser } = await subscribe(setting, her);
  await offer(house, her, 'a');
  await deliver(house);
  await decide(house, her, 'given');
  clock.move({ hours: 12 });
  await offer(house, her, 'b');
  await deliver(house);
  expect(browser.received()).toHaveLength(0);
  clock.move({ hours: 12 });
  await deliver(house);
  expect(browser.received()).toHaveLength(1);
  await offer(house, her, 'c');
  await decide(house, her, 'withdrawn');
  await deliver(house);
  expect(browser.received()).toHaveLength(1);
  expect(await statesOf(setting, her)).toEqual([
    'segment cancelled no_consent',
    'segment sent',
    'segment cancelled no_consent',
  ]);
});

test('a message to a segment by push reaches the browser of whoever agreed to push, once each, by day, and nobody who took it back', {
  timeout: 60_000,
}, async ({ setting }) => {
  const { house, owner } = setting;
  const zoned = clock.now().toZonedDateTimeISO('Asia/Tokyo');
  clock.move({ hours: (24 + 22 - zoned.hour) % 24 });
  const people = await Promise.all(Array.from({ length: 4 }, () => signUp(house)));
  const [her, byMailOnly, unsure, silent] = people as [Person, Person, Person, Person];
  const browsers = [];
  for (const person of people) {
    browsers.push((await subscribe(setting, person)).browser);
  }
  // What she bought by a card is hers: two records, one customer, one message.
  await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'pos', kind: 'card' }, [{ key: newId() }]);
    const card = made.values().next().value?.recordId ?? '';
    await linkRecords(tx, {
      records: [her.recordId, card],
      kind: 'card',
      strength: 'certain',
      source: 'test',
    });
    const given = { decision: 'given', channel: 'web' } as const;
    await changeConsents(tx, [
      { recordId: her.recordId, purpose: 'marketing_push', ...given },
      { recordId: card, purpose: 'marketing_push', ...given },
      { recordId: byMailOnly.recordId, purpose: 'marketing_mail', ...given },
      { recordId: unsure.recordId, purpose: 'marketing_push', ...given },
    ]);
  });
  await house.settle();
  const segment = { name: '秋の市', purpose: 'marketing_push', conditions: [] };
  const { body: made } = await house.request('POST', '/api/segments', segment, owner);
  const words = { subject: '秋の市', text: '今週末までです。' };
  const url = `/api/segments/${made.id}/sendings`;
  const started = await house.request('POST', url, words, owner);
  expect(started).toMatchObject({ status: 201 });
  const sendingId = parseId('sending', started.body.id);
  await queueSending(house.db, sendingId, 'marketing_push');
  await queueSending(house.db, sendingId, 'marketing_push');
  await deliver(house);
  // It is ten in the evening: nobody is woken.
  expect(browsers.map((each) => each.received().length)).toEqual([0, 0, 0, 0]);
  await decide(house, unsure, 'withdrawn');
  // Her word about news of her orders is another one.
  await house.request('PUT', '/api/messages/me/choices/orders/push', no, her.headers);
  clock.move({ hours: 12 });
  await deliver(house);
  expect(browsers.map((each) => each.received().length)).toEqual([1, 0, 0, 0]);
  const [first] = browsers as [PushBrowser];
  expect(read(first, first.received()[0])['title']).toBe('秋の市');
  expect(await statesOf(setting, her)).toEqual(['segment sent']);
  expect(await statesOf(setting, byMailOnly)).toEqual([]);
  expect(await statesOf(setting, unsure)).toEqual(['segment cancelled no_consent']);
  expect(await statesOf(setting, silent)).toEqual([]);
});

test('she reads where her notifications go, and an erasure forgets it', async ({ setting }) => {
  const { house } = setting;
  const her = await signUp(house);
  const { browser } = await subscribe(setting, her);
  await house.request('PUT', '/api/messages/me/choices/points/mail', no, her.headers);
  const shown = await house.request('GET', '/api/rights/me/package', undefined, her.headers);
  expect(JSON.stringify(shown.body)).toContain(browser.subscription.endpoint);
  expect(JSON.stringify(shown.body)).toContain('messages.choice');
  await makeReady(setting, her);
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [her.recordId]));
  await deliver(house);
  expect(browser.received()).toEqual([]);
  for (const table of ['push_device', 'choice']) {
    const left = await transaction(house.db, {}, (tx) =>
      tx.client.query(`SELECT 1 FROM messages.${table} WHERE record_id = $1`, [her.recordId]),
    );
    expect(left.rows, table).toEqual([]);
  }
});

test('a browser belongs to one account, in clear nowhere, and only its own account may renew it', async ({
  setting,
}) => {
  const { house } = setting;
  const [first, second] = [await signUp(house), await signUp(house)];
  const { browser, id } = await subscribe(setting, first);
  const body = { ...browser.subscription, language: 'en' };
  const renewed = await house.request('POST', path, { ...body, renews: id }, first.headers);
  expect(renewed.body.id).toBe(id);
  const foreign = await house.request('POST', path, { ...body, renews: id }, second.headers);
  expect(foreign.body.code).toBe('messages.device_unknown');
  expect((await house.request('POST', path, body, second.headers)).status).toBe(201);
  expect((await devicesOf(setting, first)).body.devices).toEqual([]);
  const rows = await transaction(house.db, {}, (tx) =>
    tx.client.query<{ all: string }>(
      `SELECT string_agg(d::text || encode(d.sealed, 'escape'), ' ') AS all FROM messages.push_device d`,
    ),
  );
  expect(rows.rows[0]?.all).not.toContain('/push/');
});
