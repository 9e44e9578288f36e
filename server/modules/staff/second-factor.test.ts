// The second factor as an app on a telephone makes it: the test computes the codes by the same library as the app's.
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { openTestHouse, type TestHouse } from '#testing';
import { resetFactorOf } from './index.ts';

const password = 'a long password';

const clock = fixedClock('2026-11-22T00:00:00Z');
let house: TestHouse & { drop(): Promise<void> };
beforeAll(async () => {
  house = await openTestHouse({ clock });
});
afterAll(() => house.drop());

async function add(login: string, roles = ['owner']) {
  const body = { login, name: '本部', password, roles };
  const answer = await house.request('POST', '/api/staff/members', body, await house.as('owner'));
  expect(answer.status).toBe(201);
  return String(answer.body.id);
}

const signIn = (login: string, code?: string) =>
  house.request('POST', '/api/staff/sign-in', {
    login,
    password,
    ...(code === undefined ? {} : { code }),
  });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The app: shows the code of the house's time. */
function appOf(secret: string) {
  const totp = new TOTP({ secret });
  return (later = 0) => totp.generate({ timestamp: clock.now().epochMilliseconds + later * 1000 });
}

async function enrol(login: string) {
  const { body: entered } = await signIn(login);
  const headers = bearer(entered.token);
  const begun = await house.request('POST', '/api/staff/second-factor', undefined, headers);
  expect(begun.status).toBe(200);
  const app = appOf(begun.body.secret);
  const confirm = (code: string) =>
    house.request('POST', '/api/staff/second-factor/confirm', { code }, headers);
  return { begun, app, confirm, headers };
}

test('somebody of headquarters may wait a week; then a session opens the setting up and nothing else', async () => {
  await add('chief0');
  const early = await signIn('chief0');
  expect(early.body.staff.secondFactor).toEqual({
    isOn: false,
    dueAt: '2026-11-29T00:00:00Z',
    mustSetUp: false,
  });
  const list = (token: string) =>
    house.request('GET', '/api/staff/members', undefined, bearer(token));
  expect((await list(early.body.token)).status).toBe(200);

  clock.move({ hours: 24 * 7 });
  const held = await signIn('chief0');
  expect(held.body.staff.secondFactor.mustSetUp).toBe(true);
  expect((await list(held.body.token)).body.code).toBe('kernel.not_allowed');
  const me = await house.request('GET', '/api/staff/me', undefined, bearer(held.body.token));
  expect(me.body.secondFactor.mustSetUp).toBe(true);

  const { begun, app, confirm, headers } = await enrol('chief0');
  expect(begun.body.address).toMatch(/^otpauth:\/\/totp\/Engawa:chief0\?/);
  expect(begun.body.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  expect((await confirm(app(-300))).body.code).toBe('staff.code_wrong');
  const confirmed = await confirm(app());
  expect(confirmed.status).toBe(200);
  expect(confirmed.body.recoveryCodes).toHaveLength(10);
  // The session is a new one: it opens everything, the one before nothing.
  expect((await list(confirmed.body.token)).status).toBe(200);
  expect((await list(headers.authorization.slice(7))).status).toBe(401);
  expect(confirmed.body.staff.secondFactor).toEqual({
    isOn: true,
    dueAt: null,
    mustSetUp: false,
  });
});

test('with a second factor a password alone opens nothing; a code counts once, also one entered at once by two', async () => {
  await add('chief1');
  const { app, confirm } = await enrol('chief1');
  const first = app();
  const { recoveryCodes } = (await confirm(first)).body;
  expect((await signIn('chief1')).body.code).toBe('staff.code_needed');
  // The code that set it up is used (replay), as is any older one.
  expect((await signIn('chief1', first)).body.code).toBe('staff.code_wrong');
  expect((await signIn('chief1', app(-30))).body.code).toBe('staff.code_wrong');
  clock.move({ seconds: 60 });
  const both = await Promise.all([signIn('chief1', app()), signIn('chief1', app())]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]));
  // A wrong password says the same with a code as without.
  const wrong = { login: 'chief1', password: 'not it at all', code: app(30) };
  const refused = await house.request('POST', '/api/staff/sign-in', wrong);
  expect(refused.body.code).toBe('staff.sign_in_wrong');

  const [one, two] = recoveryCodes;
  const typed = ` ${one.toUpperCase().replaceAll('-', ' ')} `;
  expect((await signIn('chief1', typed)).status).toBe(200);
  expect((await signIn('chief1', one)).body.code).toBe('staff.code_wrong');
  expect((await signIn('chief1', two)).status).toBe(200);
  const { rows } = await house.db.pool.query<{ row: string }>(
    'SELECT f::text || r::text AS row FROM staff.second_factor f JOIN staff.recovery_code r USING (staff_id)',
  );
  expect(rows.length).toBeGreaterThanOrEqual(10);
  for (const { row } of rows) {
    expect(row).not.toMatch(new RegExp(recoveryCodes.join('|')));
  }
});

test('who guesses codes with the right password is locked out, politely, and the right code waits too', async () => {
  await add('chief2');
  const { app, confirm } = await enrol('chief2');
  await confirm(app());
  clock.move({ seconds: 60 });
  const codes = new Map<string, number>();
  const right = app();
  const guesses = Array.from({ length: 1000 }, (_, n) => String(n).padStart(6, '0'));
  for (const guess of guesses.filter((each) => each !== right && each !== app(-30))) {
    const { body } = await signIn('chief2', guess);
    codes.set(body.code, (codes.get(body.code) ?? 0) + 1);
    if (body.code === 'kernel.locked_out' && codes.get(body.code) === 20) {
      break;
    }
  }
  expect(codes.get('staff.code_wrong')).toBeLessThanOrEqual(5);
  expect((await signIn('chief2', right)).body.code).toBe('kernel.locked_out');
  clock.move({ minutes: 16 });
  expect((await signIn('chief2', app())).status).toBe(200);
});

test('it goes with a code of one’s own, or by another owner; never by a key, never one’s own without', async () => {
  const chief = await add('chief3');
  await add('other3');
  const { app, confirm } = await enrol('chief3');
  const { token } = (await confirm(app())).body;
  const reset = (headers: { authorization: string }) =>
    house.request('DELETE', `/api/staff/members/${chief}/second-factor`, undefined, headers);
  expect((await reset(bearer(token))).body.code).toBe('staff.not_ones_own');
  expect((await reset(await house.as('owner'))).body.code).toBe('staff.not_staff');
  const remove = (code: string) =>
    house.request('POST', '/api/staff/second-factor/remove', { code }, bearer(token));
  expect((await remove('000000')).body.code).toBe('staff.code_wrong');
  clock.move({ seconds: 60 });
  expect((await remove(app())).status).toBe(204);
  expect((await signIn('chief3')).status).toBe(200);

  clock.move({ seconds: 60 });
  const again = await enrol('chief3');
  expect((await again.confirm(again.app())).status).toBe(200);
  const other = bearer((await signIn('other3')).body.token);
  expect((await reset(other)).status).toBe(204);
  expect((await signIn('chief3')).status).toBe(200);
  // A clerk is asked for nothing; the owner may ask nobody, and the rule tells why.
  const owner = await house.as('owner');
  await add('clerk', ['clerk']);
  const entered = await signIn('clerk');
  expect(entered.body.staff.secondFactor).toEqual({ isOn: false, dueAt: null, mustSetUp: false });
  await add('boss');
  const boss = bearer((await signIn('boss')).body.token);
  const rule = '/api/staff/second-factor/rule';
  expect((await house.request('GET', rule, undefined, owner)).body).toEqual({
    askedOf: 'headquarters',
    because: null,
  });
  await house.request('PUT', rule, { askedOf: 'nobody' }, boss);
  expect((await house.request('GET', rule, undefined, owner)).body).toEqual({
    askedOf: 'nobody',
    because: 'owner',
  });
  expect((await signIn('boss')).body.staff.secondFactor.dueAt).toBeNull();
});

test('a lone owner who lost telephone and recovery codes gets back in from the terminal, and has to set up a new one', async () => {
  const id = await add('lone');
  const { app, confirm, headers } = await enrol('lone');
  const on = await confirm(app());
  expect(on.status).toBe(200);
  const rule = { askedOf: 'headquarters' };
  await house.request('PUT', '/api/staff/second-factor/rule', rule, bearer(on.body.token));
  expect((await signIn('lone')).status).toBe(401);
  const reset = (login: string) =>
    transaction(house.db, { actor: 'terminal' }, (tx) => resetFactorOf(tx, login));
  await expect(reset('nobody-of-this-name')).rejects.toMatchObject({ code: 'staff.unknown' });
  expect(await reset(' LONE ')).toBe(parseId('staff', id));
  // What was open is closed; the password opens the setting up and nothing else, once the week is over.
  const me = (token: Record<string, string>) =>
    house.request('GET', '/api/staff/me', undefined, token);
  expect((await me(headers)).status).toBe(401);
  expect((await me(bearer(on.body.token))).status).toBe(401);
  clock.move({ hours: 24 * 8 });
  const again = await signIn('lone');
  expect(again.body.staff.secondFactor).toMatchObject({ isOn: false, mustSetUp: true });
  const list = await house.request(
    'GET',
    '/api/staff/members',
    undefined,
    bearer(again.body.token),
  );
  expect(list.status).toBe(403);
  await expect(reset('lone')).rejects.toMatchObject({ code: 'staff.second_factor_off' });
  const { rows } = await house.db.pool.query(
    `SELECT data FROM kernel.event WHERE type = 'staff.changed' AND actor = 'terminal' AND subject = $1`,
    [id],
  );
  expect(rows).toMatchObject([{ data: { changed: ['secondFactor'] } }]);
});
