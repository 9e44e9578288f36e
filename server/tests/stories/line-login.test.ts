// LINE Login against a real OpenID Connect provider on this machine; a hand that follows redirects as a browser does.
import { afterAll, beforeAll } from 'vitest';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { type LineLike, openLineLike } from '../support/line-like.ts';

const address = 'http://localhost';
let line: LineLike;
let house: TestHouse & { drop(): Promise<void> };

beforeAll(async () => {
  line = await openLineLike([address]);
  house = await openTestHouse({
    environment: { ...line.environment, ENGAWA_PUBLIC_URL: address },
  });
});

afterAll(async () => {
  await house.drop();
  await line.close();
});

type Jar = Map<string, string>;

function keep(jar: Jar, cookies: readonly string[]): void {
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

const headerOf = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

async function ask(url: string, jar: Jar) {
  const answer = await house.request('GET', url, undefined, { cookie: headerOf(jar) });
  const set = answer.headers['set-cookie'] ?? [];
  keep(jar, [set].flat().map(String));
  return { ...answer, location: String(answer.headers.location) };
}

/** Goes from the provider's first page over its button to the address it sends the browser back to. */
async function passLine(start: string): Promise<URL> {
  const jar: Jar = new Map();
  let at = new URL(start);
  let method = 'GET';
  for (let step = 0; step < 10; step += 1) {
    const answer = await fetch(at, {
      method,
      redirect: 'manual',
      headers: { cookie: headerOf(jar) },
    });
    keep(jar, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    if (location === null) {
      method = 'POST';
    } else {
      method = 'GET';
      at = new URL(location, at);
      if (at.origin === address) {
        return at;
      }
    }
  }
  throw new Error('LINE did not send the browser back');
}

async function signIn(person: string, jar: Jar = new Map(), to = '/wishes') {
  line.person = person;
  const start = await ask(`/api/accounts/line/start?to=${to}`, jar);
  const back = await passLine(start.location);
  const end = await ask(back.pathname + back.search, jar);
  return { jar, start, back, end };
}

async function recordOf(jar: Jar): Promise<string> {
  const me = await house.request('GET', '/api/customers/me', undefined, { cookie: headerOf(jar) });
  return me.body.recordId;
}

test('the first time with LINE opens an account, the next time is the same one', async () => {
  const first = await signIn('Uaaa');
  expect(first.start.location).toContain('code_challenge_method=S256');
  expect(first.start.location).toMatch(/[?&]state=.+/);
  expect(first.start.location).toMatch(/[?&]nonce=.+/);
  expect([first.end.status, first.end.location]).toEqual([302, '/shop/wishes']);
  const again = await signIn('Uaaa');
  expect(await recordOf(again.jar)).toBe(await recordOf(first.jar));
  const other = await signIn('Ubbb');
  expect(await recordOf(other.jar)).not.toBe(await recordOf(first.jar));
});

test('a LINE user is a user of one provider: her id is kept as a keyed hash of both', async () => {
  await signIn('Uprovider');
  const { rows } = await house.db.pool.query<{ row: string }>(
    'SELECT l::text AS row FROM accounts.outside_login l',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ row }) => row.includes('provider-1') && !row.includes('Uprovider'))).toBe(
    true,
  );
});

const lost = '/shop/sign-in?failed=trip_lost';
const unconfirmed = '/shop/sign-in?failed=line_failed';

test('an answer counts once, in the browser that asked, with the state it asked with', async () => {
  const whole = await signIn('Uccc');
  const again = await ask(whole.back.pathname + whole.back.search, whole.jar);
  expect(again.location).toBe(lost);

  line.person = 'Uccc';
  const mine: Jar = new Map();
  const begun = await ask('/api/accounts/line/start', mine);
  const back = await passLine(begun.location);
  const elsewhere = await ask(back.pathname + back.search, new Map([['engawa_trip', 'guessed']]));
  expect(elsewhere.location).toBe(lost);
  expect(elsewhere.headers['set-cookie']?.toString() ?? '').not.toContain('engawa_customer');

  const forged = new URL(back);
  forged.searchParams.set('state', 'another');
  expect((await ask(forged.pathname + forged.search, mine)).location).toBe(unconfirmed);
});

test('the code of another trip does not open this one: nonce and PKCE belong to one trip', async () => {
  line.person = 'Uvictim';
  const attacker: Jar = new Map();
  const stolen = await passLine((await ask('/api/accounts/line/start', attacker)).location);
  const victim: Jar = new Map();
  const own = await passLine((await ask('/api/accounts/line/start', victim)).location);
  own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
  expect((await ask(own.pathname + own.search, victim)).location).toBe(unconfirmed);
});

test('who is signed in joins LINE to her account, and may not take the last way in away', async () => {
  const jar = (await signIn('Uddd')).jar;
  const mine = await recordOf(jar);
  const joined = await signIn('Ueee', jar, '/account/ways');
  expect(joined.end.location).toBe('/shop/account/ways');
  expect(await recordOf(jar)).toBe(mine);
  expect(await recordOf((await signIn('Ueee')).jar)).toBe(mine);
  const removed = await house.request('DELETE', '/api/accounts/line', undefined, {
    cookie: headerOf(jar),
  });
  expect(removed.body.code).toBe('accounts.last_way');
});

test('LINE leads to pages of this shop only', async () => {
  for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:1']) {
    const { end } = await signIn('Ufff', new Map(), encodeURIComponent(to));
    expect(end.location).toBe('/shop/account');
  }
});

test('without a channel, LINE says that it is not set up', async () => {
  const plain = await openTestHouse();
  try {
    const answer = await plain.request('GET', '/api/accounts/line/start');
    expect(answer.headers.location).toBe('/shop/sign-in?failed=off');
  } finally {
    await plain.drop();
  }
});
