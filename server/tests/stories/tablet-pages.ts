// The pages of the staff tablet with something on each of them: orders in several states, a customer, an item, the door
// with its PIN, and the tablet without a line.
import type { Page } from 'playwright-core';
import { formatId, newId } from '#kernel/ids';
import type { RealServer } from '../support/real-server.ts';
import type { CafeToWalk } from './cafe-walk.ts';
import { stockroomRoutes } from './stockroom-pages.ts';
import { stopSomebody } from './stopped-customer.ts';
import { floorRoutes } from './tablet-floor-pages.ts';
import { tillRoutes } from './till-pages.ts';
import type { Language } from './translated.ts';
import type { AppToWalk, Route } from './walk-pages.ts';

type Owner = { readonly authorization: string };
type Ids = {
  readonly placeId: string;
  readonly orderId: string;
  readonly doneId: string;
  readonly itemId: string;
  readonly customerId: string;
  readonly stoppedId: string;
  /** A delivery that is expected, and a count that has begun. */
  readonly transferId: string;
  readonly countId: string;
  /** What she asks to give back: at any shop, and by parcel. */
  readonly returnId: string;
  readonly parcelBackId: string;
};

const clerk = '佐藤 美咲';
const herNote = '持ち手が欠けていました。';
/** Somebody of the example, by her whole name. */
const found = encodeURIComponent('青木あかね');

/** A sale whose payment does not sum: the books cannot take it, and people see it. */
async function parkSale(server: RealServer, owner: Owner, { placeId, itemId }: Ids) {
  const at = Temporal.Now.instant().toString();
  const lines = [{ itemId, name: '湯のみ', quantity: 2, unitPriceMinor: 1100, taxRateBp: 1000 }];
  const payments = [{ method: 'cash', amountMinor: 2000, tenderedMinor: 2000 }];
  const sale = { orderId: formatId('order', newId()), lines, payments, totalMinor: 2000 };
  const drawerId = formatId('drawer', newId());
  const entry = { drawerId, at, tillAt: at };
  const entries = [
    { ...entry, id: formatId('tillEntry', newId()), kind: 'opened', amountMinor: 0 },
    { ...entry, id: formatId('tillEntry', newId()), kind: 'sale', sale },
  ];
  const told = { placeId, till: '2番レジ', entries };
  await server.request('POST', '/api/tills/entries', told, owner);
}

/** Enrols a tablet in the first shop and lets orders come in there; answers what there is to walk through. */
export async function tabletsToWalk(
  server: RealServer,
  cardNumber: string,
  cafe: CafeToWalk,
): Promise<readonly AppToWalk[]> {
  const owner = await server.signIn();
  const ids = await fillShop(server, owner);
  await parkSale(server, owner, ids);
  const made = {
    login: 'misaki',
    name: clerk,
    pin: '2468',
    roles: ['clerk'],
    placeId: ids.placeId,
  };
  await server.request('POST', '/api/staff/members', made, owner);
  const device = { kind: 'tablet', placeId: ids.placeId, name: 'カウンター' };
  const { body: enrolment } = await server.request('POST', '/api/devices', device, owner);
  const { body: enrolled } = await server.request('POST', '/api/devices/enrol', {
    code: enrolment.code,
  });
  const station = JSON.stringify({ placeId: ids.placeId, token: enrolled.token });
  const token = owner.authorization.slice('Bearer '.length);
  const base = `${server.base}/staff`;
  const prepared = (isSignedIn: boolean, remembered: Readonly<Record<string, string>>) => {
    return async (page: Page, language: Language) => {
      if (isSignedIn) {
        await page.context().addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
      }
      const kept = Object.entries({ ...remembered, 'engawa-language': language });
      await page.addInitScript(
        `localStorage.removeItem('engawa-locked');
         for (const [name, value] of ${JSON.stringify(kept)}) localStorage.setItem(name, value);`,
      );
    };
  };
  const data = [clerk, '縁側製陶', 'A-03', herNote, ...(await namesOf(server, owner))];
  return [
    {
      name: 'tablet',
      base,
      data,
      prepare: prepared(true, { 'engawa-station': station }),
      settled,
      routes: routesOf(ids, cardNumber),
    },
    {
      name: 'tablet',
      base,
      data,
      prepare: prepared(true, {
        'engawa-station': JSON.stringify({ placeId: cafe.placeId, token: null }),
      }),
      settled,
      routes: kitchenRoutes,
    },
    {
      name: 'tablet',
      base,
      data,
      prepare: prepared(true, {}),
      settled: settledAtDoor,
      routes: [{ name: 'choose the shop', path: '/' }],
    },
    {
      name: 'tablet',
      base,
      data,
      prepare: prepared(false, {}),
      settled: settledAtDoor,
      routes: [{ name: 'sign-in', path: '/' }],
    },
  ];
}

const kitchenRoutes: readonly Route[] = [
  {
    name: 'kitchen',
    path: '/kitchen',
    settled: async (page) => {
      await settled(page);
      await page.locator('[data-ticket]').first().waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'labels of cups',
    path: '/kitchen',
    act: async (page) => {
      await page.locator('[data-act=labels]').first().click();
      await page.locator('[data-label]').first().waitFor();
    },
  },
  {
    name: 'sold out',
    path: '/kitchen',
    act: async (page) => {
      await page.locator('[data-act=pauses]').click();
      await page.locator('[data-pause^="item:"]').first().waitFor();
    },
  },
];

function routesOf(
  {
    orderId,
    doneId,
    itemId,
    customerId,
    stoppedId,
    transferId,
    countId,
    returnId,
    parcelBackId,
  }: Ids,
  cardNumber: string,
): readonly Route[] {
  return [
    { name: 'orders', path: '/orders' },
    { name: 'order', path: `/orders/${orderId}` },
    { name: 'customers', path: '/customers' },
    { name: 'sign somebody up', path: '/customers/new' },
    { name: 'customers found', path: `/customers?q=${found}` },
    { name: 'no customer found', path: '/customers?q=M9999' },
    { name: 'customer', path: `/customers/${customerId}?q=${found}` },
    { name: 'customer, use stopped', path: `/customers/${stoppedId}` },
    {
      name: 'customer seen',
      path: `/customers/${customerId}?q=${found}`,
      act: async (page) => {
        await page.locator('fieldset button').first().click();
        await page.locator('dl').first().waitFor();
      },
    },
    { name: 'stock', path: '/stock' },
    { name: 'stock found', path: '/stock?q=HN-100' },
    { name: 'stock of an item', path: `/stock/${itemId}` },
    ...stockroomRoutes(transferId, countId),
    { name: 'returns asked for', path: '/returns' },
    { name: 'a return she brings', path: `/returns/${returnId}` },
    { name: 'a return by parcel', path: `/returns/${parcelBackId}`, act: takeParcelIn },
    { name: 'holds', path: '/layaways' },
    { name: 'questions between shops', path: '/calls' },
    { name: 'order for her', path: `/order-for/${itemId}` },
    { name: 'today', path: '/today' },
    { name: 'pick list', path: '/pick' },
    { name: 'parcels', path: '/parcels' },
    { name: 'scan', path: '/scan' },
    ...tillRoutes(doneId, cardNumber),
    { name: 'no such page', path: '/nowhere' },
    {
      name: 'settings',
      path: '/orders',
      act: async (page) => {
        await page.locator('[data-act=settings]:visible').first().click();
        await page.locator('dialog[open]').waitFor();
      },
    },
    ...floorRoutes(customerId),
    { name: 'door', path: '/orders', act: lockScreen },
    {
      name: 'PIN',
      path: '/orders',
      act: async (page) => {
        await lockScreen(page);
        await page.getByRole('button', { name: clerk }).click();
        await page.locator('main .grid-cols-3').waitFor();
      },
    },
    {
      name: 'without a line',
      path: `/orders/${orderId}`,
      act: async (page) => {
        await page.route('**/api/**', (route) => route.abort());
        await page.reload();
        await page.locator('[data-following=retrying] footer').waitFor();
      },
      undo: (page) => page.unroute('**/api/**'),
    },
  ];
}

/** Received, the first time; and the reasons to refuse it. */
async function takeParcelIn(page: Page): Promise<void> {
  const deed = page.locator('[data-act=receive], [data-act=refund]').first();
  await deed.waitFor();
  if ((await deed.getAttribute('data-act')) === 'receive') {
    await deed.click();
  }
  await page.locator('[data-act=refund]').waitFor();
  await page.locator('[data-act=refuse]').click();
  await page.locator('[data-act=refuse-now]').waitFor();
}

async function lockScreen(page: Page): Promise<void> {
  await page.locator('[data-act=lock]').click();
  await page.getByRole('button', { name: clerk }).waitFor();
}

async function settled(page: Page): Promise<void> {
  await page.locator('[data-following=open] main').waitFor({ timeout: 15_000 });
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function settledAtDoor(page: Page): Promise<void> {
  await page.locator('main h1').waitFor({ timeout: 15_000 });
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

/** Orders of today in the first shop that hands over, each in another state. */
async function fillShop(server: RealServer, owner: Owner): Promise<Ids> {
  const read = async (path: string) => (await server.request('GET', path, undefined, owner)).body;
  const { places } = await read('/api/places');
  const shop = places.find(({ kind }: { kind: string }) => kind === 'store');
  const web = places.find(({ kind }: { kind: string }) => kind === 'web');
  const { items } = await read('/api/catalog/items?q=HN-100&limit=3');
  const { customers } = await read(`/api/customers?q=${found}`);
  const orderIds: string[] = [];
  for (const [index, item] of [...items, items[0]].entries()) {
    const order = {
      placeId: web.id,
      fulfilment: 'pickup',
      handoverPlaceId: shop.id,
      lines: [{ itemId: item.id, quantity: index + 1 }],
      contact: { familyName: '縁側', givenName: '花子', email: `hanako${index}@example.jp` },
      payment: { method: 'cash' },
    };
    const { status, body } = await server.request('POST', '/api/orders', order);
    if (status !== 201) {
      throw new Error(`no order could be placed for the tablet: ${JSON.stringify(body)}`);
    }
    orderIds.push(body.id);
  }
  const [done = '', ready = '', placed = '', sent = ''] = orderIds;
  for (const [orderId, to] of [
    [done, 'handed_over'],
    [sent, 'handed_over'],
    [ready, 'ready'],
  ]) {
    await server.request('POST', `/api/orders/${orderId}/state`, { to }, owner);
  }
  const customerId: unknown = customers[0]?.id;
  if (typeof customerId !== 'string') {
    throw new Error('the customer of the example is not found by name');
  }
  await tellOfNamesake(server, owner, customerId);
  const { customerId: stoppedId } = await stopSomebody(server, 'tablet');
  const made = async (path: string, body: object) =>
    String((await server.request('POST', `/api/stock/${path}`, body, owner)).body.id);
  const expected = {
    toPlaceId: shop.id,
    slip: 'S-2001',
    supplier: '縁側製陶',
    lines: [{ itemId: items[0].id, quantity: 12 }],
  };
  const transferId = await made('transfers', expected);
  const countId = await made('count-sessions', { placeId: shop.id, stalest: 5, area: 'A-03' });
  const ask = async (orderId: string, way: string) => {
    const wish = { lines: [{ line: 1, quantity: 1 }], way, reason: 'defect', note: herNote };
    const { body } = await server.request(
      'POST',
      `/api/orders/${orderId}/return-requests`,
      wish,
      owner,
    );
    return String(body.id);
  };
  const returnId = await ask(done, 'shop');
  const parcelBackId = await ask(sent, 'parcel');
  const ids = {
    returnId,
    parcelBackId,
    orderId: placed,
    doneId: done,
    itemId: items[0].id,
    customerId,
    stoppedId,
  };
  return { ...ids, placeId: shop.id, transferId, countId };
}

/** Another list has her with another birth date: she is asked whether that is she, too. */
async function tellOfNamesake(server: RealServer, owner: Owner, customerId: string): Promise<void> {
  const path = `/api/customers/${customerId}?reason=customer_present`;
  const { body } = await server.request('GET', path, undefined, owner);
  const { attributes: _, phone: _phone, ...profile } = body.records[0].profile;
  await server.request(
    'POST',
    '/api/customers/records',
    {
      source: 'pos',
      key: 'namesake',
      profile: { ...profile, birthDate: '1949-12-24' },
      signs: [],
      provedBy: 'import',
    },
    owner,
  );
}

/** Of colleagues, and of goods: the till reads those in one text, which tells no single name. */
async function namesOf(server: RealServer, owner: Owner): Promise<readonly string[]> {
  const { body } = await server.request('GET', '/api/staff/members', undefined, owner);
  const goods = await server.request('GET', '/api/catalog/items?limit=200', undefined, owner);
  return [
    ...body.members.map(({ name }: { name: string }) => name),
    ...goods.body.items.flatMap(({ name }: { name: { ja: string; en: string | null } }) =>
      name.en === null ? [name.ja] : [name.ja, name.en],
    ),
  ];
}
