// Whatever has an id is asked for by somebody whose it is not (OWASP API1, broken object level authorisation): one
// customer for another's, one shop's people for another shop's. The one whose it is gets it by the same request.
import { parseId } from '#kernel/ids';
import { pushKeysOf } from '#kernel/push-keys';
import { viewTokenOf } from '#orders';
import { expect, type Json, type TestHouse, test } from '#testing';
import { openSmallShop, type SmallShop } from '../support/small-shop.ts';

type Headers = Readonly<Record<string, string>>;
type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body?: object;
};
async function statusOf(house: TestHouse, { method, url, body }: Ask, headers: Headers) {
  const answer = await house.request(method, url, body, headers);
  return `${answer.status} ${answer.body?.code ?? ''}`.trim();
}

/** What only the customer may see or change, by its id. */
function hers({ ids }: SmallShop): Ask[] {
  return [
    { method: 'GET', url: `/api/orders/${ids.ord}/receipt` },
    { method: 'GET', url: `/api/bookings/${ids.bkg}/calendar.ics` },
    {
      method: 'POST',
      url: `/api/bookings/${ids.bkg}/move`,
      body: { startsAt: '2030-01-01T00:00:00Z' },
    },
    { method: 'POST', url: `/api/bookings/${ids.bkg}/cancel`, body: {} },
  ];
}

test('what is one customer’s is for another as if it were not there', async ({ house }) => {
  const [mine, other] = [await openSmallShop(house), await openSmallShop(house)];
  for (const ask of hers(mine)) {
    for (const stranger of [other.customer, {}]) {
      expect(await statusOf(house, ask, stranger), ask.url).toMatch(
        /^404 (orders|bookings)\.unknown$/,
      );
    }
  }
  const seen = [];
  for (const ask of hers(mine)) {
    seen.push(await statusOf(house, ask, mine.customer));
  }
  expect(seen).toEqual(['200', '200', '409 bookings.not_a_slot', '200']);
});

test('her addresses and the devices that take her notifications are nobody else’s to see, change or take away', async ({
  house,
}) => {
  const [mine, other] = [await openSmallShop(house), await openSmallShop(house)];
  const home = {
    familyName: '縁側',
    givenName: '花',
    phone: '090-1234-5678',
    postalCode: '604-8081',
    prefecture: '京都府',
    city: '京都市',
    address: '寺町1',
  };
  const addressId = (await house.request('POST', '/api/accounts/addresses', home, mine.customer))
    .body.id;
  const device = {
    endpoint: 'https://push.example.jp/mine',
    keys: { p256dh: pushKeysOf(house.masters).publicKey, auth: 'x'.repeat(22) },
    language: 'ja',
  };
  const deviceId = (await house.request('POST', '/api/messages/me/devices', device, mine.customer))
    .body.id;
  const asks: (Ask & { readonly code: string })[] = [
    {
      method: 'PUT',
      url: `/api/accounts/addresses/${addressId}`,
      body: { ...home, city: '大阪市', isDefault: true },
      code: 'accounts.address_unknown',
    },
    {
      method: 'DELETE',
      url: `/api/accounts/addresses/${addressId}`,
      code: 'accounts.address_unknown',
    },
    {
      method: 'DELETE',
      url: `/api/messages/me/devices/${deviceId}`,
      code: 'messages.device_unknown',
    },
  ];
  for (const { code, ...ask } of asks) {
    expect(await statusOf(house, ask, other.customer), ask.url).toBe(`404 ${code}`);
    expect(await statusOf(house, ask, {}), ask.url).toBe('401 kernel.sign_in_needed');
  }
  for (const url of ['/api/accounts/addresses', '/api/messages/me']) {
    const seen = await house.request('GET', url, undefined, other.customer);
    expect(JSON.stringify(seen.body)).not.toMatch(/寺町|psd_/);
  }
  for (const { code: _code, ...ask } of asks) {
    expect(await statusOf(house, ask, mine.customer), ask.url).toBe('204');
  }
});

test('a secret link opens its own order only', async ({ house }) => {
  const [mine, other] = [await openSmallShop(house), await openSmallShop(house)];
  const placed = async (shop: SmallShop) =>
    (
      await house.request('POST', '/api/orders', {
        placeId: shop.ids.plc,
        fulfilment: 'pickup',
        handoverPlaceId: shop.ids.plc,
        lines: [{ itemId: shop.ids.itm, quantity: 1 }],
        contact: { familyName: '客', email: 'guest@example.jp' },
        payment: { method: 'cash' },
      })
    ).body;
  const [one, two] = [await placed(mine), await placed(other)];
  const status = (id: string, token: string) =>
    statusOf(house, { method: 'GET', url: `/api/orders/${id}/status?token=${token}` }, {});
  const tokenOf = (order: Json) => viewTokenOf(house.masters, parseId('order', order.id));
  expect(await status(one.id, tokenOf(one))).toBe('200');
  expect(await status(one.id, tokenOf(two))).toBe('404 orders.unknown');
  expect(await status(one.id, `${tokenOf(one).slice(0, -2)}xx`)).toBe('404 orders.unknown');
});

test('what somebody bought is given back by her link or her account only, and the request by no other order', async ({
  house,
}) => {
  const [mine, other] = [await openSmallShop(house), await openSmallShop(house)];
  const clerk = await mine.bound('clerk');
  const handed = (id = '') =>
    house.request('POST', `/api/orders/${id}/state`, { to: 'handed_over' }, clerk);
  expect((await handed(mine.ids['ord'])).status).toBe(200);
  const wish = { lines: [{ line: 1, quantity: 1 }], way: 'shop', reason: 'changed_mind' };
  const url = `/api/orders/${mine.ids['ord']}/return-requests`;
  const tokenOf = (id = '') => viewTokenOf(house.masters, parseId('order', id));
  const wrong = { ...wish, token: tokenOf(other.ids['ord']) };
  for (const [body, headers] of [
    [wish, other.customer],
    [wish, {}],
    [wrong, other.customer],
    [wrong, {}],
  ] as const) {
    expect(await statusOf(house, { method: 'POST', url, body }, headers)).toBe(
      '404 orders.unknown',
    );
  }
  const made = await house.request('POST', url, wish, mine.customer);
  expect(made.body).toMatchObject({ state: 'accepted', expectedMinor: 500 });
  const withdraw = (ord = '', body: object = {}, headers: Headers = {}) => {
    const path = `/api/orders/${ord}/return-requests/${made.body.id}/withdrawal`;
    return statusOf(house, { method: 'POST', url: path, body }, headers);
  };
  expect(await withdraw(mine.ids['ord'], {}, other.customer)).toBe('404 orders.unknown');
  const theirs = { token: tokenOf(other.ids['ord']) };
  expect(await withdraw(other.ids['ord'], theirs)).toBe('404 orders.return_request_unknown');
  // A tablet of another shop decides nothing in the name of this one.
  const decide = {
    method: 'POST',
    url: `/api/orders/return-requests/${made.body.id}/state`,
    body: { to: 'received', placeId: mine.ids['plc'] },
  } as const;
  expect(await statusOf(house, decide, await other.bound('clerk'))).toBe('403 kernel.other_place');
  expect(await withdraw(mine.ids['ord'], {}, mine.customer)).toBe('200');
});

test('nobody orders or books in another customer’s name', async ({ house }) => {
  const [mine, other] = [await openSmallShop(house), await openSmallShop(house)];
  const order = {
    placeId: other.ids.plc,
    fulfilment: 'pickup',
    handoverPlaceId: other.ids.plc,
    lines: [{ itemId: other.ids.itm, quantity: 1 }],
    payment: { method: 'cash' },
    recordId: mine.ids.rec,
  };
  const asked: Ask = { method: 'POST', url: '/api/orders', body: order };
  expect(await statusOf(house, asked, other.customer)).toBe('404 orders.customer_unknown');
  expect(await statusOf(house, asked, {})).toBe('404 orders.customer_unknown');
  const own = await house.request('GET', '/api/carts/mine', undefined, other.customer);
  expect(JSON.stringify(own.body)).not.toContain(mine.ids.rec);
});

/** Writes of one shop, by what belongs to it. */
function ofTheShop({ ids }: SmallShop): Ask[] {
  const lines = [{ line: 1, quantity: 1 }];
  return [
    { method: 'PATCH', url: `/api/places/${ids.plc}`, body: { nameJa: '店' } },
    { method: 'PUT', url: `/api/places/${ids.plc}/hours`, body: { weekly: [] } },
    {
      method: 'POST',
      url: `/api/orders/${ids.ord}/cancellations`,
      body: { lines, reason: 'customer' },
    },
    { method: 'POST', url: `/api/orders/${ids.ord}/state`, body: { to: 'accepted' } },
    {
      method: 'POST',
      url: '/api/orders',
      body: {
        placeId: ids.plc,
        fulfilment: 'carry_out',
        lines: [{ itemId: ids.itm, quantity: 1 }],
        payment: { method: 'cash' },
      },
    },
    { method: 'POST', url: `/api/payments/${ids.pay}/confirm` },
    { method: 'POST', url: `/api/bookings/${ids.bkg}/arrive` },
    { method: 'POST', url: `/api/bookings/${ids.bkg}/cancel`, body: {} },
    { method: 'POST', url: `/api/devices/${ids.dev}/code` },
    { method: 'PUT', url: `/api/devices/${ids.dev}/desired`, body: { desired: {} } },
    { method: 'POST', url: `/api/devices/${ids.dev}/retire` },
    {
      method: 'POST',
      url: '/api/devices',
      body: { kind: 'tablet', placeId: ids.plc, name: '台' },
    },
    {
      method: 'POST',
      url: '/api/stock/adjustments',
      body: { placeId: ids.plc, itemId: ids.itm, quantity: 1, reason: 'found' },
    },
    {
      method: 'POST',
      url: '/api/stock/holds',
      body: { placeId: ids.plc, itemId: ids.itm, quantity: 1, reason: 'layaway' },
    },
  ];
}

test('a shop’s manager writes for the own shop and for no other place or brand', async ({
  house,
}) => {
  const [here, there] = [await openSmallShop(house), await openSmallShop(house)];
  const stranger = await there.bound('manager');
  const manager = await here.bound('manager');
  for (const ask of ofTheShop(here)) {
    expect(await statusOf(house, ask, stranger), `${ask.method} ${ask.url}`).toMatch(
      /^403 (kernel|stock)\.other_place$/,
    );
  }
  for (const ask of ofTheShop(here)) {
    expect(await statusOf(house, ask, manager), `${ask.method} ${ask.url}`).not.toMatch(/^(4|5)/);
  }
});

test('names in the lists of a shop are for its own people; who only reads sees them masked', async ({
  house,
}) => {
  const [here, there] = [await openSmallShop(house), await openSmallShop(house)];
  const clerk = await here.bound('clerk');
  const stranger = await there.bound('clerk');
  const kept = await house.request(
    'POST',
    '/api/layaways',
    {
      placeId: here.ids.plc,
      itemId: here.ids.itm,
      quantity: 1,
      contact: { name: '取置 花子', kana: 'トリオキ ハナコ', phone: '090-1234-5678' },
    },
    clerk,
  );
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
  const day = Temporal.Now.plainDateISO('Asia/Tokyo').toString();
  const lists = [
    `/api/layaways?placeId=${here.ids.plc}`,
    `/api/layaways/${kept.body.id}`,
    `/api/bookings?placeId=${here.ids.plc}&from=${day}&days=7`,
  ];
  for (const url of lists) {
    expect(await statusOf(house, { method: 'GET', url }, stranger), url).toBe(
      '403 kernel.other_place',
    );
    expect(await statusOf(house, { method: 'GET', url }, clerk), url).toBe('200');
  }
  const analyst = await house.as('analyst');
  for (const url of lists) {
    const seen = JSON.stringify((await house.request('GET', url, undefined, clerk)).body);
    const masked = JSON.stringify((await house.request('GET', url, undefined, analyst)).body);
    expect(
      [seen, masked].map((text) => /花子|ハナコ|縁側/.test(text)),
      url,
    ).toEqual([true, false]);
    expect(masked).toMatch(/＊＊/);
  }
});
