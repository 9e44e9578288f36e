// Webhooks against a real receiver over HTTP; its words are checked with the public library.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest';
import { type Clock, fixedClock } from '#kernel/clock';
import { defineEvent } from '#kernel/events';
import { type App, createApp } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import { type Listeners, startListeners } from '#kernel/listeners';
import { describeApi } from '#kernel/openapi';
import { transaction } from '#kernel/transaction';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';
import { deliverDue } from './deliver.ts';
import { webhookJobs, webhookListener, webhookRoutes } from './index.ts';
import { sendOnce } from './send.ts';

const sampled = defineEvent('sample.happened', 1, Type.Object({ n: Type.Integer() }));
const open = { allowPrivate: true };

type Received = { headers: IncomingHttpHeaders; text: string; body: Json };

let received: Received[] = [];
let answer: (n: number) => number = () => 204;
let receiver: Server;
let url: string;
let house: TestHouse & { drop(): Promise<void> };
let clock: Clock & { move(duration: Temporal.DurationLike): void };
let app: App;
let listeners: Listeners;
let owner: { authorization: string };

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, text, body: JSON.parse(text) });
      const status = answer(received.length);
      response.writeHead(status, status === 302 ? { location: `${url}elsewhere` } : {});
      response.end(status === 200 ? 'x'.repeat(100_000) : '');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  clock = fixedClock(Temporal.Now.instant().round('second').toString());
  house = await openTestHouse({ clock, environment: { ENGAWA_WEBHOOK_PRIVATE: 'yes' } });
  app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  webhookRoutes(app, house);
  listeners = await startListeners(house.db, house.log, [webhookListener]);
  owner = await house.as('owner');
});

afterAll(async () => {
  await listeners.stop();
  await app.close();
  await house.drop();
  receiver.close();
});

beforeEach(() => {
  received = [];
  answer = () => 204;
});

afterEach(async () => {
  await house.db.pool.query('DELETE FROM kernel.webhook');
});

async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) {
  const given = await app.inject({
    method,
    url: `/api/webhooks${path}`,
    headers: owner,
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: given.statusCode, body: given.body === '' ? null : given.json() };
}

async function subscribe(eventTypes: string[], to = url) {
  const { status, body } = await call('POST', '', { url: to, eventTypes });
  expect(status).toBe(201);
  return { id: String(body.id), uuid: parseId('webhook', body.id), secret: String(body.secret) };
}

async function happen(...numbers: number[]): Promise<void> {
  await transaction(house.db, {}, async (tx) => {
    for (const n of numbers) {
      tx.emit(sampled.make('sample', { n }));
    }
  });
  await listeners.settle();
}

const numbers = () => received.map(({ body }) => body.data.n as number);

test('an event arrives signed as the library expects, and an altered one does not verify', async () => {
  const { uuid, secret } = await subscribe(['sample.happened']);
  await happen(1);
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(1);
  const [{ headers, text, body }] = received as [Received];
  const verifier = new Verifier(secret);
  // The house's clock stands still; the library compares with the real one, some minutes are fine.
  const named = headers as Record<string, string>;
  expect(verifier.verify(text, named)).toMatchObject({ type: 'sample.happened', data: { n: 1 } });
  expect(() => verifier.verify(text.replace('"n":1', '"n":2'), named)).toThrow();
  expect(headers['webhook-id']).toBe(body.id);
  expect(body.id).toMatch(/^evt_/);
  expect(body.timestamp).toBe(body.time);
  const { body: page } = await call('GET', `/${formatId('webhook', uuid)}/deliveries`);
  expect(page.deliveries).toMatchObject([
    { type: 'sample.happened', state: 'delivered', lastStatus: 204, attempts: 1 },
  ]);
});

test('only what was asked for comes, in the order of the log, each once', async () => {
  const { uuid } = await subscribe(['sample.*']);
  await subscribe(['orders.placed']);
  await happen(...Array.from({ length: 12 }, (_, n) => n));
  await Promise.all([deliverDue(house.db, uuid, open), listeners.settle()]);
  await deliverDue(house.db, uuid, open);
  expect(numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const { body } = await call('GET', '');
  expect(body.webhooks.map((each: Json) => each.waiting)).toEqual([0, 0]);
});

test('a failed delivery comes again after 5 s, then 5 min, with the same id', async () => {
  const { id, uuid } = await subscribe(['sample.happened']);
  answer = (n) => (n < 3 ? 500 : 200);
  await happen(7);
  await deliverDue(house.db, uuid, open);
  clock.move({ seconds: 4 });
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(1);
  clock.move({ seconds: 2 });
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(2);
  const waiting = await call('GET', `/${id}/deliveries?state=waiting`);
  expect(waiting.body.deliveries).toMatchObject([
    { attempts: 2, lastStatus: 500, lastError: 'answered 500' },
  ]);
  clock.move({ minutes: 6 });
  await deliverDue(house.db, uuid, open);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const { body } = await call('GET', `/${id}/deliveries`);
  expect(body.deliveries).toMatchObject([{ state: 'delivered', attempts: 3 }]);
});

test('an event that fails does not hold back the others; a receiver that is down is left alone', async () => {
  const { uuid } = await subscribe(['sample.happened']);
  answer = (n) => (n === 2 ? 400 : 204);
  await happen(1, 2, 3, 4);
  await deliverDue(house.db, uuid, open);
  expect(numbers()).toEqual([1, 2, 3, 4]);
  received = [];
  answer = () => 503;
  await happen(5, 6, 7, 8, 9);
  const next = await deliverDue(house.db, uuid, open);
  expect(numbers()).toEqual([5, 6, 7]);
  expect(next?.since(clock.now()).total('seconds')).toBeGreaterThanOrEqual(5);
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(3);
});

test('410 ends it at once, days of failure end it too, and the log says so', async () => {
  const gone = await subscribe(['sample.happened']);
  answer = () => 410;
  await happen(1);
  await deliverDue(house.db, gone.uuid, open);
  const dead = await subscribe(['sample.happened']);
  answer = () => 500;
  await happen(2);
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await deliverDue(house.db, dead.uuid, open);
    clock.move({ hours: 27 });
  }
  expect(received.filter(({ body }) => body.data.n === 2)).toHaveLength(10);
  const { body } = await call('GET', '');
  expect(body.webhooks).toMatchObject([
    { id: gone.id, isEnabled: false, disabledReason: 'gone' },
    { id: dead.id, isEnabled: false, disabledReason: 'unreachable', failed: 1 },
  ]);
  const { rows } = await house.db.pool.query(
    "SELECT data->>'reason' AS reason FROM kernel.event WHERE type = 'webhooks.disabled' ORDER BY id",
  );
  expect(rows).toEqual([{ reason: 'gone' }, { reason: 'unreachable' }]);
  const again = await call('PATCH', `/${gone.id}`, { isEnabled: true });
  expect(again.body).toMatchObject({ isEnabled: true, disabledReason: null });
});

test('what was missed is sent again from a cursor or by ids, with the ids it had', async () => {
  const { id, uuid } = await subscribe(['sample.happened']);
  await happen(1, 2, 3);
  await deliverDue(house.db, uuid, open);
  const [first] = received as [Received];
  const after = `${house.log.epoch}-${first.body.position}`;
  received = [];
  expect((await call('POST', `/${id}/replay`, { after })).body).toEqual({
    replayed: 2,
    cursor: null,
  });
  await deliverDue(house.db, uuid, open);
  expect(numbers()).toEqual([2, 3]);
  received = [];
  const one = await call('POST', `/${id}/replay`, { eventIds: [first.body.id] });
  expect(one.body.replayed).toBe(1);
  await deliverDue(house.db, uuid, open);
  expect(received[0]?.headers['webhook-id']).toBe(first.headers['webhook-id']);
  const foreign = await call('POST', `/${id}/replay`, { after: '1-0' });
  expect(foreign).toMatchObject({ status: 400, body: { code: 'webhooks.cursor_foreign' } });
  expect((await call('POST', `/${id}/replay`, {})).body.code).toBe('webhooks.nothing_named');
});

test('a redirect is not followed and a long answer is not read', async () => {
  const { uuid } = await subscribe(['sample.happened']);
  answer = (n) => (n === 1 ? 302 : 200);
  await happen(1);
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(1);
  clock.move({ seconds: 6 });
  await deliverDue(house.db, uuid, open);
  expect(received).toHaveLength(2);
});

test('a new secret signs beside the old one for a day, then alone', async () => {
  const { id, uuid, secret } = await subscribe(['sample.happened']);
  const { body } = await call('PATCH', `/${id}`, { newSecret: true });
  expect(body.secret).not.toBe(secret);
  const signedBy = async (n: number) => {
    received = [];
    await happen(n);
    await deliverDue(house.db, uuid, open);
    const [{ headers, text }] = received as [Received];
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const given = String(headers['webhook-signature']).split(' ');
    return [secret, String(body.secret)].map((each) =>
      given.includes(new Verifier(each).sign(String(headers['webhook-id']), at, text)),
    );
  };
  expect(await signedBy(1)).toEqual([true, true]);
  clock.move({ hours: 25 });
  expect(await signedBy(2)).toEqual([false, true]);
});

test('a secret is neither listed nor stored in clear, and its answer is not kept with a key', async () => {
  const headers = { ...owner, 'idempotency-key': newId() };
  const payload = { url, eventTypes: ['orders.placed'] };
  const make = () => app.inject({ method: 'POST', url: '/api/webhooks', headers, payload });
  const first = (await make()).json();
  const second = (await make()).json();
  expect(second).toEqual(first);
  expect(JSON.stringify((await call('GET', '')).body)).not.toContain('whsec_');
  const { rows } = await house.db.pool.query<{ found: number }>(
    `SELECT (SELECT count(*)::int FROM kernel.idempotency WHERE answer::text LIKE '%whsec_%')
       + (SELECT count(*)::int FROM kernel.webhook WHERE position($1::bytea IN secret_sealed) > 0)
       + (SELECT count(*)::int FROM kernel.event WHERE data::text LIKE '%whsec_%') AS found`,
    [Buffer.from(String(first.secret).slice(6))],
  );
  expect(rows[0]?.found).toBe(0);
});

test('without leave, an address of the own network gets nothing, whatever name it hides behind', async () => {
  const outgoing = { id: 'evt_x', body: '{}', at: clock.now(), secrets: [] };
  const port = new URL(url).port;
  const closed = { allowPrivate: false };
  const inside = [{ address: '127.0.0.1', family: 4 }];
  const attempts = await Promise.all([
    sendOnce({ ...outgoing, url }, closed),
    sendOnce({ ...outgoing, url: `https://[::ffff:127.0.0.1]:${port}/` }, closed),
    sendOnce(
      { ...outgoing, url: `https://localtest.example:${port}/` },
      {
        ...closed,
        resolve: async () => inside,
      },
    ),
  ]);
  for (const attempt of attempts) {
    expect(attempt).toMatchObject({ status: null });
    expect(attempt.error).toMatch(/address/);
  }
  expect(received).toEqual([]);
});

test('the connection goes to the address that was checked: the name is asked once an attempt', async () => {
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    // A name that changes its answer finds nobody to ask a second time.
    return [{ address: asked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }];
  };
  const port = new URL(url).port;
  const attempt = await sendOnce(
    { id: 'evt_x', body: '{}', at: clock.now(), secrets: [], url: `http://shop.example:${port}/` },
    { allowPrivate: true, resolve },
  );
  expect(attempt).toEqual({ status: 204, error: null });
  expect(asked).toBe(1);
  expect(received[0]?.headers.host).toBe(`shop.example:${port}`);
});

test('the job sends what is due and puts itself down for what is to come', async () => {
  const { uuid } = await subscribe(['sample.happened']);
  answer = () => 500;
  await happen(1);
  const deliver = webhookJobs(house.config).find((job) => job.name === 'webhooks.deliver');
  await deliver?.run(house.db, { webhookId: uuid } as never);
  expect(received).toHaveLength(1);
  const { rows } = await house.db.pool.query<{ wait: number }>(
    `SELECT extract(epoch FROM run_at - $1::timestamptz)::float AS wait
     FROM graphile_worker.jobs WHERE key = $2`,
    [clock.now().toString(), `webhooks ${uuid} again`],
  );
  expect(rows[0]?.wait).toBeGreaterThanOrEqual(5);
  expect(rows[0]?.wait).toBeLessThan(6);
});

test('an address that may not be called is refused when the webhook is made', async () => {
  const refused = await call('POST', '', { url: 'ftp://example.com/', eventTypes: ['*'] });
  expect(refused).toMatchObject({ status: 400, body: { code: 'webhooks.address_refused' } });
  const unknown = await call('DELETE', `/${formatId('webhook', newId())}`);
  expect(unknown).toMatchObject({ status: 404, body: { code: 'webhooks.unknown' } });
});
