// One scan does member, points and coupons; a code is of one phone, one half minute and one place; an old card is claimed
// by what is on file.
import { generateKeyPairSync, sign } from 'node:crypto';
import { makeCode, windowMs } from '@engawa/card';
import { afterAll, beforeAll } from 'vitest';
import {
  type CodeMessage,
  eraseCustomerRecords,
  importCustomers,
  openAccount,
  openSession,
} from '#customers';
import { createApp } from '#kernel/http';
import { formatId } from '#kernel/ids';
import { describeApi } from '#kernel/openapi';
import { transaction } from '#kernel/transaction';
import { importCoupons } from '#offers';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { createCardsModule } from './module.ts';

let now = Temporal.Instant.from('2026-11-22T03:00:10Z');
let house: TestHouse & { drop(): Promise<void> };
const sent: CodeMessage[] = [];
let claims: Awaited<ReturnType<typeof openClaims>>;

beforeAll(async () => {
  house = await openTestHouse({ clock: { now: () => now } });
  claims = await openClaims();
});
afterAll(() => house.drop());

async function openClaims() {
  const app = await createApp(house.config, house.db, house.db.log);
  await describeApi(app);
  const send = (_tx: unknown, message: CodeMessage) => {
    sent.push(message);
    return Promise.resolve();
  };
  await createCardsModule({ codeSender: { send } }).routes?.(app, house);
  return async (url: string, payload: object, headers: Record<string, string>) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    const body = answer.body === '' ? {} : answer.json<Record<string, string>>();
    return { status: answer.statusCode, body };
  };
}

async function signUp() {
  const { recordId, token } = await transaction(house.db, {}, async (tx) => {
    const id = await openAccount(tx, { channel: 'web' });
    return openSession(tx, { recordId: id, isNew: true, method: 'passkey' });
  });
  return { recordId, her: { authorization: `Bearer ${token}` } };
}

/** A phone that shows her card; answers how it makes the code of now. */
async function openPhone(her: Record<string, string>) {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const publicKey = spki.subarray(-32).toString('base64url');
  const answer = await house.request('POST', '/api/cards/mine/phones', { publicKey }, her);
  expect(answer.status).toBe(201);
  const certificate = new Uint8Array(Buffer.from(answer.body.certificate, 'base64url'));
  const signByPhone = (bytes: Uint8Array<ArrayBuffer>) =>
    Promise.resolve(new Uint8Array(sign(null, bytes, pair.privateKey)));
  return () => makeCode(certificate, signByPhone, now.epochMilliseconds);
}

async function scan(code: string, more: object = {}) {
  return house.request('POST', '/api/cards/scan', { code, ...more }, await house.as('clerk'));
}

test('one scan answers member, points and coupons, by the code and by the number', async () => {
  const { recordId, her } = await signUp();
  const typed = formatId('record', recordId);
  const owner = await house.as('owner');
  const points = { recordId: typed, unit: 'points', amount: 120, reason: 'apology' };
  expect((await house.request('POST', '/api/ledger/adjustments', points, owner)).status).toBe(201);
  await transaction(house.db, {}, (tx) =>
    importCoupons(tx, { source: 'paper' }, [
      { row: 1, code: 'SHIP500', recordId, title: '送料無料', discountMinor: 500, currency: 'JPY' },
    ]),
  );
  const codeOfNow = await openPhone(her);
  const mine = await house.request('GET', '/api/cards/mine', undefined, her);
  expect(mine.body).toMatchObject({ points: { available: 120 }, coupons: 1 });
  const byCode = await scan(await codeOfNow());
  expect(byCode.body).toMatchObject({
    recordId: typed,
    number: mine.body.number,
    by: 'code',
    points: { available: 120, pending: 0 },
    coupons: [{ name: '送料無料' }],
  });
  const byNumber = await scan(mine.body.number.replaceAll(/(\d{4})/g, '$1 '));
  expect(byNumber.body).toMatchObject({ recordId: typed, by: 'number' });
  const again = await house.request('GET', '/api/cards/mine', undefined, her);
  expect(again.body.number).toBe(mine.body.number);
});

test('a copy older than its window, a code shown elsewhere and a lost phone’s code are refused', async () => {
  const owner = await house.as('owner');
  const open = async (code: string) => {
    const place = { code, kind: 'store', nameJa: code };
    return (await house.request('POST', '/api/places', place, owner)).body.id as string;
  };
  const [here, there] = [await open('here'), await open('there')];
  const { her } = await signUp();
  const codeOfNow = await openPhone(her);
  const code = await codeOfNow();
  expect((await scan(code, { placeId: here })).status).toBe(200);
  expect((await scan(code, { placeId: here })).status).toBe(200);
  expect((await scan(code, { placeId: there })).body.code).toBe('cards.code_used');
  now = now.add({ milliseconds: 2 * windowMs });
  expect((await scan(code, { placeId: here })).body.code).toBe('cards.code_old');
  expect((await scan(await codeOfNow(), { placeId: here })).status).toBe(200);
  expect((await house.request('DELETE', '/api/cards/mine/phones', undefined, her)).status).toBe(
    204,
  );
  expect((await scan(await codeOfNow(), { placeId: here })).body.code).toBe('cards.code_forged');
  const keys = await house.request('GET', '/api/cards/keys');
  expect(keys.body.takenBack).toHaveLength(1);
});

test('an unknown number, a product and nonsense are no card', async () => {
  for (const code of ['9800000000000000', '4912345678904', 'EGC1:AAAA', 'x']) {
    expect([403, 404]).toContain((await scan(code)).status);
  }
});

test('an erased member’s card is no card any more', async () => {
  const { recordId, her } = await signUp();
  const { body } = await house.request('GET', '/api/cards/mine', undefined, her);
  await transaction(house.db, {}, (tx) => eraseCustomerRecords(tx, [recordId]));
  expect((await scan(body.number)).body.code).toBe('cards.unknown');
  await house.settle();
  const { rows } = await house.db.pool.query('SELECT FROM cards.card WHERE record_id = $1', [
    recordId,
  ]);
  expect(rows).toHaveLength(0);
});

test('an old card with its balance is claimed by number, birth date or PIN, and the address on file', async () => {
  const rows = [
    { key: 'a', memberNumber: 'K-1001', birthDate: '1980-05-06', email: 'old@example.jp' },
    { key: 'b', memberNumber: 'K-1002', phone: '090-1234-0002', attributes: { pinCode: '4321' } },
  ];
  await transaction(house.db, {}, (tx) =>
    importCustomers(
      tx,
      { source: 'paper' },
      rows.map(({ key, ...profile }) => ({ key, profile })),
    ),
  );
  const found = await house.request(
    'GET',
    '/api/customers?q=K-1001',
    undefined,
    await house.as('owner'),
  );
  const oldRecord = found.body.customers[0].records[0].id;
  const owner = await house.as('owner');
  const points = { recordId: oldRecord, unit: 'points', amount: 777, reason: 'apology' };
  await house.request('POST', '/api/ledger/adjustments', points, owner);

  const { her } = await signUp();
  const wrong = await claims(
    '/api/cards/claims',
    { number: 'K-1001', birthDate: '1980-05-07' },
    her,
  );
  const unknown = await claims('/api/cards/claims', { number: 'K-9999', pin: '0000' }, her);
  expect(sent).toHaveLength(0);
  const right = await claims(
    '/api/cards/claims',
    { number: 'k-1001', birthDate: '1980-05-06' },
    her,
  );
  for (const { status, body } of [wrong, unknown, right]) {
    expect([status, body['isSent'], typeof body['claimId']]).toEqual([202, true, 'string']);
  }
  expect(sent).toMatchObject([{ channel: 'email', address: 'old@example.jp' }]);
  const code = sent[0]?.code ?? '';
  const finish = (id: string | undefined, given: string) =>
    claims(`/api/cards/claims/${id}`, { code: given }, her);
  expect((await finish(wrong.body['claimId'], code)).body['code']).toBe('cards.claim_wrong');
  const other = (await signUp()).her;
  const stolen = await claims(`/api/cards/claims/${right.body['claimId']}`, { code }, other);
  expect(stolen.status).toBe(401);
  expect((await finish(right.body['claimId'], code)).status).toBe(204);
  expect((await finish(right.body['claimId'], code)).status).toBe(401);
  const mine = await house.request('GET', '/api/cards/mine', undefined, her);
  expect(mine.body.points.available).toBe(777);

  const byPin = await claims('/api/cards/claims', { number: 'K-1002', pin: '４３２１' }, other);
  expect(sent[1]).toMatchObject({ channel: 'sms' });
  const done = await claims(
    `/api/cards/claims/${byPin.body['claimId']}`,
    { code: sent[1]?.code ?? '' },
    other,
  );
  expect(done.status).toBe(204);
});
