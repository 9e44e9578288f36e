// Personal fields in clear, looked for in every byte an installation leaves: database, write-ahead log, program
// log, mail, terminal. 200 customers and 20 guests carry words that occur nowhere else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  customerFile,
  encode,
  mark,
  searchBytes,
  searchFolder,
  searchTexts,
  seed,
} from './support/canaries.ts';
import {
  ask,
  databaseUrlOf,
  makeHome,
  type RealServer,
  runEngawa,
  startServer,
} from './support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from './support/real-shop.ts';

const customers = 200;
const guests = 20;

test('personal fields of 200 customers are nowhere in clear', { timeout: 90_000 }, async () => {
  const { home, remove } = makeHome('canary');
  const outside = makeHome('canary-file');
  let server: RealServer | undefined;
  try {
    const words = new Set<string>();
    const file = join(outside.home, 'customers.csv');
    writeFileSync(file, customerFile(customers, words));
    const environment = { ENGAWA_LOG_LEVEL: 'debug' };
    server = await startServer({ home, environment });
    const publicWord = `公開${mark}の店`;
    const shop = await openRealShop(server, { items: 2, pieces: 1000, name: publicWord });
    const imported = await runEngawa(['import', 'customers', file, '--json'], {
      ENGAWA_HOME: home,
      ...environment,
    }).ended;
    expect(imported.stdout).toContain(`"accepted":${customers}`);
    await orderAsGuests(server, shop, words);
    await signInWrongly(server, words);
    await askWrongly(server, shop, words);
    expect(words.size).toBeGreaterThan(customers * 10);
    // What waits in memory reaches the disk as it would on any day.
    const url = databaseUrlOf(home);
    await ask(url, 'CHECKPOINT');
    const ended = await server.stop();

    const needles = encode(words);
    const found = [...searchFolder(home, needles), ...searchTexts([imported, ended], needles)];
    expect(found.slice(0, 20)).toEqual([]);
    // The search can find: what is public lies in clear in the database's files and nowhere else hidden.
    const control = searchFolder(home, encode(new Set([publicWord])));
    expect(control.some((each) => each.includes('postgres/base/'))).toBe(true);
    expect(control.some((each) => each.includes('postgres/pg_wal/'))).toBe(true);
  } finally {
    server?.child.kill('SIGKILL');
    await server?.ended;
    await remove();
    await outside.remove();
  }
});

test('the search finds a word in each way of writing, across the edge of a piece', () => {
  const needles = encode(new Set(['縁側canary']));
  for (const bytes of [
    Buffer.from('x縁側canaryx'),
    Buffer.from('縁側canary', 'utf16le'),
    Buffer.from(Buffer.from('{"name":"縁側canary"}').toString('base64')),
    Buffer.from(Buffer.from('a縁側canary').toString('base64')),
    Buffer.from(Buffer.from('ab縁側canary').toString('base64url')),
  ]) {
    expect(searchBytes('a file', bytes, needles)).toHaveLength(1);
  }
  expect(searchBytes('a file', Buffer.from('縁側 canary'), needles)).toEqual([]);
});

async function orderAsGuests(server: RealServer, shop: RealShop, words: Set<string>) {
  for (let n = 0; n < guests; n += 1) {
    const contact = Object.fromEntries(
      ['familyName', 'givenName', 'familyKana', 'givenKana', 'address', 'note'].map((field) => [
        field,
        `${field}-guest-${mark}-${n}`,
      ]),
    );
    contact.email = `guest-${mark}-${n}@example.jp`;
    contact.phone = `0906${seed}${String(n).padStart(4, '0')}`;
    for (const each of Object.values(contact)) {
      words.add(each);
    }
    const answer = await server.request(
      'POST',
      '/api/orders',
      { ...pickupOrder(shop, n), contact },
      { 'idempotency-key': `guest-${n}` },
    );
    expect(answer.status).toBe(201);
  }
}

async function signInWrongly(server: RealServer, words: Set<string>) {
  const word = (text: string) => {
    words.add(text);
    return text;
  };
  const post = async (path: string, body: object) =>
    (await server.request('POST', path, body)).status;
  const email = word(`sign-in-${mark}@example.jp`);
  expect(await post('/api/customers/sign-in/start', { email })).toBe(202);
  expect(await post('/api/customers/sign-in/finish', { email, code: '000000' })).toBe(401);
  for (let n = 0; n < 3; n += 1) {
    const login = word(`login-${mark}-${n}@example.jp`);
    expect(await post('/api/staff/sign-in', { login, password: word(`wrong-${mark}-${n}`) })).toBe(
      401,
    );
  }
  // The outbox is worked while we go on: the code's letter goes to the local mailbox.
}

/** Requests that fail, each with a personal value where it is looked at. */
async function askWrongly(server: RealServer, shop: RealShop, words: Set<string>) {
  const name = `failed-${mark}`;
  const email = `failed-${mark}@example.jp`;
  words.add(name).add(email);
  const contact = { familyName: name, email };
  const order = pickupOrder(shop, 1);
  const bodies = [
    { ...order, contact: { ...contact, unknownField: name } },
    { ...order, contact, lines: [] },
    { ...order, contact, lines: [{ itemId: order.lines[0]?.itemId, quantity: 1_000_000 }] },
    `{"contact": {"familyName": "${name}", "email": "${email}"`,
    { ...order, contact: { familyName: `${name}\u0000` } },
  ];
  for (const body of bodies) {
    const { status } = await server.request('POST', '/api/orders', body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  const owner = await server.signIn();
  const found = await server.request(
    'GET',
    `/api/customers?q=${encodeURIComponent(email)}`,
    undefined,
    owner,
  );
  expect(found.body.customers).toEqual([]);
}
