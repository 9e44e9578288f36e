import { fixedClock } from '#kernel/clock';
import { parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { expect, openTestHouse, type TestHouse, test } from '#testing';

// A Saturday; Monday the 23rd is a public holiday, Tuesday the 24th is none.
const now = '2026-11-21T00:00:00Z';
const tuesday = '2026-11-24';
const tenOClock = '2026-11-24T01:00:00Z';
const elevenOClock = '2026-11-24T02:00:00Z';
const contact = { name: '縁側 花子', email: 'marked.guest@example.jp' };

async function open(options: { capacity?: number; cancelMinutes?: number } = {}) {
  const clock = fixedClock(now);
  const house = await openTestHouse({ clock });
  const owner = await house.as('owner');
  const shop = { code: 'salon', kind: 'store', nameJa: '縁側サロン', address: '東京都中央区' };
  const place = (await house.request('POST', '/api/places', shop, owner)).body;
  const added = await house.request(
    'POST',
    '/api/bookings/resources',
    {
      placeId: place.id,
      code: 'fitting-1',
      kind: 'fitting',
      nameJa: '試着室',
      capacity: options.capacity ?? 1,
      ...(options.cancelMinutes === undefined ? {} : { cancelMinutes: options.cancelMinutes }),
      rules: [{ weekday: 2, opensMinute: 600, closesMinute: 780, slotMinutes: 60 }],
    },
    owner,
  );
  expect(added.status).toBe(201);
  const resourceId: string = added.body.id;
  const book = (body: object = {}, headers: Record<string, string> = {}) =>
    house.request(
      'POST',
      '/api/bookings',
      { resourceId, startsAt: tenOClock, contact, ...body },
      headers,
    );
  const free = async () => {
    const path = `/api/bookings/slots?resourceId=${resourceId}&from=${tuesday}&days=1`;
    const { body } = await house.request('GET', path);
    return body.slots.map((slot: { free: number }) => slot.free) as number[];
  };
  return { clock, house, owner, placeId: place.id as string, book, free };
}

async function outbox(house: TestHouse) {
  const { rows } = await house.db.pool.query<{ template: string; state: string }>(
    'SELECT template, state FROM messages.message ORDER BY created_at, id',
  );
  return rows.map((row) => `${row.template} ${row.state}`);
}

test('a slot that is booked is no longer free, and the guest hears of it', async () => {
  const { house, book, free } = await open();
  expect(await free()).toEqual([1, 1, 1]);
  const made = await book();
  expect(made).toMatchObject({ status: 201, body: { state: 'booked', endsAt: elevenOClock } });
  expect(await free()).toEqual([0, 1, 1]);
  expect(await outbox(house)).toEqual(['booking_booked queued', 'booking_reminder queued']);
  expect((await book()).body.code).toBe('bookings.full');
  expect((await book({ startsAt: '2026-11-24T01:30:00Z' })).body.code).toBe('bookings.not_a_slot');
  expect((await book({ startsAt: '2026-11-17T01:00:00Z' })).body.code).toBe('bookings.not_a_slot');
  await house.drop();
});

test('fifty people who want one slot at once: one has it, forty-nine hear that it is taken', async () => {
  const { house, book, free } = await open();
  const answers = await Promise.all(Array.from({ length: 50 }, () => book()));
  expect(answers.filter((each) => each.status === 201)).toHaveLength(1);
  expect(answers.filter((each) => each.body.code === 'bookings.full')).toHaveLength(49);
  expect(await free()).toEqual([0, 1, 1]);
  await house.drop();
});

test('where five can come at once, fifty at once become five', async () => {
  const { house, book, free } = await open({ capacity: 5 });
  const answers = await Promise.all(Array.from({ length: 50 }, () => book()));
  expect(answers.filter((each) => each.status === 201)).toHaveLength(5);
  expect(await free()).toEqual([0, 5, 5]);
  await house.drop();
});

test('the database itself refuses two bookings at once of what takes one', async () => {
  const { house, book } = await open();
  await book();
  await expect(
    house.db.pool.query(
      `INSERT INTO bookings.booking (id, resource_id, place_id, during, state, is_exclusive, channel, created_at,
         updated_at)
       SELECT gen_random_uuid(), resource_id, place_id, during, 'booked', true, 'web', now(), now()
       FROM bookings.booking`,
    ),
  ).rejects.toThrow(/booking_no_overlap/);
  await house.drop();
});

test('the same key books once', async () => {
  const { house, book } = await open({ capacity: 3 });
  const headers = { 'idempotency-key': 'booking-1' };
  const [first, second] = [await book({}, headers), await book({}, headers)];
  expect(second.body).toEqual(first.body);
  const { rows } = await house.db.pool.query<{ answer: object }>(
    'SELECT answer FROM kernel.idempotency',
  );
  expect(rows.filter((row) => 'startsAt' in row.answer)).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/marked|花子|token/);
  await house.drop();
});

test('a guest moves and cancels with her link until the deadline, the shop at any time', async () => {
  const { clock, house, owner, book, free } = await open();
  const { id, token } = (await book()).body;
  const move = (startsAt: string, body: object, headers = {}) =>
    house.request('POST', `/api/bookings/${id}/move`, { startsAt, ...body }, headers);
  expect((await move(elevenOClock, { token: 'x'.repeat(22) })).status).toBe(404);
  expect(await move(elevenOClock, { token })).toMatchObject({
    status: 200,
    body: { startsAt: elevenOClock, state: 'booked' },
  });
  expect(await free()).toEqual([1, 0, 1]);
  expect(await outbox(house)).toEqual([
    'booking_booked queued',
    'booking_reminder cancelled',
    'booking_booked queued',
    'booking_reminder queued',
  ]);
  clock.move({ hours: 60 });
  const late = await house.request('POST', `/api/bookings/${id}/cancel`, { token });
  expect(late.body.code).toBe('bookings.too_late');
  expect(late.body.detail).toContain('2026年11月23日(月) 11:00');
  const byShop = await house.request('POST', `/api/bookings/${id}/cancel`, {}, owner);
  expect(byShop).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  expect(await free()).toEqual([1, 1, 1]);
  expect((await move(tenOClock, {}, owner)).body.code).toBe('bookings.state_wrong');
  await house.drop();
});

test('who came is noted by the shop, and the list of the day says her name', async () => {
  const { house, owner, placeId, book } = await open();
  const { id, token } = (await book({ partySize: 2 })).body;
  const arrive = (headers = {}) =>
    house.request('POST', `/api/bookings/${id}/arrive`, undefined, headers);
  expect((await arrive()).status).toBe(401);
  expect((await arrive(owner)).body.state).toBe('arrived');
  expect((await arrive(owner)).body.state).toBe('arrived');
  const list = await house.request(
    'GET',
    `/api/bookings?placeId=${placeId}&from=${tuesday}`,
    undefined,
    owner,
  );
  expect(list.body.bookings).toMatchObject([{ id, partySize: 2, name: '縁側 花子' }]);
  const ics = await house.request('GET', `/api/bookings/${id}/calendar.ics?token=${token}`);
  expect(ics.body).toMatch(/DTSTART:20261124T010000Z[\s\S]*SUMMARY:縁側サロン 試着室/);
  expect(ics.body).not.toContain('花子');
  expect((await house.request('GET', `/api/bookings/${id}/calendar.ics`)).status).toBe(404);
  await house.drop();
});

test('a signed-in customer changes her own booking and no one else’s', async () => {
  const { house, book } = await open({ capacity: 2 });
  const made = (await book()).body;
  const { rows } = await house.db.pool.query<{ record_id: string }>(
    'SELECT record_id FROM bookings.booking WHERE id = $1',
    [parseId('booking', made.id)],
  );
  const as = async (principalId: string) => {
    const session = await transaction(house.db, {}, (tx) =>
      createSession(tx, { kind: 'customer', principalId, lifetime: { hours: 1 } }),
    );
    return { authorization: `Bearer ${session.token}` };
  };
  const stranger = await as('01900000-0000-7000-8000-000000000009');
  const cancel = (headers: Record<string, string>) =>
    house.request('POST', `/api/bookings/${made.id}/cancel`, {}, headers);
  expect((await cancel(stranger)).status).toBe(404);
  expect((await cancel(await as(rows[0]?.record_id ?? ''))).body.state).toBe('cancelled');
  await house.drop();
});

test('what can be booked is changed, paused and given days of its own; bookings that are made stay', async () => {
  const { house, owner, placeId, book, free } = await open();
  expect((await book()).status).toBe(201);
  const ask = async (method: 'GET' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object) =>
    house.request(method, `/api/bookings/settings${path}`, body, owner);
  const listed = (await ask('GET', `?placeId=${placeId}`)).body.resources;
  const path = `/${listed[0].id}`;
  const evening = { opensMinute: 1080, closesMinute: 1200, slotMinutes: 60 };
  const day = `${path}/special-days/${tuesday}`;
  expect((await ask('PUT', day, { hours: [evening], reason: '夜だけ' })).status).toBe(200);
  expect(await free()).toEqual([1, 1]);
  expect((await book({ startsAt: elevenOClock })).body.code).toBe('bookings.not_a_slot');
  expect((await ask('PUT', day, { hours: [] })).status).toBe(200);
  expect(await free()).toEqual([]);
  expect((await ask('DELETE', day)).status).toBe(200);
  expect(await free()).toEqual([0, 1, 1]);

  const rules = [{ weekday: 2, opensMinute: 600, closesMinute: 720, slotMinutes: 30 }];
  const change = { nameJa: '広い試着室', capacity: 2, leadMinutes: 0, rules };
  expect((await ask('PATCH', path, change)).body).toMatchObject({
    name: { ja: '広い試着室', en: null },
    capacity: 2,
    rules: [{ weekday: 2, slotMinutes: 30, capacity: null }],
    specialDays: [],
  });
  expect(await free()).toEqual([1, 1, 2, 2]);
  const odd = { rules: [{ ...rules[0], closesMinute: 600 }] };
  expect((await ask('PATCH', path, odd)).body.code).toBe('bookings.rules_odd');

  expect((await ask('PATCH', path, { isActive: false })).body.isActive).toBe(false);
  expect((await book({ startsAt: elevenOClock })).status).toBeGreaterThanOrEqual(400);
  const shown = await house.request('GET', `/api/bookings/resources?placeId=${placeId}`);
  expect(shown.body.resources).toEqual([]);
  const bookings = `/api/bookings?placeId=${placeId}&from=${tuesday}`;
  expect((await house.request('GET', bookings, undefined, owner)).body.bookings).toHaveLength(1);
  await house.drop();
});

test('times that no calendar has are refused with a sentence', async () => {
  const { house, book } = await open();
  for (const startsAt of ['2026-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
    const answer = await book({ startsAt });
    expect(answer.status, startsAt).toBeGreaterThanOrEqual(400);
    expect(answer.status, startsAt).toBeLessThan(500);
  }
  await house.drop();
});

test('with the module off its routes are gone', async () => {
  const house = await openTestHouse({ environment: { ENGAWA_MODULES_OFF: 'bookings' } });
  expect((await house.request('GET', '/api/bookings/resources')).status).toBe(404);
  await house.drop();
});
