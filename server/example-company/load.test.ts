import { transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { proveStock } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { generateCompany } from '../../examples/company/index.ts';
import { examplePin, loadExampleCompany } from './index.ts';
import { loadToday } from './load-orders.ts';
import { loadPlaces } from './load-places.ts';

const share = 0.02;
const lastDay = '2026-10-31';
const company = generateCompany(7, lastDay, share);

async function load(house: TestHouse, seed = 7): Promise<string[]> {
  const said: string[] = [];
  await loadExampleCompany(house, { seed, lastDay, share, say: (line) => said.push(line) });
  return said;
}

async function ordersOf(house: TestHouse): Promise<number> {
  const { body } = await house.request(
    'GET',
    '/api/places?limit=200',
    undefined,
    await house.as('owner'),
  );
  expect(body.places).toHaveLength(company.shops.length);
  await house.settle();
  const { rows } = await house.db.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM orders.order',
  );
  return rows[0]?.count ?? 0;
}

test('the whole company comes into an empty house, and every balance can be proved', {
  timeout: 60_000,
}, async ({ house }) => {
  const said = await load(house);
  expect(said.at(-1)).toContain('is in');
  expect(await ordersOf(house)).toBe(company.orders.length);
  await transaction(house.db, {}, async (tx) => {
    expect(await proveStock(tx)).toEqual([]);
    expect((await proveLedger(tx)).differences).toEqual([]);
  });
  const order = company.orders.find((each) => each.couponYen > 0);
  const { body } = await house.request(
    'GET',
    `/api/orders?q=${order?.number}`,
    undefined,
    await house.as('owner'),
  );
  const worth = (order?.lines ?? []).reduce(
    (sum, line) => sum + line.quantity * (company.articles[line.article]?.priceYen ?? 0),
    -(order?.couponYen ?? 0),
  );
  expect(body.orders[0].totalMinor).toBe(worth);
});

test('the clerks of one shop take over its tablet by the PIN that the start prints', async ({
  house,
}) => {
  await load(house);
  const owner = await house.as('owner');
  const { body } = await house.request('GET', '/api/staff/members', undefined, owner);
  const staff = body.members.filter(({ hasPin }: { hasPin: boolean }) => hasPin);
  expect(new Set(staff.map(({ placeId }: { placeId: string }) => placeId)).size).toBeGreaterThan(1);
  const [{ placeId }] = staff;
  const device = { kind: 'tablet', placeId, name: 'x' };
  const { body: made } = await house.request('POST', '/api/devices', device, owner);
  const { body: tablet } = await house.request('POST', '/api/devices/enrol', { code: made.code });
  const headers = { authorization: `Bearer ${tablet.token}` };
  const { body: list } = await house.request('GET', '/api/staff/switch-list', undefined, headers);
  expect(list.members).toHaveLength(3);
  const switched = await house.request(
    'POST',
    '/api/staff/pin-switch',
    { staffId: list.members[2].id, pin: examplePin },
    headers,
  );
  expect(switched.body.staff).toMatchObject({ roles: ['clerk'], placeId });
});

test('a second start says nothing and changes nothing', async ({ house }) => {
  await load(house);
  await house.settle();
  const { head } = house.log;
  expect(await load(house, 8)).toEqual([]);
  await house.settle();
  expect(house.log.head).toBe(head);
});

test('what a start left undone, the next one goes on with', async () => {
  const house = await openTestHouse();
  const stop = new Error('the power is cut');
  try {
    const cut = loadExampleCompany(house, {
      seed: 7,
      lastDay,
      share,
      say: (line) => {
        if (line.includes('registrations')) {
          throw stop;
        }
      },
    });
    await expect(cut).rejects.toBe(stop);
    await loadExampleCompany(house, { seed: 8, say: () => undefined });
    expect(await ordersOf(house)).toBe(company.orders.length);
  } finally {
    await house.drop();
  }
}, 60_000);

test('today has what was sold until now, and nothing of what is still to come', async () => {
  const house = await openTestHouse();
  try {
    const today = house.db.clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate();
    const yesterday = today.subtract({ days: 1 }).toString();
    const open = generateCompany(7, yesterday, share);
    const midnight = today.toZonedDateTime(house.config.timeZone).epochMilliseconds;
    const [order] = open.today;
    expect(open.today.length).toBeGreaterThan(0);
    expect(open.today.every(({ at }) => at >= midnight && at < midnight + 86_400_000)).toBe(true);
    const early = { ...order, number: 'E9000001', at: midnight };
    const late = { ...order, number: 'E9000002', at: midnight + 86_399_999 };
    const placeIds = await loadPlaces(house, open);
    const days = { ...open, today: [early, late] as typeof open.today };
    expect(await loadToday(house, days, placeIds)).toBe(1);
    expect(await ordersOf(house)).toBe(1);
  } finally {
    await house.drop();
  }
});

test('a house with data of its own is left alone', async () => {
  const house = await openTestHouse();
  try {
    const place = { code: 'A', kind: 'store', nameJa: '本店' };
    await house.request('POST', '/api/places', place, await house.as('owner'));
    expect(await load(house)).toEqual([]);
  } finally {
    await house.drop();
  }
});
