// A thousand attempts at the ways in beside the customer's code (modules/customers/brute-force.test.ts): password of
// staff, old card, passkey. Each is locked, told politely, and tells nobody who is there.
import { ensureRecords } from '#customers';
import { newId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, inStillHouse, type TestHouse, test } from '#testing';
import { fittingRequest, operations } from '../support/api-document.ts';

const attempts = 1000;
const polite = /^入力の誤りが続いたため、\d+秒後にもう一度お試しください。$/;

/** What was answered, with how often; waiting times left out. */
type Answers = Map<string, number>;

async function tryOften(
  house: TestHouse,
  count: number,
  attempt: (n: number) => { url: string; body: object; headers?: Record<string, string> },
  network: (n: number) => string = (n) => `10.1.${n >> 8}.${n & 255}`,
): Promise<Answers> {
  const said: Answers = new Map();
  for (let n = 0; n < count; n += 1) {
    const { url, body, headers = {} } = attempt(n);
    const answer = await house.app.inject({
      method: 'POST',
      url,
      payload: body,
      headers,
      remoteAddress: network(n),
    });
    const { code = 'begun', detail = '' } = answer.json<{ code?: string; detail?: string }>();
    if (code === 'kernel.locked_out') {
      expect(detail).toMatch(polite);
    }
    const key = `${answer.statusCode} ${code}`;
    said.set(key, (said.get(key) ?? 0) + 1);
  }
  return said;
}

async function signUp(house: TestHouse): Promise<{ authorization: string }> {
  return transaction(house.db, {}, async (tx) => {
    const key = newId();
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const { token } = await createSession(tx, {
      kind: 'customer',
      principalId: made.get(key)?.recordId ?? '',
      lifetime: { hours: 1 },
    });
    return { authorization: `Bearer ${token}` };
  });
}

test(
  '1,000 passwords at one name of staff from 1,000 networks: five are looked at, the rest wait; an unknown name answers alike',
  {
    timeout: 60_000,
  },
  () =>
    inStillHouse(async (house) => {
      const member = { login: 'brute', name: '係', password: 'right password', roles: ['clerk'] };
      await house.request('POST', '/api/staff/members', member, await house.as('owner'));
      const at = (login: string) => (n: number) => ({
        url: '/api/staff/sign-in',
        body: { login, password: `guess ${n}` },
      });
      const known = await tryOften(house, attempts, at('brute'));
      expect(known.get('401 staff.sign_in_wrong')).toBeLessThanOrEqual(5);
      expect(known.get('429 kernel.locked_out')).toBeGreaterThanOrEqual(attempts - 5);
      const unknown = await tryOften(house, 20, at('nobody-here'));
      expect([...unknown.keys()]).toEqual([...known.keys()]);
      expect(unknown.get('401 staff.sign_in_wrong')).toBe(known.get('401 staff.sign_in_wrong'));
      const right = { login: 'brute', password: 'right password' };
      expect((await house.request('POST', '/api/staff/sign-in', right)).status).toBe(429);
    }),
);

test(
  '1,000 claims of old cards: five are looked at for an account, and five for a number whoever asks',
  {
    timeout: 60_000,
  },
  () =>
    inStillHouse(async (house) => {
      const headers = await signUp(house);
      const claim = (number: string, by: Record<string, string>) => ({
        url: '/api/cards/claims',
        body: { number, birthDate: '1980-05-06' },
        headers: by,
      });
      const said = await tryOften(house, attempts, (n) => claim(`K-${n}`, headers));
      expect(said.get('202 begun')).toBeLessThanOrEqual(5);
      expect(said.get('429 kernel.locked_out')).toBeGreaterThanOrEqual(attempts - 5);
      const people = await Promise.all(Array.from({ length: 10 }, () => signUp(house)));
      // However it is written.
      const ways = [
        'K-ONE',
        'k-one',
        'Ｋ－ＯＮＥ',
        ' KONE',
        'K ONE',
        'K - ONE',
        'ｋｏｎｅ',
        'K--ONE',
        'Kone',
        'KO-NE',
      ];
      const atOne = await tryOften(house, 10, (n) => claim(ways[n] ?? '', people[n] ?? headers));
      expect(atOne.get('202 begun')).toBeLessThanOrEqual(5);
      expect(atOne.get('429 kernel.locked_out')).toBeGreaterThanOrEqual(5);
    }),
);

test('1,000 forged passkeys: refused alike from anywhere, and from one network each soon costs a proof of work', {
  timeout: 60_000,
}, async ({ house }) => {
  const operation = operations.find(({ id }) => id === 'finishPasskeySignIn');
  if (operation === undefined) {
    throw new Error('there is no operation finishPasskeySignIn');
  }
  const { url, body } = fittingRequest(operation, {});
  const attempt = () => ({ url, body: body as object });
  const scattered = await tryOften(house, 100, attempt);
  expect([...scattered]).toEqual([['401 accounts.passkey_wrong', 100]]);
  const from = '203.0.113.7';
  const said = await tryOften(house, attempts, attempt, () => from);
  expect(said.get('401 accounts.passkey_wrong')).toBeLessThanOrEqual(20);
  expect(said.get('429 customers.proof_needed')).toBeGreaterThanOrEqual(attempts - 20);
});
