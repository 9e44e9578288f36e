import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, openTestHouse, type TestHouse, test, withRoom } from '#testing';
import { loadExample } from './example.ts';
import { runImport } from './modules/imports/index.ts';

const folder = join(import.meta.dirname, '..', 'examples', 'first-shop');
const lines: string[] = [];
const say = (line: string) => void lines.push(line);

async function totalOf(house: TestHouse, url: string): Promise<number> {
  const { body } = await house.request('GET', url, undefined, await house.as('owner'));
  const list = Object.values<unknown>(body).find(Array.isArray);
  return (list as unknown[]).length;
}

test('an empty house gets the whole example within seconds, no row rejected', async ({ house }) => {
  const began = performance.now();
  await loadExample(house, say);
  expect(performance.now() - began).toBeLessThan(withRoom(10_000));
  expect(lines.join('\n')).not.toMatch(/rejected|could not/);
  expect(await totalOf(house, '/api/places?limit=100')).toBe(4);
  expect(await totalOf(house, '/api/orders?limit=200')).toBe(54);
  const { body } = await house.request(
    'GET',
    '/api/orders?q=EC-1001',
    undefined,
    await house.as('owner'),
  );
  expect(body.orders).toHaveLength(1);
  expect(body.orders[0].totalMinor).toBe(2 * 1080 + 2 * 550 + 3300);
});

test('what its web shop takes for delivery is sent by a shop that has it', async ({ house }) => {
  await loadExample(house, say);
  const { body: places } = await house.request('GET', '/api/places?limit=100');
  const { body: goods } = await house.request('GET', '/api/catalog/items?q=HN-1001');
  const web = places.places.find((place: { code: string }) => place.code === 'WEB');
  const ordered = await house.request('POST', '/api/orders', {
    placeId: web.id,
    fulfilment: 'delivery',
    lines: [{ itemId: goods.items[0].id, quantity: 1 }],
    payment: { method: 'card' },
    contact: {
      fullName: '縁側花子',
      email: 'hanako@example.jp',
      postalCode: '604-8081',
      prefecture: '京都府',
      address: '京都市中京区寺町通御池下る本能寺前町1',
    },
  });
  expect(ordered.status, JSON.stringify(ordered.body)).toBe(201);
});

test('a second start says nothing and changes nothing', async ({ house }) => {
  await loadExample(house, () => undefined);
  await house.log.settle();
  const { head } = house.log;
  const said: string[] = [];
  await loadExample(house, (line) => said.push(line));
  await house.log.settle();
  expect(said).toEqual([]);
  expect(house.log.head).toBe(head);
});

test('what a start left undone, the next one goes on with', async () => {
  const house = await openTestHouse();
  try {
    await runImport(house.db, {
      kind: 'places',
      path: join(folder, 'places.csv'),
      source: 'first-shop',
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
    });
    const said: string[] = [];
    await loadExample(house, (line) => said.push(line));
    expect(said.join('\n')).not.toContain('places.csv');
    expect(await totalOf(house, '/api/orders?limit=200')).toBe(54);
  } finally {
    await house.drop();
  }
});

test('a house with data of its own is left alone', async () => {
  const house = await openTestHouse();
  try {
    const place = { code: 'A', kind: 'store', nameJa: '本店' };
    const opened = await house.request('POST', '/api/places', place, await house.as('owner'));
    expect(opened.status).toBe(201);
    const said: string[] = [];
    await loadExample(house, (line) => said.push(line));
    expect(said).toEqual([]);
    expect(await totalOf(house, '/api/places?limit=100')).toBe(1);
  } finally {
    await house.drop();
  }
});

test('nothing comes in where imports are switched off', async () => {
  const house = await openTestHouse({ environment: { ENGAWA_MODULES_OFF: 'imports' } });
  try {
    await loadExample(house, say);
    expect(await totalOf(house, '/api/places?limit=100')).toBe(0);
  } finally {
    await house.drop();
  }
});

test('every file of the example is told of in its README', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const name of readdirSync(folder).filter((each) => /\.(csv|gz|json)$/.test(each))) {
    expect(readme).toContain(name);
  }
});
