// A stop of every use (APPI art. 35): what stays open, what follows, what stands still, and that lifting restores all.
import { afterAll, beforeAll, test } from 'vitest';
import {
  changeConsents,
  ensureRecords,
  findRecords,
  importCustomers,
  linkRecords,
  openSession,
  readProfiles,
  withdrawLink,
} from '#customers';
import { fixedClock } from '#kernel/clock';
import { newId, parseId } from '#kernel/ids';
import { maskOf, type Purpose, stoppedMask } from '#kernel/purposes';
import { type Tx, transaction } from '#kernel/transaction';
import { balancesOf, expireValue, importOpeningLots, listOpenLots } from '#ledger';
import { queueMessage } from '#messages';
import { followStops, runRetention } from '#rights';
import { expect, openTestHouse } from '#testing';
import { stopFollowers } from '../modules.ts';
import { openSmallShop, type SmallShop } from './support/small-shop.ts';

const clock = fixedClock('2026-04-01T03:00:00Z');
let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse({ clock });
});
afterAll(() => house.drop());

type Hers = Pick<SmallShop, 'customer'> & { readonly recordId: string };

/** With an order and a booking that are open. */
async function buyer(): Promise<Hers & SmallShop> {
  const shop = await openSmallShop(house);
  return { ...shop, recordId: parseId('record', shop.ids['rec'] ?? '') };
}

async function hers(): Promise<Hers> {
  const key = newId();
  const made = await work((tx) =>
    ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { familyName: '縁側' } },
    ]),
  );
  const recordId = made.get(key)?.recordId ?? '';
  return { recordId, customer: await enter(recordId) };
}

/** A session as she opens it herself. */
async function enter(recordId: string) {
  const session = { recordId, isNew: false, method: 'email_code' } as const;
  const { token } = await work((tx) => openSession(tx, session), 'duty');
  return { authorization: `Bearer ${token}` };
}

const work = <Answer>(run: (tx: Tx) => Promise<Answer>, purpose: Purpose = 'service') =>
  transaction(house.db, { purpose }, run);

async function ask(
  { customer }: Hers,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
) {
  const { status, body: said } = await house.request(method, path, body, customer);
  return { status, body: said };
}

const stop = async (who: Hers) =>
  expect((await ask(who, 'POST', '/api/rights/me/stop', { scope: 'all' })).status).toBe(204);
const resume = async (who: Hers) =>
  expect(await ask(who, 'POST', '/api/rights/me/resume')).toEqual({
    status: 200,
    body: { stoppedAt: null },
  });

async function nameUnder(purpose: Purpose, recordId: string) {
  const profiles = await work((tx) => readProfiles(tx, [recordId]), purpose);
  return profiles.get(recordId)?.familyName;
}

async function consentOf(recordId: string) {
  return (await work((tx) => findRecords(tx, [recordId]))).get(recordId)?.consent;
}

/** How many rows of a table of hers a purpose sees. */
function rowsUnder(purpose: Purpose, table: string, recordId: string): Promise<number> {
  return work(async (tx) => {
    const { rows } = await tx.client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE record_id = $1`,
      [recordId],
    );
    return rows[0]?.n ?? 0;
  }, purpose);
}

test('she stops every use: nobody sees her but she herself, her open order goes on, and lifting restores all', async () => {
  const who = await buyer();
  const { recordId } = who;
  await ask(who, 'PUT', '/api/rights/me/consents/personalisation', { decision: 'given' });
  const before = await consentOf(recordId);
  await stop(who);

  expect(await consentOf(recordId)).toBe(stoppedMask);
  expect([
    await nameUnder('service', recordId),
    await nameUnder('personalisation', recordId),
    await nameUnder('duty', recordId),
  ]).toEqual([undefined, undefined, '縁側']);
  // Her account is closed, and what is hers by law is open.
  const closed = await Promise.all(
    ['/api/cards/mine', '/api/carts/mine', '/api/offers/coupons/mine'].map((path) =>
      ask(who, 'GET', path),
    ),
  );
  expect(closed.map(({ body }) => body.code)).toEqual(closed.map(() => 'kernel.use_stopped'));
  const me = await ask(who, 'GET', '/api/customers/me');
  expect(me.body).toMatchObject({ profile: { familyName: '縁側' }, purposes: [] });
  expect(me.body.stoppedAt).toEqual(expect.any(String));
  const mine = await ask(who, 'GET', '/api/rights/me');
  expect(mine.body.stoppedAt).toBe(me.body.stoppedAt);
  expect(mine.body.purposes).toContainEqual({ purpose: 'service', isGiven: false, isAsked: true });
  const packed = await ask(who, 'GET', '/api/rights/me/package');
  expect(JSON.stringify(packed.body)).toContain('縁側');
  // She corrects what is wrong meanwhile.
  const corrected = await house.request(
    'PATCH',
    '/api/rights/me/profile',
    { familyName: '直' },
    who.customer,
  );
  expect(corrected.status).toBe(204);
  expect(await nameUnder('duty', recordId)).toBe('直');
  expect(await nameUnder('service', recordId)).toBeUndefined();
  // The shop hands over what she ordered.
  const owner = await house.as('owner');
  const order = `/api/orders/${who.ids['ord']}`;
  expect((await house.request('GET', order, undefined, owner)).status).toBe(200);

  await resume(who);
  expect(await consentOf(recordId)).toBe(before);
  expect(await nameUnder('personalisation', recordId)).toBe('直');
  expect((await ask(who, 'GET', '/api/cards/mine')).status).toBe(200);
  // Both words stand in the book, each with its signed receipt.
  const { receipts } = (await ask(who, 'GET', '/api/rights/me/receipts')).body;
  const said = receipts.filter(({ purpose }: { purpose: string }) => purpose === 'service');
  expect(said.map(({ decision }: { decision: string }) => decision)).toEqual([
    'given',
    'withdrawn',
  ]);
  expect(said.every(({ signed }: { signed: string }) => signed.split('.').length === 3)).toBe(true);
});

test('a session that is opened while use is stopped is as closed as those before', async () => {
  const who = await hers();
  await stop(who);
  const headers = await enter(who.recordId);
  const card = () => house.request('GET', '/api/cards/mine', undefined, headers);
  expect((await card()).body.code).toBe('kernel.use_stopped');
  await resume(who);
  expect((await card()).status).toBe(200);
});

test('staff are told that use is stopped and nothing else; they stop and lift it with a reason', async () => {
  const who = await buyer();
  const { rec = '', cus = '', plc = '' } = who.ids;
  const owner = await house.as('owner');
  const card = (await ask(who, 'GET', '/api/cards/mine')).body.number as string;
  const turn = (verb: string, body: object) =>
    house.request('POST', `/api/rights/records/${rec}/${verb}`, body, owner);
  await turn('stop', { reason: 'her_wish', scope: 'all' });

  const clerk = await house.as('clerk');
  const refusals = await Promise.all([
    house.request('POST', '/api/cards/scan', { code: card, placeId: plc }, clerk),
    house.request(
      'GET',
      `/api/floor/customers/${cus}?placeId=${plc}&reason=customer_present`,
      undefined,
      clerk,
    ),
    house.request('GET', `/api/ledger/records/${rec}`, undefined, owner),
    house.request('GET', `/api/loyalty/customers/${rec}`, undefined, owner),
    house.request(
      'POST',
      '/api/orders',
      {
        placeId: plc,
        fulfilment: 'carry_out',
        recordId: rec,
        lines: [{ itemId: who.ids['itm'], quantity: 1 }],
        payment: { method: 'cash' },
      },
      owner,
    ),
  ]);
  expect(refusals.map(({ body }) => body.code)).toEqual(
    refusals.map(() => 'customers.use_stopped'),
  );
  const search = async (q: string) =>
    (await house.request('GET', `/api/customers?q=${encodeURIComponent(q)}`, undefined, owner)).body
      .customers;
  const listed = await house.request('GET', '/api/customers?limit=100', undefined, owner);
  expect(listed.body.customers.map(({ id }: { id: string }) => id)).not.toContain(cus);
  // Whoever has the number that she hands over reads that use is stopped, and no name.
  expect(await search(rec)).toMatchObject([
    { masked: { name: null }, records: [{ stoppedAt: expect.any(String) }] },
  ]);

  await turn('resume', { reason: 'her_wish' });
  expect(await search(rec)).toMatchObject([{ records: [{ stoppedAt: null }] }]);
  const scan = await house.request('POST', '/api/cards/scan', { code: card }, clerk);
  expect(scan.status).toBe(200);
  const { looks } = (await ask(who, 'GET', '/api/rights/me')).body;
  const whats = looks.map(({ what }: { what: string }) => what);
  expect(whats).toEqual(expect.arrayContaining(['rights.stop', 'rights.resume']));
});

test('an import goes on over a stopped row, and writes it again once she lifts the stop', async () => {
  const source = { source: `list-${newId()}` };
  const rows = ['a', 'b'].map((key) => ({ key, profile: { familyName: `姓${key}` } }));
  const [first, second] = await work((tx) => importCustomers(tx, source, rows));
  const stopped = first?.recordId ?? '';
  const say = (decision: 'given' | 'withdrawn') =>
    work((tx) =>
      changeConsents(tx, [{ recordId: stopped, purpose: 'service', decision, channel: 'paper' }]),
    );
  await say('withdrawn');
  const changed = rows.map((row) => ({ ...row, profile: { familyName: `${row.key}新` } }));
  const during = await work((tx) => importCustomers(tx, source, changed));
  expect(during.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);
  const again = await work((tx) => ensureRecords(tx, source, changed));
  expect(again.get('a')).toEqual({ recordId: stopped, isNew: false });
  expect(await nameUnder('duty', stopped)).toBe('姓a');
  expect(await nameUnder('service', second?.recordId ?? '')).toBe('b新');
  await say('given');
  const after = await work((tx) => importCustomers(tx, source, changed));
  expect(after.map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
  expect(await nameUnder('service', stopped)).toBe('a新');
});

test('in a merged set the stricter wins, and a split brings back what each record had', async () => {
  const [one, other] = [await hers(), await hers()];
  await ask(other, 'PUT', '/api/rights/me/consents/analytics', { decision: 'given' });
  await stop(one);
  const linkId = await work((tx) =>
    linkRecords(tx, {
      records: [one.recordId, other.recordId],
      kind: 'person',
      strength: 'certain',
      source: 'test',
    }),
  );
  const masks = async () => [await consentOf(one.recordId), await consentOf(other.recordId)];
  expect(await masks()).toEqual([stoppedMask, stoppedMask]);
  expect((await ask(other, 'GET', '/api/cards/mine')).body.code).toBe('kernel.use_stopped');
  await work((tx) => withdrawLink(tx, linkId, 'mistaken'));
  expect(await masks()).toEqual([stoppedMask, maskOf(['analytics'])]);
  expect((await ask(other, 'GET', '/api/cards/mine')).status).toBe(200);
});

test('what she keeps with us follows at once, what is open keeps its contact until it is over', async () => {
  const who = await buyer();
  const { recordId } = who;
  const added = await ask(who, 'POST', '/api/accounts/addresses', {
    familyName: '縁側',
    givenName: '花',
    phone: '0312345678',
    postalCode: '1000001',
    prefecture: '東京都',
    city: '千代田区',
    address: '1-1',
  });
  expect(added.status).toBe(201);
  const queue = (purpose: Purpose, template: string) =>
    work(
      (tx) =>
        queueMessage(tx, {
          recordId,
          channel: 'mail',
          to: 'her@example.jp',
          purpose,
          template,
          words: { subject: 'x', text: 'x' },
          language: 'ja',
          notBefore: clock.now().add({ hours: 24 }),
        }),
      purpose,
    );
  const messages = [await queue('marketing_mail', 'news'), await queue('service', 'order_ready')];
  await house.settle();
  const seen = async (purpose: Purpose) => [
    await rowsUnder(purpose, 'accounts.address', recordId),
    await rowsUnder(purpose, 'bookings.contact', recordId),
    await rowsUnder(purpose, 'customers.moment', recordId),
  ];
  const [, , moments] = await seen('service');
  expect(await seen('service')).toEqual([1, 1, moments]);
  await stop(who);
  await house.settle();
  expect(await seen('service')).toEqual([0, 1, 0]);
  expect((await seen('duty')).slice(0, 2)).toEqual([1, 1]);
  const { rows } = await house.db.pool.query(
    'SELECT state FROM messages.message WHERE id = ANY ($1) ORDER BY id',
    [messages],
  );
  expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'queued']);

  // The booking is over: it follows with the next round.
  const cancelled = await ask(who, 'POST', `/api/bookings/${who.ids['bkg']}/cancel`, {});
  expect(cancelled.status).toBe(200);
  await followStops(house.db, stopFollowers);
  expect(await rowsUnder('service', 'bookings.contact', recordId)).toBe(0);
  expect(await rowsUnder('duty', 'bookings.contact', recordId)).toBe(1);

  await resume(who);
  await house.settle();
  expect((await seen('service')).slice(0, 2)).toEqual([1, 1]);
});

test('points stand still: none expires, and on lifting their last day moves by as long as the stop was', async () => {
  const who = await hers();
  const { recordId } = who;
  const lastDay = clock.now().add({ hours: 24 * 10 });
  const source = { source: `points-${newId()}`, unit: 'points' };
  await work((tx) =>
    importOpeningLots(tx, source, [{ row: 1, recordId, amount: 300, expiresAt: lastDay }]),
  );
  const available = async () =>
    (await work((tx) => balancesOf(tx, [recordId]))).reduce((sum, each) => sum + each.available, 0);
  expect(await available()).toBe(300);
  await stop(who);
  await house.settle();
  clock.move({ hours: 24 * 30 });
  await work((tx) => expireValue(tx, clock.now(), 1000));
  expect(await available()).toBe(300);
  // She sees them, and no day on which they would go.
  const later = { ...who, customer: await enter(recordId) };
  const value = await ask(later, 'GET', '/api/loyalty/me');
  expect(value.status).toBe(200);
  await resume(later);
  await house.settle();
  const [lot] = await work((tx) => listOpenLots(tx, [recordId]));
  expect(lot?.expires_at?.toString()).toBe(lastDay.add({ hours: 24 * 30 }).toString());
  clock.move({ hours: 24 * 11 });
  await work((tx) => expireValue(tx, clock.now(), 1000));
  expect(await available()).toBe(0);
});

test('points do not expire in the moment between the stop and its listener either', async () => {
  const who = await hers();
  const { recordId } = who;
  const source = { source: `points-${newId()}`, unit: 'points' };
  const expiresAt = clock.now().add({ hours: 1 });
  await work((tx) => importOpeningLots(tx, source, [{ row: 1, recordId, amount: 70, expiresAt }]));
  await work(async (tx) => {
    await changeConsents(tx, [
      { recordId, purpose: 'service', decision: 'withdrawn', channel: 'web' },
    ]);
    await expireValue(tx, expiresAt.add({ hours: 1 }), 1000);
    const [balance] = await balancesOf(tx, [recordId]);
    expect(balance?.available).toBe(70);
  });
});

test('erasure finds what is stopped, and retention takes nobody for forgotten because of a stop', async () => {
  const [gone, stays] = [await hers(), await hers()];
  await stop(gone);
  await stop(stays);
  await house.settle();
  await work(async (tx) => {
    const long = tx.now.subtract({ hours: 24 * 4000 }).toString();
    await tx.client.query('UPDATE customers.record SET created_at = $2 WHERE id = $1', [
      stays.recordId,
      long,
    ]);
  });
  await runRetention(house.db);
  expect(await nameUnder('duty', stays.recordId)).toBe('縁側');
  const erased = await ask(gone, 'POST', '/api/rights/me/erasure', { isSure: true });
  expect(erased.body).toMatchObject({ erased: 1 });
  await house.settle();
  for (const table of ['profile', 'profile_history', 'contact', 'moment']) {
    expect(await rowsUnder('duty', `customers.${table}`, gone.recordId)).toBe(0);
  }
  const record = (await work((tx) => findRecords(tx, [gone.recordId]))).get(gone.recordId);
  expect(record).toMatchObject({ isErased: true, stoppedAt: null, consent: maskOf([]) });
});
