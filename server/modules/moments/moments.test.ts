import { importProducts } from '#catalog';
import {
  changeConsents,
  ensureRecords,
  eraseCustomerRecords,
  findRecords,
  linkRecords,
} from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, type Json, type TestHouse, test } from '#testing';

type Shop = { placeId: string; itemId: string };

async function openShop(house: TestHouse, code: string): Promise<Shop> {
  const owner = await house.as('owner');
  const place = { code, kind: 'store', nameJa: `${code}店` };
  const { body } = await house.request('POST', '/api/places', place, owner);
  const [made] = await transaction(house.db, {}, (tx) =>
    importProducts(tx, { source: code, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]),
  );
  const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
  return { placeId: body.id, itemId: formatId('item', itemId) };
}

function cookiesOf(header: unknown): string[] {
  return [header].flat().filter((line) => typeof line === 'string');
}

/** A browser with a jar for cookies. */
function openBrowser(house: TestHouse) {
  const jar = new Map<string, string>();
  const send = async (url: string, body: object): Promise<{ status: number; body: Json }> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await house.request('POST', url, body, cookie === '' ? {} : { cookie });
    for (const line of cookiesOf(answer.headers['set-cookie'])) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
    }
    return answer;
  };
  return {
    jar,
    send,
    agree: () => send('/api/moments/consent', { decision: 'given' }),
    tell: (...moments: object[]) =>
      send('/api/moments', {
        channel: 'web',
        moments: moments.map((moment) => ({ id: newId(), ...moment })),
      }),
  };
}

async function openAccount(house: TestHouse): Promise<{ recordId: string; token: string }> {
  return transaction(house.db, {}, async (tx) => {
    const key = newId();
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const recordId = made.get(key)?.recordId ?? '';
    const session = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
    return { recordId, token: session.token };
  });
}

async function customerOf(house: TestHouse, recordId: string): Promise<string> {
  const found = await transaction(house.db, {}, (tx) => findRecords(tx, [recordId]));
  return formatId('customer', found.get(recordId)?.customerId ?? '');
}

async function timelineOf(house: TestHouse, customerId: string): Promise<Json[]> {
  await house.settle();
  const owner = await house.as('owner');
  const url = `/api/customers/${customerId}/timeline?limit=200`;
  const { body } = await house.request('GET', url, undefined, owner);
  return body.moments.toReversed();
}

async function momentsOfLog(house: TestHouse): Promise<Json[]> {
  await house.settle();
  const owner = await house.as('owner');
  const { body } = await house.request('GET', '/api/log/events?limit=200', undefined, owner);
  return body.events.filter((event: Json) => event.type.startsWith('moments.'));
}

test('poster, search, view, visit, sale at the till and sign-up are one timeline with its source', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const shop = await openShop(house, 'story');
  const poster = await house.request(
    'POST',
    '/api/moments/sources',
    { code: 'autumn-poster', kind: 'poster', name: '秋のポスター', placeId: shop.placeId },
    owner,
  );
  expect(poster.body.address).toMatch(/\/\?s=autumn-poster$/);

  const phone = openBrowser(house);
  await phone.agree();
  await phone.tell({ kind: 'viewed', page: 'home', source: 'autumn-poster' });
  await phone.tell({ kind: 'searched', results: 3 });
  await phone.tell({ kind: 'viewed', page: 'item', itemId: shop.itemId });
  const visit = { id: newId(), source: 'autumn-poster' };
  const visited = await phone.send('/api/moments/visits', visit);
  expect(visited.body).toMatchObject({ accepted: 1, isKnown: true });

  const sale = await house.request(
    'POST',
    '/api/orders',
    {
      placeId: shop.placeId,
      fulfilment: 'carry_out',
      lines: [{ itemId: shop.itemId, quantity: 1 }],
      contact: { email: 'hanako@example.com' },
      payment: { method: 'cash' },
      channel: 'pos',
    },
    owner,
  );
  expect(sale.status).toBe(201);
  const account = await openAccount(house);
  phone.jar.set('engawa_customer', account.token);
  expect((await phone.tell({ kind: 'signed_up' })).body).toMatchObject({ accepted: 1 });
  // The clerk confirms that the receipt is hers.
  await transaction(house.db, {}, (tx) =>
    linkRecords(tx, {
      records: [account.recordId, parseId('record', sale.body.recordId)],
      kind: 'email',
      strength: 'strong',
      source: 'till',
    }),
  );

  const timeline = await timelineOf(house, await customerOf(house, account.recordId));
  const types = timeline.map((moment) => moment.type);
  expect(types.filter((type) => /^moments\.(?!device)|^orders\.placed/.test(type))).toStrictEqual([
    'moments.viewed',
    'moments.searched',
    'moments.viewed',
    'moments.visited',
    'orders.placed',
    'moments.signed_up',
  ]);
  const ours = timeline.filter((moment) => momentTypes.has(moment.type));
  expect(ours.map((moment) => moment.data.source)).toStrictEqual(Array(5).fill('autumn-poster'));
  expect(ours.at(-1).data.firstSource).toBe('autumn-poster');
  expect(ours.find((moment) => moment.type === 'moments.visited').placeId).toBe(shop.placeId);

  const { body } = await house.request('GET', '/api/moments/sources', undefined, owner);
  const counted = body.sources.find((source: Json) => source.code === 'autumn-poster');
  expect(counted.counts).toMatchObject({ 'moments.viewed': 2, 'moments.visited': 1 });
});

const momentTypes = new Set([
  'moments.viewed',
  'moments.searched',
  'moments.visited',
  'moments.signed_up',
]);

test('without consent nothing says whose moment it was', async ({ house }) => {
  const shop = await openShop(house, 'quiet');
  const before = (await momentsOfLog(house)).length;
  const stranger = openBrowser(house);
  const told = await stranger.tell({ kind: 'viewed', page: 'item', itemId: shop.itemId });
  expect(told.body).toMatchObject({ accepted: 1, isKnown: false });
  expect(stranger.jar.size).toBe(0);

  const account = await openAccount(house);
  stranger.jar.set('engawa_customer', account.token);
  const signedIn = await stranger.tell({ kind: 'searched', results: 0 }, { kind: 'signed_up' });
  expect(signedIn.body).toMatchObject({ accepted: 2, isKnown: false });

  const fresh = (await momentsOfLog(house)).slice(0, -before || undefined);
  expect(fresh).toHaveLength(3);
  for (const event of fresh) {
    expect(event).toMatchObject({ recordid: null, actor: 'guest' });
    expect(JSON.stringify(event)).not.toContain(formatId('record', account.recordId));
  }
});

test('consent that is taken back ends it at once, and a withdrawn account is not made known by a browser', async ({
  house,
}) => {
  const browser = openBrowser(house);
  await browser.agree();
  expect((await browser.tell({ kind: 'searched', results: 1 })).body.isKnown).toBe(true);
  const [token = ''] = browser.jar.values();
  await browser.send('/api/moments/consent', { decision: 'withdrawn' });
  expect(browser.jar.size).toBe(0);
  browser.jar.set('engawa_device', token);
  expect((await browser.tell({ kind: 'searched', results: 1 })).body.isKnown).toBe(false);

  const other = openBrowser(house);
  await other.agree();
  const account = await openAccount(house);
  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [
      {
        recordId: account.recordId,
        purpose: 'analytics',
        decision: 'withdrawn',
        channel: 'web',
      },
    ]),
  );
  other.jar.set('engawa_customer', account.token);
  expect((await other.tell({ kind: 'searched', results: 1 })).body.isKnown).toBe(false);
  const timeline = await timelineOf(house, await customerOf(house, account.recordId));
  expect(timeline.map((moment) => moment.type)).not.toContain('moments.searched');
});

test('a moment sent often counts once, within a batch and for ever', async ({ house }) => {
  const browser = openBrowser(house);
  const moment = { id: newId(), kind: 'searched', results: 2 };
  const twice = await browser.tell(moment, moment);
  expect(twice.body).toMatchObject({ accepted: 1, repeated: 1 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => browser.tell(moment)));
  expect(answers.every((answer) => answer.body.repeated === 1)).toBe(true);
  const visit = { id: newId(), placeId: (await openShop(house, 'twice')).placeId };
  expect((await browser.send('/api/moments/visits', visit)).body.accepted).toBe(1);
  expect((await browser.send('/api/moments/visits', visit)).body).toMatchObject({ repeated: 1 });
});

test('another’s browser is never linked, and a forged token is none', async ({ house }) => {
  const shared = openBrowser(house);
  await shared.agree();
  await shared.tell({ kind: 'searched', results: 1 });
  const first = await openAccount(house);
  const second = await openAccount(house);
  shared.jar.set('engawa_customer', first.token);
  await shared.tell({ kind: 'searched', results: 11 });
  shared.jar.set('engawa_customer', second.token);
  await shared.tell({ kind: 'searched', results: 22 });
  const results = async (recordId: string) =>
    (await timelineOf(house, await customerOf(house, recordId)))
      .filter((moment) => moment.type === 'moments.searched')
      .map((moment) => moment.data.results);
  expect(await results(first.recordId)).toStrictEqual([1, 11]);
  expect(await results(second.recordId)).toStrictEqual([]);

  // Signed out, the browser is a stranger again: known, but nobody's.
  shared.jar.delete('engawa_customer');
  const before = shared.jar.get('engawa_device');
  expect((await shared.tell({ kind: 'searched', results: 33 })).body.isKnown).toBe(true);
  expect(shared.jar.get('engawa_device')).not.toBe(before);
  expect(await results(first.recordId)).toStrictEqual([1, 11]);

  const forger = openBrowser(house);
  const [id = ''] = before?.split('.') ?? [];
  forger.jar.set('engawa_device', `${id}.${'A'.repeat(22)}`);
  expect((await forger.tell({ kind: 'searched', results: 44 })).body.isKnown).toBe(false);
  forger.jar.set('engawa_customer', second.token);
  await forger.tell({ kind: 'searched', results: 55 });
  expect(await results(first.recordId)).toStrictEqual([1, 11]);
});

test('what cannot be true is left out and named; the rest counts', async ({ house }) => {
  const browser = openBrowser(house);
  const unknown = formatId('item', newId());
  const { body } = await browser.tell(
    { kind: 'viewed', page: 'item', itemId: unknown },
    { kind: 'signed_up' },
    { kind: 'proposed', itemId: (await openShop(house, 'true')).itemId },
    { kind: 'searched', results: 1, source: 'never-printed' },
  );
  expect(body.accepted).toBe(1);
  expect(body.rejected.map((each: Json) => each.reason)).toStrictEqual([
    'item_unknown',
    'not_signed_in',
    'not_staff',
  ]);
});

test('an erased account leaves no trace of its browsers', async ({ house }) => {
  const browser = openBrowser(house);
  await browser.agree();
  const account = await openAccount(house);
  browser.jar.set('engawa_customer', account.token);
  await browser.tell({ kind: 'searched', results: 1 });
  const gone = await transaction(house.db, {}, (tx) =>
    eraseCustomerRecords(tx, [account.recordId]),
  );
  expect(gone.size).toBe(1);
  await house.settle();
  browser.jar.delete('engawa_customer');
  const { body } = await browser.tell({ kind: 'searched', results: 1 });
  expect(body.accepted).toBe(1);
});

test('a QR code of a source is drawn; a code that is taken, or unknown, is refused', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const source = { code: 'qr-test', kind: 'link', name: 'QR', target: '/items/x?y=1' };
  const made = await house.request('POST', '/api/moments/sources', source, owner);
  expect(made.body.address).toMatch(/\/items\/x\?y=1&s=qr-test$/);
  const drawn = await house.request('GET', '/api/moments/sources/qr-test/qr.svg', undefined, owner);
  expect(drawn.headers['content-type']).toBe('image/svg+xml');
  expect(drawn.body).toMatch(/^<svg /);
  const again = await house.request('POST', '/api/moments/sources', source, owner);
  expect(again).toMatchObject({ status: 409, body: { code: 'moments.source_taken' } });
  const lost = await house.request('POST', '/api/moments/visits', {
    id: newId(),
    source: 'never-printed',
  });
  expect(lost).toMatchObject({ status: 404, body: { code: 'moments.source_unknown' } });
  const nowhere = await house.request('POST', '/api/moments/visits', { id: newId() });
  expect(nowhere).toMatchObject({ status: 400, body: { code: 'moments.visit_nowhere' } });
});

test('a device that sends without end is asked to wait', async ({ house }) => {
  const browser = openBrowser(house);
  await browser.agree();
  const batch = Array.from({ length: 50 }, () => ({ kind: 'searched', results: 1 }));
  const statuses: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    statuses.push((await browser.tell(...batch)).status);
  }
  expect(statuses.slice(0, 6)).toStrictEqual(Array(6).fill(200));
  expect(statuses.at(-1)).toBe(429);
});

test('what a clerk proposes is in the customer’s timeline with clerk and shop, if she agreed', async ({
  house,
}) => {
  const shop = await openShop(house, 'clerk');
  const owner = await house.as('owner');
  const clerk = {
    login: 'clerk',
    name: '佐藤',
    password: 'engawa-engawa',
    roles: ['clerk'],
    placeId: shop.placeId,
  };
  await house.request('POST', '/api/staff/members', clerk, owner);
  const { body: session } = await house.request('POST', '/api/staff/sign-in', {
    login: clerk.login,
    password: clerk.password,
  });
  const account = await openAccount(house);
  const propose = () =>
    house.request(
      'POST',
      '/api/moments',
      {
        channel: 'store',
        recordId: formatId('record', account.recordId),
        moments: [{ id: newId(), kind: 'proposed', itemId: shop.itemId }],
      },
      { authorization: `Bearer ${session.token}` },
    );
  expect((await propose()).body).toMatchObject({ accepted: 1, isKnown: false });
  await transaction(house.db, {}, (tx) =>
    changeConsents(tx, [
      { recordId: account.recordId, purpose: 'analytics', decision: 'given', channel: 'till' },
    ]),
  );
  expect((await propose()).body).toMatchObject({ accepted: 1, isKnown: true });
  const timeline = await timelineOf(house, await customerOf(house, account.recordId));
  expect(timeline.filter((moment) => moment.type === 'moments.proposed')).toMatchObject([
    {
      placeId: shop.placeId,
      channel: 'store',
      actor: `staff:${session.staff.id}`,
      data: { itemId: shop.itemId, staffId: session.staff.id },
    },
  ]);
  // Who is nobody's clerk cannot name a record.
  const guest = await house.request('POST', '/api/moments', {
    channel: 'web',
    recordId: formatId('record', account.recordId),
    moments: [{ id: newId(), kind: 'searched', results: 1 }],
  });
  expect(guest.body).toMatchObject({ accepted: 1, isKnown: false });
});
