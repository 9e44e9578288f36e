import { fixedClock } from '#kernel/clock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { isInStep } from './device-state.ts';

async function addTill(house: TestHouse) {
  const owner = await house.as('owner');
  const code = `shop-${Math.random().toString(36).slice(2, 10)}`;
  const shop = { code, kind: 'store', nameJa: '店' };
  const place = (await house.request('POST', '/api/places', shop, owner)).body;
  const body = { kind: 'till', placeId: place.id, name: 'レジ1' };
  const added = await house.request('POST', '/api/devices', body, owner);
  expect(added.status).toBe(201);
  return {
    owner,
    placeId: place.id as string,
    id: added.body.device.id as string,
    code: added.body.code as string,
  };
}

function enrol(house: TestHouse, code: string) {
  return house.request('POST', '/api/devices/enrol', { code });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a code enrols a device once, however it is typed', async ({ house }) => {
  const { id, code } = await addTill(house);
  const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
  const enrolled = await enrol(house, typed);
  expect(enrolled).toMatchObject({ status: 200, body: { device: { id, state: 'enrolled' } } });
  expect((await enrol(house, code)).body.code).toBe('devices.code_wrong');
  const me = await house.request('GET', '/api/devices/me', undefined, bearer(enrolled.body.token));
  expect(me.body.id).toBe(id);
  expect((await house.request('GET', '/api/devices/me')).status).toBe(401);
});

test('ten who try one code at once: one is the device', async ({ house }) => {
  const { code } = await addTill(house);
  const answers = await Promise.all(Array.from({ length: 10 }, () => enrol(house, code)));
  expect(answers.filter((each) => each.status === 200)).toHaveLength(1);
});

test('a code is too old after a quarter of an hour; a new one ends the older token', async () => {
  const clock = fixedClock('2026-11-21T01:00:00Z');
  const house = await openTestHouse({ clock });
  const { owner, id, code } = await addTill(house);
  clock.move({ minutes: 16 });
  expect((await enrol(house, code)).status).toBe(401);
  const renew = () => house.request('POST', `/api/devices/${id}/code`, undefined, owner);
  const first = (await enrol(house, (await renew()).body.code)).body.token;
  const second = (await enrol(house, (await renew()).body.code)).body.token;
  const me = (token: string) => house.request('GET', '/api/devices/me', undefined, bearer(token));
  expect((await me(first)).status).toBe(401);
  expect((await me(second)).status).toBe(200);
  await house.drop();
});

test('a device is in step when it reports all that is wanted; only changes are announced', async ({
  house,
}) => {
  const { owner, id, code } = await addTill(house);
  const token = bearer((await enrol(house, code)).body.token);
  const want = { desired: { paper: 'A4', brightness: 80 } };
  const wanted = await house.request('PUT', `/api/devices/${id}/desired`, want, owner);
  expect(wanted.body).toMatchObject({ isInStep: false, desiredRevision: 1 });
  const report = (reported: object) =>
    house.request('PUT', '/api/devices/me/reported', { reported }, token);
  expect((await report({ paper: 'A4' })).body).toMatchObject({ isInStep: false, ...want });
  const full = { brightness: 80, paper: 'A4', battery: 0.9 };
  expect((await report(full)).body.isInStep).toBe(true);
  expect((await report(full)).body.isInStep).toBe(true);
  const { rows } = await house.db.pool.query(
    "SELECT 1 FROM kernel.event WHERE subject = $1 AND type = 'devices.reported'",
    [id],
  );
  expect(rows).toHaveLength(2);
});

test('a state that the database could not keep is refused', async ({ house }) => {
  const { code } = await addTill(house);
  const token = bearer((await enrol(house, code)).body.token);
  for (const text of ['\u0000', '\ud800', 'x'.repeat(20_000)]) {
    const body = { reported: { text } };
    const answer = await house.request('PUT', '/api/devices/me/reported', body, token);
    expect(answer.status).toBe(400);
  }
});

test('a retired device is signed out, gone from the list and cannot come back', async ({
  house,
}) => {
  const { owner, placeId, id, code } = await addTill(house);
  const token = bearer((await enrol(house, code)).body.token);
  await house.request('POST', `/api/devices/${id}/retire`, undefined, owner);
  expect((await house.request('GET', '/api/devices/me', undefined, token)).status).toBe(401);
  const list = await house.request('GET', `/api/devices?placeId=${placeId}`, undefined, owner);
  expect(list.body.devices).toEqual([]);
  const again = await house.request('POST', `/api/devices/${id}/code`, undefined, owner);
  expect(again).toMatchObject({ status: 410, body: { code: 'devices.retired' } });
});

test('a clerk may not add a device, and a device may not act as staff', async ({ house }) => {
  const { placeId, code } = await addTill(house);
  const body = { kind: 'till', placeId, name: 'x' };
  expect((await house.request('POST', '/api/devices', body, await house.as('clerk'))).status).toBe(
    403,
  );
  const token = bearer((await enrol(house, code)).body.token);
  expect((await house.request('GET', '/api/devices', undefined, token)).status).toBe(403);
});

test('clerks switch by PIN on an enrolled till', async ({ house }) => {
  const { owner, placeId, code } = await addTill(house);
  const clerk = await house.request(
    'POST',
    '/api/staff/members',
    { login: `clerk-${placeId.slice(-6)}`, name: '花子', pin: '2468', roles: ['clerk'], placeId },
    owner,
  );
  const token = bearer((await enrol(house, code)).body.token);
  const answer = await house.request(
    'POST',
    '/api/staff/pin-switch',
    { staffId: clerk.body.id, pin: '2468' },
    token,
  );
  expect(answer).toMatchObject({ status: 200, body: { staff: { roles: ['clerk'], placeId } } });
});

test('nested wishes are compared by value', () => {
  expect(isInStep({ doors: { a: 'shut' } }, { doors: { a: 'shut' }, more: 1 })).toBe(true);
  expect(isInStep({ doors: { a: 'shut' } }, { doors: { a: 'open' } })).toBe(false);
  expect(isInStep({}, {})).toBe(true);
});
