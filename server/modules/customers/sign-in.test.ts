import { createApp } from '#kernel/http';
import { describeApi } from '#kernel/openapi';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import type { CodeMessage } from './code-sender.ts';
import { eraseCustomerRecords } from './erase-customer-records.ts';
import { createCustomersModule } from './module.ts';

let networks = 0;

/** The customers module with a sender that keeps what it was given, over the house's database. */
async function openDesk(house: TestHouse) {
  const sent: CodeMessage[] = [];
  const app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  const module = createCustomersModule({
    codeSender: {
      send: (_tx, message) => {
        sent.push(message);
        return Promise.resolve();
      },
    },
  });
  await module.routes?.(app, house);
  // Each desk in a network of its own: many attempts from one of them are another test's.
  networks += 1;
  const remoteAddress = `198.51.100.${networks}`;
  const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers, remoteAddress });
    return { status: answer.statusCode, body: answer.json<Answer>(), cookies: answer.cookies };
  };
  return {
    app,
    sent,
    start: (email: string) => post('/api/customers/sign-in/start', { email }),
    finish: (email: string, code: string) => post('/api/customers/sign-in/finish', { email, code }),
    codeFor: (email: string) => sent.findLast((each) => each.address === email)?.code ?? '',
  };
}

type Answer = { code: string; recordId: string; token: string; isNew: boolean };

test('a code opens an account the first time and the same account the next, also in other letters', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const started = await desk.start('first@example.jp');
  expect(started).toMatchObject({ status: 202, body: { isSent: true, expiresInSeconds: 600 } });
  const one = await desk.finish('first@example.jp', desk.codeFor('first@example.jp'));
  expect(one).toMatchObject({ status: 200, body: { isNew: true } });
  expect(one.cookies).toMatchObject([
    { name: 'engawa_customer', httpOnly: true, sameSite: 'Lax', path: '/' },
  ]);
  const bearer = { authorization: `Bearer ${one.body.token}` };
  const me = await house.request('GET', '/api/customers/me', undefined, bearer);
  expect(me.body).toMatchObject({
    recordId: one.body.recordId,
    profile: { email: 'first@example.jp' },
    purposes: ['service'],
  });
  await desk.start('FIRST@example.jp');
  const two = await desk.finish('FIRST@example.jp', desk.codeFor('FIRST@example.jp'));
  expect(two.body).toMatchObject({ recordId: one.body.recordId, isNew: false });
  const out = await house.request('POST', '/api/customers/sign-out', undefined, bearer);
  expect(out.status).toBe(204);
  const after = await house.request('GET', '/api/customers/me', undefined, bearer);
  expect(after.status).toBe(401);
});

test('a code works once, only for its address, and the one before it is void', async ({
  house,
}) => {
  const desk = await openDesk(house);
  await desk.start('once@example.jp');
  const old = desk.codeFor('once@example.jp');
  await desk.start('once@example.jp');
  const fresh = desk.codeFor('once@example.jp');
  if (old !== fresh) {
    expect((await desk.finish('once@example.jp', old)).body.code).toBe('customers.code_wrong');
  }
  expect((await desk.finish('other@example.jp', fresh)).body.code).toBe('customers.code_wrong');
  expect((await desk.finish('once@example.jp', fresh)).status).toBe(200);
  expect((await desk.finish('once@example.jp', fresh)).body.code).toBe('customers.code_wrong');
});

test('an old code is refused', async () => {
  let now = Temporal.Instant.from('2026-11-22T01:00:00Z');
  const house = await openTestHouse({ clock: { now: () => now } });
  try {
    const desk = await openDesk(house);
    await desk.start('late@example.jp');
    now = now.add({ minutes: 10, seconds: 1 });
    const answer = await desk.finish('late@example.jp', desk.codeFor('late@example.jp'));
    expect(answer.body.code).toBe('customers.code_wrong');
  } finally {
    await house.drop();
  }
});

test('a guesser is locked out, the right code included, and known and unknown look alike', async ({
  house,
}) => {
  const desk = await openDesk(house);
  await desk.start('known@example.jp');
  await desk.finish('known@example.jp', desk.codeFor('known@example.jp'));
  await desk.start('known@example.jp');
  const right = desk.codeFor('known@example.jp');
  const wrong = right === '000000' ? '111111' : '000000';
  const guesses = async (email: string) => {
    const answers: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      const { status, body } = await desk.finish(email, wrong);
      answers.push(`${status} ${body.code}`);
    }
    return answers;
  };
  const known = await guesses('known@example.jp');
  expect(known[0]).toBe('401 customers.code_wrong');
  expect(known.at(-1)).toBe('429 kernel.locked_out');
  expect((await desk.finish('known@example.jp', right)).status).toBe(429);
  await desk.start('stranger@example.jp');
  expect(await guesses('stranger@example.jp')).toEqual(known);
  const elsewhere = await openDesk(house);
  const starts = await Promise.all([
    elsewhere.start('known2@example.jp'),
    desk.start('new@example.jp'),
  ]);
  expect(starts[0]).toEqual(starts[1]);
});

test('a thousand guesses at once get no more tries than one after the other', async ({ house }) => {
  const desk = await openDesk(house);
  await desk.start('storm@example.jp');
  const right = Number(desk.codeFor('storm@example.jp'));
  const guesses = Array.from({ length: 1000 }, (_, index) => (right + 1 + index) % 1_000_000);
  const answers = await Promise.all(
    guesses.map((guess) => desk.finish('storm@example.jp', String(guess).padStart(6, '0'))),
  );
  const looked = answers.filter((answer) => answer.status === 401);
  expect(looked.length).toBeLessThanOrEqual(5);
  expect(answers.every((answer) => [401, 429].includes(answer.status))).toBe(true);
});

test('an erased account is signed out everywhere; the same address opens a new one', async ({
  house,
}) => {
  const desk = await openDesk(house);
  const email = 'erased@example.jp';
  await desk.start(email);
  const { body } = await desk.finish(email, desk.codeFor(email));
  const { rows } = await house.db.pool.query<{ id: string }>(
    "SELECT r.id FROM customers.record r WHERE r.source = 'web' ORDER BY r.id DESC LIMIT 1",
  );
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [rows[0]?.id ?? '']));
  const me = await house.request('GET', '/api/customers/me', undefined, {
    authorization: `Bearer ${body.token}`,
  });
  expect(me.status).toBe(401);
  await desk.start(email);
  const again = await desk.finish(email, desk.codeFor(email));
  expect(again.body.isNew).toBe(true);
  expect(again.body.recordId).not.toBe(body.recordId);
});

test('without a way of sending, sign-in says so to everybody alike', async ({ house }) => {
  const app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  await createCustomersModule().routes?.(app, house);
  const payload = { email: 'nobody@example.jp' };
  const answer = await app.inject({
    method: 'POST',
    url: '/api/customers/sign-in/start',
    payload,
  });
  expect([answer.statusCode, answer.json<Answer>().code]).toEqual([
    503,
    'customers.codes_unavailable',
  ]);
});
