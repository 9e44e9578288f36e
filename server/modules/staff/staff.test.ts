import { fixedClock } from '#kernel/clock';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { ensureOwner } from './index.ts';

const password = 'correct horse battery';

async function addClerk(house: TestHouse, login: string, more: object = {}) {
  const body = { login, name: '縁側 花子', password, roles: ['clerk'], ...more };
  const made = await house.request('POST', '/api/staff/members', body, await house.as('owner'));
  expect(made.status).toBe(201);
  return made.body as { id: string };
}

function signIn(house: TestHouse, login: string, given = password) {
  return house.request('POST', '/api/staff/sign-in', { login, password: given });
}

async function openShop(house: TestHouse, code: string): Promise<string> {
  const shop = { code, kind: 'store', nameJa: `${code}店` };
  const made = await house.request('POST', '/api/places', shop, await house.as('owner'));
  return made.body.id;
}

test('somebody who signs in gets a session by token and by cookie, and signing out ends it', async ({
  house,
}) => {
  await addClerk(house, 'hanako');
  const answer = await signIn(house, ' ＨＡＮＡＫＯ ');
  expect(answer).toMatchObject({ status: 200, body: { staff: { roles: ['clerk'] } } });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^engawa_staff=.*HttpOnly.*SameSite=Lax/);
  const byCookie = { cookie: cookie.split(';')[0] ?? '' };
  const me = await house.request('GET', '/api/staff/me', undefined, byCookie);
  expect(me.body).toMatchObject({ id: answer.body.staff.id, name: '縁側 花子' });
  const byToken = { authorization: `Bearer ${answer.body.token}` };
  expect((await house.request('POST', '/api/staff/sign-out', undefined, byToken)).status).toBe(204);
  expect((await house.request('GET', '/api/staff/me', undefined, byCookie)).status).toBe(401);
});

test('an unknown name and a wrong password answer the same sentence', async ({ house }) => {
  await addClerk(house, 'known');
  const wrong = await signIn(house, 'known', 'not the password');
  const unknown = await signIn(house, 'nobody-here', 'not the password');
  expect(wrong.status).toBe(401);
  expect(unknown).toMatchObject({ status: 401, body: wrong.body });
});

test('after five wrong passwords the account waits, longer each time, even for the right one', async () => {
  const clock = fixedClock('2026-11-21T01:00:00Z');
  const house = await openTestHouse({ clock });
  await addClerk(house, 'guessed');
  for (let round = 0; round < 5; round += 1) {
    expect((await signIn(house, 'guessed', `guess ${round}`)).status).toBe(401);
  }
  const waiting = await signIn(house, 'guessed');
  expect(waiting).toMatchObject({ status: 429, body: { details: { seconds: 10 } } });
  clock.move({ seconds: 11 });
  expect((await signIn(house, 'guessed', 'guess 6')).status).toBe(401);
  expect((await signIn(house, 'guessed')).body.details.seconds).toBe(20);
  clock.move({ seconds: 21 });
  expect((await signIn(house, 'guessed')).status).toBe(200);
  expect((await signIn(house, 'guessed', 'wrong again')).status).toBe(401);
  await house.drop();
});

test('guesses made at once cannot outrun the count', async ({ house }) => {
  await addClerk(house, 'stormed');
  const guesses = Array.from({ length: 20 }, (_, index) =>
    signIn(house, 'stormed', `guess ${index}`),
  );
  const answers = (await Promise.all(guesses)).map((answer) => answer.status);
  expect(answers.filter((status) => status === 401)).toHaveLength(5);
  expect(answers.filter((status) => status === 429)).toHaveLength(15);
});

test('a clerk takes over the till of a place by PIN, nobody of another place does', async ({
  house,
}) => {
  const ginza = await openShop(house, 'pin-ginza');
  const umeda = await openShop(house, 'pin-umeda');
  await addClerk(house, 'opener', { placeId: ginza });
  const second = await addClerk(house, 'second', { placeId: ginza, pin: '4711' });
  const stranger = await addClerk(house, 'stranger', { placeId: umeda, pin: '4711' });
  const till = { authorization: `Bearer ${(await signIn(house, 'opener')).body.token}` };
  const list = await house.request('GET', '/api/staff/switch-list', undefined, till);
  expect(list.body.members).toEqual([{ id: second.id, name: '縁側 花子' }]);
  const taken = await house.request(
    'POST',
    '/api/staff/pin-switch',
    { staffId: second.id, pin: '4711' },
    till,
  );
  expect(taken).toMatchObject({ status: 200, body: { staff: { id: second.id, placeId: ginza } } });
  const refused = await house.request(
    'POST',
    '/api/staff/pin-switch',
    { staffId: stranger.id, pin: '4711' },
    till,
  );
  expect(refused).toMatchObject({ status: 401, body: { code: 'staff.pin_wrong' } });
  const nowhere = await house.request('POST', '/api/staff/pin-switch', {
    staffId: second.id,
    pin: '4711',
  });
  expect(nowhere.body.code).toBe('staff.place_session_needed');
  // Four digits from a session alone would go round the second factor of headquarters, however often they are tried.
  const boss = await addClerk(house, 'boss', { roles: ['analyst'], pin: '4712' });
  for (const pin of ['0000', '1111', '2222', '3333', '4444', '4712']) {
    const body = { staffId: boss.id, pin };
    const answer = await house.request('POST', '/api/staff/pin-switch', body, till);
    expect(answer).toMatchObject({ status: 403, body: { code: 'staff.device_needed' } });
  }
});

test('an API key works with its roles and is no person', async ({ house }) => {
  const key = await house.request(
    'POST',
    '/api/staff/api-keys',
    { name: 'web shop', roles: ['integrator'] },
    await house.as('owner'),
  );
  const headers = { authorization: `Bearer ${key.body.token}` };
  expect((await house.request('GET', '/api/staff/me', undefined, headers)).body.code).toBe(
    'staff.not_staff',
  );
  expect((await house.request('GET', '/api/staff/members', undefined, headers)).status).toBe(403);
  const byManager = await house.request(
    'POST',
    '/api/staff/api-keys',
    { name: 'x', roles: ['owner'] },
    await house.as('manager'),
  );
  expect(byManager.status).toBe(403);
});

test('keys are listed without their tokens; one that was taken out opens nothing', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const body = { name: 'loading dock', roles: ['integrator'] };
  const made = await house.request('POST', '/api/staff/api-keys', body, owner);
  const headers = { authorization: `Bearer ${made.body.token}` };
  expect((await house.request('GET', '/api/orders', undefined, headers)).status).toBe(200);
  const listed = await house.request('GET', '/api/staff/api-keys', undefined, owner);
  const key = listed.body.apiKeys.find(({ id }: { id: string }) => id === made.body.id);
  expect(key).toMatchObject({ name: 'loading dock', roles: ['integrator'], endedAt: null });
  expect(JSON.stringify(listed.body)).not.toContain(made.body.token);

  const path = `/api/staff/api-keys/${made.body.id}`;
  const clerk = await house.as('clerk');
  expect((await house.request('DELETE', path, undefined, clerk)).status).toBe(403);
  expect((await house.request('DELETE', path, undefined, owner)).status).toBe(204);
  expect((await house.request('GET', '/api/orders', undefined, headers)).status).toBe(401);
  const again = await house.request('DELETE', path, undefined, owner);
  expect(again).toMatchObject({ status: 404, body: { code: 'staff.api_key_unknown' } });
});

test('a PIN that was taken away opens nothing any more', async ({ house }) => {
  const clerk = await addClerk(house, 'pinless');
  const owner = await house.as('owner');
  const path = `/api/staff/members/${clerk.id}`;
  expect((await house.request('PATCH', path, { pin: null }, owner)).status).toBe(204);
  const { body } = await house.request('GET', '/api/staff/members', undefined, owner);
  expect(body.members.find(({ id }: { id: string }) => id === clerk.id)?.hasPin).toBe(false);
});

test('the first start makes one owner, a second start and a race make none', async () => {
  const house = await openTestHouse();
  const owner = { login: 'owner', password };
  const ensure = () => transaction(house.db, {}, (tx) => ensureOwner(tx, owner));
  const made = await Promise.all([ensure(), ensure(), ensure()]);
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await ensure()).toBe(false);
  expect((await signIn(house, 'owner')).body.staff.roles).toEqual(['owner']);
  await house.drop();
});

test('somebody who leaves is signed out everywhere; the last owner stays', async ({ house }) => {
  const clerk = await addClerk(house, 'leaver');
  const session = { authorization: `Bearer ${(await signIn(house, 'leaver')).body.token}` };
  const owner = await house.as('owner');
  const path = `/api/staff/members/${clerk.id}`;
  expect((await house.request('PATCH', path, { isActive: false }, owner)).status).toBe(204);
  expect((await house.request('GET', '/api/staff/me', undefined, session)).status).toBe(401);
  expect((await signIn(house, 'leaver')).status).toBe(401);
  const only = await addClerk(house, 'only-owner', { roles: ['owner'] });
  const answer = await house.request(
    'PATCH',
    `/api/staff/members/${only.id}`,
    { roles: ['clerk'] },
    owner,
  );
  expect(answer).toMatchObject({ status: 409, body: { code: 'staff.last_owner' } });
});

test('a sign-in name belongs to one person, and the table holds neither it nor the name in clear', async ({
  house,
}) => {
  await addClerk(house, 'unique@example.jp');
  const again = await house.request(
    'POST',
    '/api/staff/members',
    { login: 'UNIQUE@example.jp', name: 'x', roles: ['clerk'] },
    await house.as('owner'),
  );
  expect(again.body.code).toBe('staff.login_taken');
  const { rows } = await house.db.pool.query<{ text: string }>(
    "SELECT string_agg(m::text || encode(profile_sealed, 'escape'), '') AS text FROM staff.member m",
  );
  expect(rows[0]?.text).not.toMatch(/unique@example|花子/);
});

test('a session of another kind is not a member of staff', async ({ house }) => {
  const session = await transaction(house.db, {}, (tx) =>
    createSession(tx, {
      kind: 'device',
      principalId: '01900000-0000-7000-8000-000000000001',
      roles: ['clerk'],
      lifetime: { hours: 1 },
    }),
  );
  const answer = await house.request('GET', '/api/staff/me', undefined, {
    authorization: `Bearer ${session.token}`,
  });
  expect(answer.body.code).toBe('staff.not_staff');
});
