// What somebody with bad intentions sends: fields that are not asked for, addresses inside our network, SQL in every
// text, markup in names, bodies without end, the same code again.

import { gzipSync } from 'node:zlib';
import { ensureRecords } from '#customers';
import { newId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import {
  fittingRequest,
  type KnownIds,
  type Operation,
  operations,
} from '../support/api-document.ts';
import { openSmallShop } from '../support/small-shop.ts';

/** Operations that do something though their body has these fields beside those it may have. */
async function takersOf(
  house: TestHouse,
  asked: readonly Operation[],
  ids: KnownIds,
  extra: object,
): Promise<string[]> {
  const callers = [await house.as('owner'), await customerOf(house)];
  const taking: string[] = [];
  for (const operation of asked) {
    // Without the fields that are too many these requests fit: tests/access/matrix.test.ts sends them.
    const { url, body } = fittingRequest(operation, ids);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      continue;
    }
    for (const headers of callers) {
      const more = { ...body, ...extra };
      const answer = await house.request(operation.method, url, more, headers);
      const isRefused = answer.body?.code === 'kernel.input_invalid';
      if (!isRefused && answer.status !== 401 && answer.status !== 403) {
        taking.push(`${operation.id} answered ${answer.status}`);
      }
    }
  }
  return taking;
}

test('no body takes a field it does not know (mass assignment)', { timeout: 60_000 }, async ({
  house,
}) => {
  const { ids } = await openSmallShop(house);
  const extra = { isAdmin: true, roles: ['owner'], recordId2: ids.rec };
  expect(await takersOf(house, operations, ids, extra)).toEqual([]);
  // The check sees an operation that does what it is told.
  const some = operations.filter(({ id }) => id === 'addBrand' || id === 'searchCustomers');
  expect((await takersOf(house, some, ids, {})).length).toBeGreaterThan(0);
});

async function customerOf(house: TestHouse): Promise<{ authorization: string }> {
  return transaction(house.db, {}, async (tx) => {
    const key = newId();
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const session = await createSession(tx, {
      kind: 'customer',
      principalId: made.get(key)?.recordId ?? '',
      lifetime: { hours: 1 },
    });
    return { authorization: `Bearer ${session.token}` };
  });
}

test('webhooks go to nobody inside (SSRF)', async ({ house }) => {
  const owner = await house.as('owner');
  for (const url of [
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/x',
    'https://192.168.1.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[fd00::1]/x',
    'https://0x7f000001/x',
    'https://2130706433/x',
    'https://user:secret@example.jp/x',
    'file:///etc/passwd',
    'gopher://example.jp/x',
  ]) {
    const body = { url, eventTypes: ['*'] };
    const answer = await house.request('POST', '/api/webhooks', body, owner);
    expect(`${url} ${answer.status}`).toBe(`${url} 400`);
  }
});

const injections = [
  "'; DROP TABLE orders.order; --",
  "' OR '1'='1",
  '%" OR 1=1 --',
  '1); CREATE TABLE public.injected (); --',
  '\\x27; COPY x TO PROGRAM',
  '../../../etc/passwd',
  '{{7*7}}<%= 7*7 %>',
];

test('text is text: no query, file or template is made of it (injection)', {
  timeout: 60_000,
}, async ({ house }) => {
  const { ids } = await openSmallShop(house);
  const owner = await house.as('owner');
  const before = await tables(house);
  const asked = operations.filter(
    ({ method, path }) => method === 'GET' && !path.endsWith('/stream'),
  );
  const failing: string[] = [];
  for (const [index, operation] of asked.entries()) {
    const names = (operation.described.parameters ?? [])
      .filter((each) => each.in === 'query')
      .map((each) => each.name);
    const [path] = fittingRequest(operation, ids).url.split('?');
    const last = (path ?? '').split('/').slice(0, -1).join('/');
    // Each text goes into every seventh operation whole, and three into each.
    for (const turn of [0, 1, 2]) {
      const text = encodeURIComponent(injections[(index + turn) % injections.length] ?? '');
      const query = names.map((name) => `${name}=${text}`).join('&');
      const url = turn === 2 ? `${last}/${text}` : `${path}?${query}`;
      const { status } = await house.request('GET', url, undefined, owner);
      if (status >= 500) {
        failing.push(`${operation.id} answered ${status} to ${url}`);
      }
    }
  }
  expect(failing).toEqual([]);
  expect(await tables(house)).toEqual(before);
});

async function tables(house: TestHouse): Promise<unknown> {
  const { rows } = await house.db.pool.query(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('r', 'p') ORDER BY 1`,
  );
  return rows;
}

test('a body without end is refused before it is read, also a packed one (upload bomb)', async ({
  house,
}) => {
  const owner = { ...(await house.as('owner')), 'content-type': 'application/json' };
  const post = (payload: string | Buffer, more: Record<string, string> = {}) =>
    house.app.inject({
      method: 'POST',
      url: '/api/places',
      headers: { ...owner, ...more },
      payload,
    });
  expect((await post(`{"code":"${'x'.repeat(3_000_000)}"}`)).statusCode).toBe(413);
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect((await post(deep)).statusCode).toBe(400);
  const bomb = gzipSync(Buffer.alloc(20_000_000, 32));
  const packed = await post(bomb, { 'content-encoding': 'gzip' });
  expect(packed.statusCode).toBeGreaterThanOrEqual(400);
  expect(packed.statusCode).toBeLessThan(500);
  const polluted = await post(
    '{"__proto__":{"isAdmin":true},"code":"a","kind":"store","nameJa":"a"}',
  );
  expect(polluted.statusCode).toBe(400);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('a session that was ended opens nothing, and none can be chosen by who sends it (fixation)', async ({
  house,
}) => {
  const headers = await customerOf(house);
  expect((await house.request('GET', '/api/rights/me', undefined, headers)).status).toBe(200);
  await house.request('POST', '/api/customers/sign-out', undefined, headers);
  expect((await house.request('GET', '/api/rights/me', undefined, headers)).status).toBe(401);
  for (const chosen of ['mine', 'a'.repeat(60), `${'A'.repeat(43)}.${'A'.repeat(16)}`]) {
    const given = { authorization: `Bearer ${chosen}` };
    expect((await house.request('GET', '/api/rights/me', undefined, given)).status).toBe(401);
    const cookie = { cookie: `engawa_customer=${chosen}` };
    expect((await house.request('GET', '/api/rights/me', undefined, cookie)).status).toBe(401);
  }
});

test('signing in opens a new session and never the one that was brought along (fixation)', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const login = `fix-${newId().slice(-6)}`;
  const password = 'a password of hers';
  const member = { login, name: '固定', password, roles: ['clerk'] };
  expect((await house.request('POST', '/api/staff/members', member, owner)).status).toBe(201);
  const signIn = (headers: Record<string, string>) =>
    house.request('POST', '/api/staff/sign-in', { login, password }, headers);
  const planted = (await signIn({})).body.token as string;
  const { body, headers } = await signIn({ cookie: `engawa_staff=${planted}` });
  expect(body.token).not.toBe(planted);
  expect(String(headers['set-cookie'])).toContain(body.token);
  expect(String(headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/);
  for (const chosen of ['mine', 'A'.repeat(43)]) {
    const answer = await signIn({ cookie: `engawa_staff=${chosen}` });
    expect(answer.status).toBe(200);
    expect(answer.body.token).not.toContain(chosen);
  }
});
