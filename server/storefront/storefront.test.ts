import { importProducts } from '#catalog';
import { formatId, newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { type DeliveryTerms, saveDeliveryTerms } from '#orders';
import { ensurePlace } from '#places';
import { postFacts } from '#stock';
import { test as base, expect, openTestHouse, type TestHouse } from '#testing';
import type { Visitor } from './contract.ts';
import type { CheckoutForm } from './contract-checkout.ts';
import type { Narrowed } from './contract-finding.ts';
import { type OpenStorefront, openStorefront } from './open-storefront.ts';
import { prefectures } from './prefectures.ts';

type Shop = {
  readonly house: TestHouse;
  readonly storefront: OpenStorefront;
  readonly storeId: string;
};

const test = base.extend<{ shop: Shop }>({
  shop: [
    async ({}, use) => {
      const house = await openTestHouse();
      const storeId = await fill(house);
      const storefront = await openStorefront(house);
      await storefront.settle();
      await use({ house, storefront, storeId });
      storefront.stop();
      await house.drop();
    },
    { scope: 'file' },
  ],
});

async function fill(house: TestHouse): Promise<string> {
  return transaction(house.db, {}, async (tx) => {
    const usual = { timeZone: 'Asia/Tokyo', currency: 'JPY' };
    const web = await ensurePlace(tx, { ...usual, code: 'web', kind: 'web', nameJa: 'ウェブ店' });
    const store = await ensurePlace(tx, { ...usual, code: 'st', kind: 'store', nameJa: '寺町店' });
    const made = await importProducts(tx, { source: 'shop', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', nameKana: 'ユノミ', price: '1100' },
      { code: 'tea', name: 'ほうじ茶', nameKana: 'ホウジチャ', price: '540', taxClass: 'reduced' },
    ]);
    const ids = made.map((each) => ('itemId' in each ? (each.itemId ?? '') : ''));
    await postFacts(
      tx,
      [web.id, store.id].flatMap((placeId) =>
        ids.map((itemId) => ({
          placeId,
          itemId,
          quantityMilli: 4000,
          kind: 'opening' as const,
        })),
      ),
    );
    return formatId('place', store.id);
  });
}

const visitor = (more: Partial<Visitor> = {}): Visitor => ({
  language: 'ja',
  placeId: undefined,
  position: undefined,
  cartToken: undefined,
  wishes: [],
  sessionToken: undefined,
  ...more,
});

const formFor = (storeId: string): CheckoutForm => ({
  way: 'pickup',
  place: storeId,
  familyName: '縁側',
  givenName: '花子',
  familyKana: 'エンガワ',
  givenKana: 'ハナコ',
  email: 'hanako@example.jp',
  phone: '090-1234-5678',
  postalCode: '',
  prefecture: '',
  city: '',
  street: '',
  building: '',
  note: '',
  coupon: '',
  payment: 'cash',
  card: '',
});

async function itemIdOf({ storefront }: Shop, query: string): Promise<string> {
  return (await storefront.search(visitor(), query, 1)).cards[0]?.id ?? '';
}

async function cartWith(shop: Shop, quantity: number): Promise<Visitor> {
  const itemId = await itemIdOf(shop, 'yunomi');
  const { newToken } = await shop.storefront.putInCart(visitor(), itemId, quantity, 'add');
  return visitor({ cartToken: newToken });
}

test('a product says in words where it is right now', async ({ shop }) => {
  const item = await shop.storefront.item(visitor(), await itemIdOf(shop, 'ゆのみ'));
  expect(item).toMatchObject({ card: { name: '湯のみ', priceMinor: 1100 }, delivery: 'in_stock' });
  expect(item?.places).toMatchObject([{ name: '寺町店', word: 'in_stock' }]);
});

test('a new price and a new product are on the shelf once the log has told of them', async ({
  shop,
}) => {
  await transaction(shop.house.db, {}, (tx) =>
    importProducts(tx, { source: 'shop', currency: 'JPY' }, [
      { code: 'tea', name: 'ほうじ茶', nameKana: 'ホウジチャ', price: '560', taxClass: 'reduced' },
      { code: 'fan', name: '団扇', nameKana: 'ウチワ', price: '880' },
    ]),
  );
  await shop.storefront.settle();
  expect((await shop.storefront.search(visitor(), 'ほうじ茶', 1)).cards).toMatchObject([
    { priceMinor: 560 },
  ]);
  expect((await shop.storefront.search(visitor(), 'uchiwa', 1)).cards).toMatchObject([
    { name: '団扇' },
  ]);
});

test('choices of one kind add up, of different kinds must all hold, and each tells how many it would find', async ({
  shop,
}) => {
  const towel = (size: string, colour: string, price: string) => ({
    code: `towel-${size}-${colour}`,
    productCode: size === 'L' ? 'towel-large' : 'towel',
    name: size === 'L' ? '大判てぬぐい' : 'てぬぐい',
    variantName: `${colour} ${size}`,
    optionValues: { 色: colour, サイズ: size },
    categoryPath: [{ code: 'cloth', name: '布もの' }],
    price,
  });
  await transaction(shop.house.db, {}, (tx) =>
    importProducts(tx, { source: 'shop', currency: 'JPY' }, [
      towel('S', '藍', '800'),
      towel('M', '白', '900'),
      towel('L', '藍', '1800'),
    ]),
  );
  await shop.storefront.settle();
  const look = async (more: Partial<Narrowed>) => {
    const none = { categories: [], prices: [], options: [], stock: [] };
    const page = await shop.storefront.search(visitor(), 'てぬぐい', 1, 'cheapest', {
      ...none,
      ...more,
    });
    const count = (value: string) =>
      page.facets.flatMap(({ values }) => values).find((each) => each.value === value)?.count;
    return { names: page.cards.map(({ name }) => name), count, help: page.help };
  };
  const all = await look({});
  expect([all.names.length, all.count('色:藍'), all.count('色:白'), all.count('0-1000')]).toEqual([
    2, 2, 1, 1,
  ]);
  expect((await look({ options: ['色:藍', '色:白'] })).names).toHaveLength(2);
  // No single variant is white and large.
  const none = await look({ options: ['色:白', 'サイズ:L'] });
  expect([none.names, none.count('色:白'), none.count('色:藍')]).toEqual([[], 0, 1]);
  expect(none.help?.popular.length).toBeGreaterThan(0);
  const dear = await look({ prices: ['1000-3000'], options: ['色:藍'] });
  expect([dear.names, dear.count('0-1000')]).toEqual([['大判てぬぐい'], 1]);
});

test('what is in stock at her shop can be chosen, and what she types is proposed in any kana and with a slip', async ({
  shop,
}) => {
  const narrowed = { categories: [], prices: [], options: [], stock: ['at-mine'] };
  const here = visitor({ placeId: shop.storeId });
  const found = await shop.storefront.category(here, undefined, 1, 'popular', narrowed);
  expect(found?.cards.map(({ name }) => name).toSorted()).toEqual(['ほうじ茶', '湯のみ']);
  expect(found?.facets.find(({ key }) => key === 's')?.values).toContainEqual({
    value: 'at-mine',
    label: '寺町店',
    count: 2,
    isChosen: true,
  });
  const proposed = async (typed: string) =>
    (await shop.storefront.suggest(visitor(), typed)).map(({ label }) => label);
  for (const typed of ['湯の', 'ゆの', 'ユノミ', 'yuno', 'ユノミィ']) {
    expect(await proposed(typed), typed).toContain('湯のみ');
  }
  expect([await proposed(''), await proposed('zzzz')]).toEqual([[], []]);
});

test('a guest’s order takes one from the shelf, empties the cart, and sent twice is one order', async ({
  shop,
}) => {
  const { storefront, storeId } = shop;
  const guest = await cartWith(shop, 2);
  const { orderId, places } = await storefront.checkout(guest);
  expect(places).toMatchObject([{ id: storeId, hasAll: true }]);
  const placed = await storefront.placeOrder(guest, orderId, formFor(storeId));
  const again = await storefront.placeOrder(guest, orderId, formFor(storeId));
  expect(again).toEqual(placed);
  expect((await storefront.cart(guest)).lines).toEqual([]);
  const { orderId: id = '', token = '' } = 'token' in placed ? placed : {};
  const order = await storefront.order(visitor(), id, token);
  expect(order).toMatchObject({ state: 'placed', totalMinor: 2200, place: { name: '寺町店' } });
  expect(JSON.stringify(order)).not.toMatch(/花子|hanako|090/);
  // Nothing can be made out before it is hers, and never by a form that is not this shop's.
  const receipts = await storefront.receipts(visitor(), id, token);
  const wish = { formId: receipts?.formId ?? '', to: '青木', purpose: 'お品代', amountMinor: 1 };
  const issue = (formId: string) =>
    storefront.issueReceipt(visitor(), id, token, { ...wish, formId });
  expect((await issue('forged'))?.refused).toContain('古くなりました');
  expect(await issue(wish.formId)).toEqual({
    refused: expect.stringContaining('あと0円'),
    field: 'amount',
  });
  const item = await storefront.item(visitor(), await itemIdOf(shop, 'yunomi'));
  expect(item?.places).toMatchObject([{ word: 'low' }]);
});

test('an order’s id that this shop did not hand out opens nobody’s order', async ({ shop }) => {
  const guest = await cartWith(shop, 1);
  const { storeId, storefront } = shop;
  const strange = `${formatId('order', newId())}.${Buffer.alloc(16).toString('base64url')}`;
  expect(await storefront.placeOrder(guest, strange, formFor(storeId))).toHaveProperty('refused');
});

test('a shop that has not everything is said to, before and at the order', async ({ shop }) => {
  const guest = await cartWith(shop, 9);
  const { storeId, storefront } = shop;
  const { errors } = await storefront.checkForm(guest, formFor(storeId));
  expect(errors.place).toContain('そろっていません');
  const { orderId } = await storefront.checkout(guest);
  const placed = await storefront.placeOrder(guest, orderId, formFor(storeId));
  expect(placed).toHaveProperty('refused');
});

test('what is made for a day is ordered for a day of her choice, once, and the day has one less', async ({
  shop,
}) => {
  const { house, storefront, storeId } = shop;
  const owner = await house.as('owner');
  const [cake] = await transaction(house.db, {}, (tx) =>
    importProducts(tx, { source: 'shop', currency: 'JPY' }, [
      { code: 'cake', name: '苺のケーキ', nameKana: 'イチゴノケーキ', price: '3240' },
    ]),
  );
  const itemId = formatId(
    'item',
    cake !== undefined && 'itemId' in cake ? (cake.itemId ?? '') : '',
  );
  await storefront.settle();
  const preorderOf = async () => (await storefront.item(visitor(), itemId))?.preorder;
  expect(await preorderOf()).toBeNull();
  const opensAt = house.db.clock.now().add({ hours: 24 }).toString();
  const body = { itemId, windows: [{ opensAt }], leadDays: 2, dayLimit: 2 };
  const { body: made } = await house.request('POST', '/api/orders/preorders', body, owner);
  await storefront.settle();
  expect(await preorderOf()).toEqual({ isTakenNow: false, opensAt });
  const begun = { ...body, windows: [{ opensAt: '2026-01-01T00:00:00Z' }] };
  await house.request('PUT', `/api/orders/preorders/${made.id}`, begun, owner);
  await storefront.settle();
  expect(await preorderOf()).toEqual({ isTakenNow: true, opensAt: null });

  const wanted = { placeId: '', from: '', quantity: 2 };
  const page = await storefront.preorder(visitor(), itemId, wanted);
  expect(page).toMatchObject({ placeId: storeId, quantity: 2, knows: null });
  expect(page?.days).toHaveLength(14);
  const [first, second] = page?.days ?? [];
  expect(first).toMatchObject({ word: 'free' });
  const form = {
    itemId,
    placeId: storeId,
    day: first?.day ?? '',
    quantity: 2,
    name: '',
    email: 'hanako@example.jp',
    phone: '',
    payment: 'cash',
    card: '',
    formId: page?.formId ?? '',
  };
  const place = (more: Partial<typeof form>) =>
    storefront.placePreorder(visitor(), { ...form, ...more });
  expect(await place({})).toEqual({ refused: expect.stringContaining('お名前'), field: 'name' });
  const named = { name: '縁側 花子' };
  expect(await place({ ...named, email: '' })).toMatchObject({ field: 'email' });
  const keep = { itemId, placeId: storeId, formId: '', name: '縁側', email: '', phone: '' };
  const kept = await storefront.keep(visitor(), itemId, storeId);
  expect(await storefront.keepItem(visitor(), { ...keep, formId: kept?.formId ?? '' })).toEqual({
    refused: expect.stringContaining('メールアドレス'),
    field: 'email',
  });
  expect(await place({ ...named, day: '2026-02-30' })).toEqual({
    refused: expect.stringContaining('日を選んで'),
    field: 'day',
  });
  expect(await place({ ...named, formId: 'forged' })).toEqual({
    refused: expect.stringContaining('古くなりました'),
  });
  const placed = await place(named);
  expect(placed).toHaveProperty('orderId');
  // Sent again, also for another day, it is the order that it was.
  expect(await place({ ...named, day: second?.day ?? '' })).toEqual(placed);
  const after = await storefront.preorder(visitor(), itemId, { ...wanted, placeId: storeId });
  expect(after?.days[0]).toMatchObject({ day: first?.day, word: 'full' });
  const late = await place({ ...named, formId: after?.formId ?? '' });
  expect(late).toEqual({ refused: expect.stringContaining('残り'), field: 'day' });
  const { orderId, token } = placed as { orderId: string; token: string };
  const order = await storefront.order(visitor(), orderId, token);
  expect(order).toMatchObject({ readyBy: null, lines: [{ day: first?.day, quantity: 2 }] });

  // From the page of her order she moves it; with another secret there is no such order.
  expect(order?.dayMove).toMatchObject({ day: first?.day, until: first?.orderUntil });
  expect(order?.dayMove?.days[0]).toEqual(second);
  const move = (day = second?.day ?? '', secret = token) =>
    storefront.moveOrderDay(visitor(), orderId, secret, day);
  expect(await move(undefined, 'forged')).toEqual({
    refused: expect.stringContaining('見つかりません'),
  });
  expect(await move('')).toMatchObject({ field: 'day' });
  expect(await move('2020-01-01')).toEqual({
    refused: expect.stringContaining('お受け取りいただけない日'),
    field: 'day',
  });
  expect(await move()).toBeUndefined();
  expect(await storefront.order(visitor(), orderId, token)).toMatchObject({
    dayMove: { day: second?.day },
    lines: [{ day: second?.day }],
  });
});

test('what delivery costs is told in the cart, at checkout and in the terms of sale, and is what she pays', async ({
  shop,
}) => {
  const { house, storefront, storeId } = shop;
  const terms: DeliveryTerms = {
    currency: 'JPY',
    feesMinor: prefectures.map(({ ja }) => (ja === '北海道' ? 1100 : 660)),
    freeFromMinor: 2000,
    islandMinor: 0,
    islandCodes: [],
    isIslandFree: false,
    exemptPlaceIds: [],
  };
  const save = (version: number, wanted: DeliveryTerms | null) =>
    transaction(house.db, {}, (tx) => saveDeliveryTerms(tx, { version, terms: wanted }));
  await save(0, terms);
  const guest = await cartWith(shop, 1);
  expect(await storefront.cart(guest)).toMatchObject({
    totalMinor: 1100,
    delivery: null,
    ifSent: { feeMinor: null, leastMinor: 660, mostMinor: 1100, leftMinor: 900 },
  });
  const said = await storefront.terms(guest);
  expect(said.delivery).toMatchObject({ freeFromMinor: 2000, islandMinor: 0 });
  expect(said.delivery?.fees.map(({ feeMinor, prefectures: of }) => [feeMinor, of.length])).toEqual(
    [
      [1100, 1],
      [660, 46],
    ],
  );
  const form = {
    ...formFor(storeId),
    way: 'delivery',
    postalCode: '604-8081',
    prefecture: '京都府',
    city: '京都市中京区',
    street: '1-1',
    payment: 'card',
    card: 'ok',
  };
  const { form: seen, cart, errors } = await storefront.checkForm(guest, form);
  expect(errors).toEqual({});
  expect(seen.seenDelivery).toBe('660');
  expect(cart).toMatchObject({ totalMinor: 1760, delivery: { feeMinor: 660, leftMinor: 900 } });
  const { orderId } = await storefront.checkout(guest);
  // Dearer by the time she orders: she is told, sees the new total, and may order then.
  await save(1, { ...terms, feesMinor: terms.feesMinor.map((each) => each + 110) });
  const refused = await storefront.placeOrder(guest, orderId, seen);
  expect(refused).toEqual({ refused: expect.stringMatching(/送料.*660.*770/u) });
  const { form: again } = await storefront.checkForm(guest, seen);
  const placed = await storefront.placeOrder(guest, orderId, again);
  const token = 'token' in placed ? placed.token : '';
  const typedId = 'orderId' in placed ? placed.orderId : '';
  expect(await storefront.order(guest, typedId, token)).toMatchObject({
    deliveryMinor: 770,
    totalMinor: 1870,
  });
  await save(2, null);
  expect((await storefront.terms(guest)).delivery).toBe(null);
});
