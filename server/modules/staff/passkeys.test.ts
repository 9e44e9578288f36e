// Passkeys as a second factor, with real ceremonies: a security key in software signs what the house asks, and also what
// no honest browser would send.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { type Authenticator, openAuthenticator, openTestHouse, type TestHouse } from '#testing';
import { resetFactorOf } from './index.ts';

const password = 'a long password';
const origin = 'https://house.example';
const clock = fixedClock('2026-11-22T00:00:00Z');
let house: TestHouse & { drop(): Promise<void> };
beforeAll(async () => {
  house = await openTestHouse({ clock, environment: { ENGAWA_PUBLIC_URL: origin } });
});
afterAll(() => house.drop());

type Headers = Readonly<Record<string, string>>;
const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const post = (path: string, body: object, headers: Headers = {}) =>
  house.request('POST', `/api/staff/${path}`, body, headers);
const signIn = (login: string, shown: object = {}) =>
  post('sign-in', { login, password, ...shown });
const askToSignIn = async (login: string) =>
  (await post('sign-in/passkey', { login, password })).body;
const factors = async (headers: Headers) =>
  (await house.request('GET', '/api/staff/second-factor', undefined, headers)).body;

/** An owner whose first second factor is a passkey; answers the key, the recovery codes and the session. */
async function enrol(login: string, key: Authenticator = openAuthenticator(origin)) {
  const member = { login, name: '本部', password, roles: ['owner'] };
  const added = await post('members', member, await house.as('owner'));
  const id = parseId('staff', added.body.id);
  const session = {
    kind: 'staff',
    principalId: id,
    roles: ['owner'],
    lifetime: { hours: 1 },
  } as const;
  const opened = await transaction(house.db, {}, (tx) => createSession(tx, session));
  const entered = bearer(opened.token);
  const asked = await post('second-factor/passkeys/new', {}, entered);
  const made = await post('second-factor/passkeys', key.make(asked.body), entered);
  expect(made.status).toBe(200);
  return {
    id: String(added.body.id),
    key,
    entered,
    codes: made.body.recoveryCodes as string[],
    headers: bearer(made.body.token),
  };
}

test('with a passkey a password alone opens nothing; the passkey or a recovery code opens everything', {
  timeout: 60_000,
}, async () => {
  const { key, entered, codes, headers } = await enrol('pk1');
  expect(codes).toHaveLength(10);
  // Sessions of before were opened by one factor and end.
  expect((await house.request('GET', '/api/staff/me', undefined, entered)).status).toBe(401);
  expect(await factors(headers)).toMatchObject({ hasApp: false, recoveryCodesLeft: 10 });
  const alone = await signIn('pk1');
  expect(alone.body).toMatchObject({
    code: 'staff.code_needed',
    details: { hasApp: false, hasPasskey: true },
  });
  const shown = await signIn('pk1', { passkey: key.show(await askToSignIn('pk1')) });
  expect(shown.body.staff.secondFactor).toEqual({ isOn: true, dueAt: null, mustSetUp: false });
  const list = await house.request(
    'GET',
    '/api/staff/members',
    undefined,
    bearer(shown.body.token),
  );
  const me = list.body.members.find(({ login }: { login: string }) => login === 'pk1');
  expect(me.hasSecondFactor).toBe(true);
  expect((await signIn('pk1', { code: codes[0] })).status).toBe(200);
  expect((await signIn('pk1', { code: codes[0] })).body.code).toBe('staff.code_wrong');
});

test('a passkey’s answer counts once, for five minutes, for this address, for this member and with a count that goes up', {
  timeout: 60_000,
}, async () => {
  const { key, headers } = await enrol('pk2');
  const { key: others, headers: other } = await enrol('pk2b');
  const ask = async (by = headers) => (await post('second-factor/passkeys/ask', {}, by)).body;
  const show = async (passkey: object) => {
    const proof = { passkey };
    const { status, body } = await post('second-factor/passkeys/new', { proof }, headers);
    return `${status} ${body.code ?? 'taken'}`;
  };
  const [right, wrong] = ['200 taken', '401 staff.passkey_wrong'];
  const used = key.show(await ask());
  expect(await show(used)).toBe(right);
  expect(await show(used)).toBe(wrong);
  // Somebody else's passkey, to what this member was asked; and this one's, to what the other was asked.
  expect(await show(others.show(await ask()))).toBe(wrong);
  expect(await show(key.show(await ask(other)))).toBe(wrong);
  // The same key on a page of another address, as a false site would hand it on.
  expect(await show(key.show(await ask(), 7, 'https://house.example.evil.test'))).toBe(wrong);
  expect(await show(key.show(await ask(), 8))).toBe(right);
  // A copy of the key counts on from where it was taken.
  expect(await show(key.show(await ask(), 8))).toBe(wrong);
  const late = key.show(await ask(), 9);
  clock.move({ minutes: 6 });
  expect(await show(late)).toBe(wrong);
  expect(await show(key.show(await ask(), 10))).toBe(right);
  // At the door as well.
  const entering = key.show(await askToSignIn('pk2'));
  expect((await signIn('pk2', { passkey: entering })).status).toBe(200);
  expect((await signIn('pk2', { passkey: entering })).body.code).toBe('staff.passkey_wrong');
});

test('nobody learns of passkeys without the password; wrong names and passwords are counted and answered alike', {
  timeout: 60_000,
}, async () => {
  await enrol('pk3');
  const ask = (login: string, secret: string) =>
    post('sign-in/passkey', { login, password: secret });
  const known = await ask('pk3', 'not the password');
  const unknown = await ask('nobody-here-at-all', 'not the password');
  expect(known.body.code).toBe('staff.sign_in_wrong');
  expect(unknown.body).toEqual(known.body);
  for (let n = 0; n < 4; n += 1) {
    await ask('pk3', 'not the password');
  }
  expect((await ask('pk3', password)).body.code).toBe('kernel.locked_out');
});

test('where a factor is on, a session alone adds none and takes none away: one that is there is shown', {
  timeout: 60_000,
}, async () => {
  const { key, codes, headers } = await enrol('pk4');
  const second = openAuthenticator(origin);
  const begin = (body: object) => post('second-factor/passkeys/new', body, headers);
  expect((await begin({})).body.code).toBe('staff.code_needed');
  expect((await begin({ proof: { code: '000000' } })).body.code).toBe('staff.code_wrong');
  const ask = async (by: Headers) => (await post('second-factor/passkeys/ask', {}, by)).body;
  const begun = await begin({ proof: { passkey: key.show(await ask(headers)) } });
  expect(begun.status).toBe(200);
  // The same authenticator twice is refused by the house too, whatever the browser lets through.
  expect((await post('second-factor/passkeys', key.make(begun.body), headers)).status).toBe(409);
  const made = await post('second-factor/passkeys', second.make(begun.body), headers);
  expect(made.body.recoveryCodes).toEqual([]);
  const now = bearer(made.body.token);
  const { passkeys } = await factors(now);
  expect(passkeys).toHaveLength(2);
  const remove = (id: string, body: object) =>
    post(`second-factor/passkeys/${id}/remove`, body, now);
  expect((await remove(passkeys[0].id, {})).body.code).toBe('staff.code_needed');
  const byKey = { passkey: second.show(await ask(now)) };
  expect((await remove(passkeys[0].id, byKey)).status).toBe(204);
  const gone = await signIn('pk4', { passkey: key.show(await askToSignIn('pk4')) });
  expect(gone.body.code).toBe('staff.passkey_wrong');
  // Another's passkey is not taken away by whoever knows its id.
  const { headers: other, codes: otherCodes } = await enrol('pk4b');
  const theirs = `second-factor/passkeys/${passkeys[1].id}/remove`;
  const taken = await post(theirs, { code: otherCodes[0] }, other);
  expect(taken.body.code).toBe('staff.second_factor_off');
  // With the last factor the recovery codes go.
  expect((await remove(passkeys[1].id, { code: codes[1] })).status).toBe(204);
  expect(await factors(now)).toEqual({ hasApp: false, passkeys: [], recoveryCodesLeft: 0 });
  expect((await signIn('pk4')).status).toBe(200);
});

test('another owner and the terminal take passkeys away with everything else, and every session ends', {
  timeout: 60_000,
}, async () => {
  const { id, headers, key } = await enrol('pk5');
  const { headers: other } = await enrol('pk5b');
  const path = `/api/staff/members/${id}/second-factor`;
  expect((await house.request('DELETE', path, undefined, other)).status).toBe(204);
  const me = await house.request('GET', '/api/staff/me', undefined, headers);
  expect(me.status).toBe(401);
  const entered = bearer((await signIn('pk5')).body.token);
  const asked = await post('second-factor/passkeys/new', {}, entered);
  expect((await post('second-factor/passkeys', key.make(asked.body), entered)).status).toBe(200);
  await transaction(house.db, { actor: 'terminal' }, (tx) => resetFactorOf(tx, 'pk5'));
  expect((await signIn('pk5')).status).toBe(200);
  const none = await post('sign-in/passkey', { login: 'pk5', password });
  expect(none.body.code).toBe('staff.passkey_none');
});
