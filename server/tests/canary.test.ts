// Personal fields in clear, looked for in every byte an installation leaves: database, write-ahead log, program
// log, mail, terminal. 200 customers and 20 guests carry words that occur nowhere else.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  ask,
  databaseUrlOf,
  type Ended,
  makeHome,
  type RealServer,
  runEngawa,
  startServer,
} from './support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from './support/real-shop.ts';

const customers = 200;
const guests = 20;
/** Of this run, so that nothing of another run and no word of ours is found by accident. */
const mark = randomBytes(4).toString('hex');

test('personal fields of 200 customers are nowhere in clear', { timeout: 90_000 }, async () => {
  const { home, remove } = makeHome('canary');
  const outside = makeHome('canary-file');
  let server: RealServer | undefined;
  try {
    const words = new Set<string>();
    const file = join(outside.home, 'customers.csv');
    writeFileSync(file, customerFile(words));
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

/** 200 rows whose every personal field holds a word of its own. */
function customerFile(words: Set<string>): string {
  const word = (text: string) => {
    words.add(text);
    return text;
  };
  word('9862243');
  const header =
    '会員ID,カード番号,お名前(姓),お名前(名),お名前(セイ),お名前(メイ),メールアドレス,TEL,携帯電話番号,郵便番号,都道府県,市区町村,住所1,生年月日,性別,備考';
  const rows = Array.from({ length: customers }, (_, n) => {
    const own = `${mark}${String(n).padStart(3, '0')}`;
    // Digits and kana only, where the field takes nothing else.
    const kana = (first: string) => word(`${first}${kanaOf(own)}`);
    const digits = String(n).padStart(4, '0');
    return [
      word(`M-${own}`),
      word(`C-${own}`),
      word(`姓${own}`),
      word(`名${own}`),
      kana('セ'),
      kana('メ'),
      word(`mail-${own}@example.jp`),
      phoneOf(word, '03', `5${seed}${digits}`),
      phoneOf(word, '090', `7${seed}${digits}`),
      word('986-2243'),
      '東京都',
      word(`市${own}`),
      word(`町${own}`),
      word(
        Temporal.PlainDate.from('1906-01-01')
          .add({ days: n * 7 })
          .toString(),
      ),
      '女性',
      word(`メモ${own}`),
    ].join(',');
  });
  return `${header}\n${rows.join('\n')}\n`;
}

const seed = String(Number.parseInt(mark.slice(0, 4), 16) % 1000).padStart(3, '0');

/** Both as written and in the international form that it may be kept in. */
function phoneOf(word: (text: string) => string, area: string, local: string): string {
  word(`+81${area.slice(1)}${local}`);
  word(`${area}${local}`);
  return word(`${area}-${local.slice(0, 4)}-${local.slice(4)}`);
}

function kanaOf(text: string): string {
  const kana = 'アイウエオカキクケコサシスセソタチツテトナニヌネノ';
  return text.replaceAll(/[0-9a-f]/g, (digit) => kana[Number.parseInt(digit, 16)] ?? '');
}

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

type Needle = { readonly word: string; readonly way: string; readonly bytes: Buffer };
type Needles = {
  /** 1 for each pair of bytes that a needle begins with: most of the disk is passed over by it. */
  readonly begins: Uint8Array;
  /** By the first four bytes. */
  readonly byKey: ReadonlyMap<number, readonly Needle[]>;
};

const keyBytes = 4;

/** Every word in UTF-8, UTF-16 and base64 at each of its three offsets, by their first four bytes. */
function encode(words: ReadonlySet<string>): Needles {
  const begins = new Uint8Array(65_536);
  const byKey = new Map<number, Needle[]>();
  const add = (needle: Needle) => {
    const key = needle.bytes.readUInt32LE(0);
    const known = byKey.get(key);
    begins[needle.bytes.readUInt16LE(0)] = 1;
    if (known === undefined) {
      byKey.set(key, [needle]);
    } else {
      known.push(needle);
    }
  };
  for (const word of words) {
    const utf8 = Buffer.from(word);
    add({ word, way: 'UTF-8', bytes: utf8 });
    add({ word, way: 'UTF-16', bytes: Buffer.from(word, 'utf16le') });
    for (const offset of [0, 1, 2]) {
      // Only whole groups of three bytes are written the same whatever stands around them.
      const skip = (3 - offset) % 3;
      const whole = utf8.subarray(skip, skip + Math.floor((utf8.length - skip) / 3) * 3);
      for (const way of ['base64', 'base64url'] as const) {
        add({ word, way, bytes: Buffer.from(whole.toString(way)) });
      }
    }
  }
  return { begins, byKey };
}

function searchBytes(name: string, bytes: Buffer, { begins, byKey }: Needles): string[] {
  const found = new Set<string>();
  for (let at = 0; at + keyBytes <= bytes.length; at += 1) {
    const pair = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    if (begins[pair] === 0) {
      continue;
    }
    for (const each of byKey.get(bytes.readUInt32LE(at)) ?? []) {
      const end = at + each.bytes.length;
      if (end <= bytes.length && bytes.compare(each.bytes, 0, each.bytes.length, at, end) === 0) {
        found.add(`${each.word} in ${name}`);
      }
    }
  }
  return [...found];
}

function searchFolder(folder: string, needles: Needles): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() ? searchBytes(name, readFileSync(path), needles) : [];
  });
}

function searchTexts(ended: readonly Ended[], needles: Needles): string[] {
  return ended.flatMap(({ stdout, stderr }) =>
    searchBytes('what the programs said', Buffer.from(stdout + stderr), needles),
  );
}
