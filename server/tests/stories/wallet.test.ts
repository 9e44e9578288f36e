// The card in the wallets of Apple and Google: a pass signed by certificates that this test makes, devices that register,
// and both told when her points change. Apple's push service and Google's wallet service stand beside it on this machine.
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, vi } from 'vitest';
import { openAccount, openSession } from '#customers';
import { formatId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';

const folder = mkdtempSync(join(tmpdir(), 'engawa-wallet-'));
const pushed: { path: string; topic: string }[] = [];
const patched: { path: string; body: { loyaltyPoints: { balance: { int: number } } } }[] = [];
const google = generateKeyPairSync('rsa', { modulusLength: 2048 });
let house: TestHouse & { drop(): Promise<void> };
const servers: Server[] = [];

beforeAll(async () => {
  const files = writeCertificates();
  const apple = await openApplePush();
  const wallet = await openGoogle();
  const account = join(folder, 'account.json');
  writeFileSync(
    account,
    JSON.stringify({
      client_email: 'cards@example.iam.gserviceaccount.com',
      private_key: google.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${wallet}/token`,
    }),
  );
  house = await openTestHouse({
    withJobs: true,
    environment: {
      ...files,
      APPLE_PASS_TYPE_ID: 'pass.jp.example.member',
      APPLE_TEAM_ID: 'TEAM123456',
      APPLE_PUSH_URL: apple,
      GOOGLE_WALLET_ISSUER_ID: '3388',
      GOOGLE_WALLET_ACCOUNT: account,
      GOOGLE_WALLET_URL: wallet,
    },
  });
});

afterAll(async () => {
  await house.drop();
  for (const server of servers) {
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** An authority in the place of Apple's, and a certificate of a pass type that it signed. */
function writeCertificates() {
  const authority = forge.pki.rsa.generateKeyPair(2048);
  const signer = forge.pki.rsa.generateKeyPair(2048);
  const make = (name: string, key: forge.pki.PublicKey, serial: string): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = key;
    certificate.serialNumber = serial;
    certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
    certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
    certificate.setSubject([{ name: 'commonName', value: name }]);
    certificate.setIssuer([{ name: 'commonName', value: 'Authority of a test' }]);
    certificate.sign(authority.privateKey, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  };
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    APPLE_WWDR_CERT: write('wwdr.pem', make('Authority of a test', authority.publicKey, '01')),
    APPLE_PASS_CERT: write('pass.pem', make('pass.jp.example.member', signer.publicKey, '02')),
    APPLE_PASS_KEY: write('pass.key', forge.pki.privateKeyToPem(signer.privateKey)),
  };
}

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function openApplePush(): Promise<string> {
  const server = createHttp2Server();
  server.on('request', (request, reply) => {
    pushed.push({ path: request.url, topic: String(request.headers['apns-topic']) });
    reply.end();
  });
  return listen(server);
}

function openGoogle(): Promise<string> {
  return listen(
    createServer((request, reply) => {
      let text = '';
      request.on('data', (part: Buffer) => {
        text += part.toString();
      });
      request.on('end', () => {
        reply.setHeader('content-type', 'application/json');
        if (request.url === '/token') {
          reply.end(JSON.stringify({ access_token: 'a token of the test' }));
          return;
        }
        patched.push({ path: request.url ?? '', body: JSON.parse(text) });
        reply.end('{}');
      });
    }),
  );
}

async function signUp() {
  const { recordId, token } = await transaction(house.db, {}, async (tx) => {
    const id = await openAccount(tx, { channel: 'web' });
    return openSession(tx, { recordId: id, isNew: true, method: 'passkey' });
  });
  return { recordId: formatId('record', recordId), her: { authorization: `Bearer ${token}` } };
}

async function give(recordId: string, amount: number): Promise<void> {
  const body = { recordId, unit: 'points', amount, reason: 'apology' };
  const answer = await house.request(
    'POST',
    '/api/ledger/adjustments',
    body,
    await house.as('owner'),
  );
  expect(answer.status).toBe(201);
}

/** The JSON files of a pass: its archive holds them as they are. */
async function openPass(url: string, headers: Record<string, string>) {
  const answer = await house.app.inject({ method: 'GET', url, headers });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'application/vnd.apple.pkpass',
  ]);
  const text = answer.rawPayload.toString('utf8');
  const manifest = JSON.parse(/\{"[^{}]*"pass\.json":[^{}]*\}/.exec(text)?.[0] ?? '{}') as Record<
    string,
    string
  >;
  const start = text.indexOf('{"formatVersion"');
  for (let end = text.indexOf('}', start); end > 0; end = text.indexOf('}', end + 1)) {
    const json = text.slice(start, end + 1);
    if (createHash('sha1').update(json).digest('hex') === manifest['pass.json']) {
      return { pass: JSON.parse(json), hasSignature: text.includes('signature') };
    }
  }
  throw new Error('the manifest does not fit the pass');
}

test('a pass for Apple Wallet is signed, shows number and points, and follows a change', async () => {
  const { recordId, her } = await signUp();
  await give(recordId, 100);
  const { pass, hasSignature } = await openPass('/api/cards/mine/apple', her);
  const mine = await house.request('GET', '/api/cards/mine', undefined, her);
  expect(hasSignature).toBe(true);
  expect(pass).toMatchObject({
    passTypeIdentifier: 'pass.jp.example.member',
    teamIdentifier: 'TEAM123456',
    storeCard: { headerFields: [{ key: 'points', value: 100 }] },
    barcodes: [{ format: 'PKBarcodeFormatCode128', message: mine.body.number }, {}],
  });
  const { serialNumber, authenticationToken } = pass;
  const proof = { authorization: `ApplePass ${authenticationToken}` };
  const base = '/api/cards/apple/v1';
  const place = `${base}/devices/phone-1/registrations/pass.jp.example.member`;
  const pushToken = 'a1b2c3d4';
  const stranger = { authorization: 'ApplePass 00000000000000000000000000000000' };
  const register = (headers: Record<string, string>) =>
    house.request('POST', `${place}/${serialNumber}`, { pushToken }, headers);
  expect((await register(stranger)).status).toBe(401);
  expect((await register(proof)).status).toBe(201);
  expect((await register(proof)).status).toBe(200);
  const before = await house.request('GET', place);
  expect(before.body.serialNumbers).toEqual([serialNumber]);

  await give(recordId, 23);
  await vi.waitFor(() => expect(pushed.length).toBeGreaterThan(0), { timeout: 15_000 });
  expect(pushed[0]).toEqual({ path: '/3/device/a1b2c3d4', topic: 'pass.jp.example.member' });
  const since = `${place}?passesUpdatedSince=${before.body.lastUpdated}`;
  expect((await house.request('GET', since)).body.serialNumbers).toEqual([serialNumber]);
  const url = `${base}/passes/pass.jp.example.member/${serialNumber}`;
  expect((await house.request('GET', url, undefined, stranger)).status).toBe(401);
  const fresh = await openPass(url, proof);
  expect(fresh.pass.storeCard.headerFields[0].value).toBe(123);
  const dropped = await house.request('DELETE', `${place}/${serialNumber}`, undefined, proof);
  expect(dropped.status).toBe(200);
  expect((await house.request('GET', place)).status).toBe(204);
});

test('the link for Google Wallet is signed, and the saved object is told of a change', async () => {
  const { recordId, her } = await signUp();
  const { body } = await house.request('GET', '/api/cards/mine/google', undefined, her);
  expect(body.address).toMatch(/^https:\/\/pay\.google\.com\/gp\/v\/save\//);
  const [head = '', payload = '', signature = ''] = body.address.split('/').at(-1).split('.');
  const key = createPublicKey(google.privateKey);
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  expect(isSigned).toBe(true);
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const mine = await house.request('GET', '/api/cards/mine', undefined, her);
  const [object] = claims.payload.loyaltyObjects;
  expect(object).toMatchObject({
    accountId: mine.body.number,
    loyaltyPoints: { balance: { int: 0 } },
  });
  await give(recordId, 55);
  await vi.waitFor(() => expect(patched.length).toBeGreaterThan(0), { timeout: 15_000 });
  expect(patched.at(-1)).toMatchObject({
    path: `/walletobjects/v1/loyaltyObject/${object.id}`,
    body: { loyaltyPoints: { balance: { int: 55 } } },
  });
});

test('without certificates the wallets say that they are not set up', async () => {
  const plain = await openTestHouse();
  try {
    const session = await transaction(plain.db, {}, async (tx) =>
      openSession(tx, {
        recordId: await openAccount(tx, { channel: 'web' }),
        isNew: true,
        method: 'passkey',
      }),
    );
    const her = { authorization: `Bearer ${session.token}` };
    for (const wallet of ['apple', 'google']) {
      const answer = await plain.request('GET', `/api/cards/mine/${wallet}`, undefined, her);
      expect([answer.status, answer.body.code]).toEqual([404, 'cards.wallet_off']);
    }
  } finally {
    await plain.drop();
  }
});
