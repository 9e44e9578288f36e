// What is hers: wishes that follow her sign-in, her own page, and arriving from a shelf or a door.
import { importProducts } from '#catalog';
import { changeConsents, ensureRecords, linkRecords } from '#customers';
import { formatId, newId, parseId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { transaction } from '#kernel/transaction';
import { addSource } from '#moments';
import {
  importCoupons,
  issueCoupons,
  listCodes,
  makeCodes,
  orderCodes,
  type PromotionTerms,
} from '#offers';
import { viewTokenOf } from '#orders';
import { ensurePlace } from '#places';
import { eraseRecords } from '#privacy';
import { postFacts } from '#stock';
import { test as base, expect, openTestHouse, type TestHouse } from '#testing';
import { toGiftFields } from './address-fields.ts';
import type { Visitor } from './contract.ts';
import { type OpenStorefront, openStorefront } from './open-storefront.ts';

type Shop = {
  readonly house: TestHouse;
  readonly storefront: OpenStorefront;
  readonly storeId: string;
  readonly itemId: string;
};

const test = base.extend<{ shop: Shop }>({
  shop: [
    async ({}, use) => {
      const house = await openTestHouse();
      const ids = await fill(house);
      const storefront = await openStorefront(house);
      await storefront.settle();
      await use({ house, storefront, ...ids });
      storefront.stop();
      await house.drop();
    },
    { scope: 'file' },
  ],
});

function fill(house: TestHouse): Promise<Pick<Shop, 'storeId' | 'itemId'>> {
  return transaction(house.db, {}, async (tx) => {
    const usual = { timeZone: 'Asia/Tokyo', currency: 'JPY' };
    await ensurePlace(tx, { ...usual, code: 'web', kind: 'web', nameJa: 'ウェブ店' });
    const store = await ensurePlace(tx, { ...usual, code: 'st', kind: 'store', nameJa: '寺町店' });
    const [made] = await importProducts(tx, { source: 'shop', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100', barcodes: ['4912345678904'] },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    await postFacts(tx, [
      { placeId: store.id, itemId, quantityMilli: 9000, kind: 'opening' as const },
    ]);
    return { storeId: formatId('place', store.id), itemId: formatId('item', itemId) };
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

async function signUp(house: TestHouse): Promise<{ recordId: string; sessionToken: string }> {
  const key = newId();
  return transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [
      { key, profile: { email: 'hanako@example.jp' } },
    ]);
    const recordId = made.get(key)?.recordId ?? '';
    const lifetime = { hours: 1 };
    const session = await createSession(tx, { kind: 'customer', principalId: recordId, lifetime });
    return { recordId, sessionToken: session.token };
  });
}

function sell({ house, storeId, itemId }: Shop, body: object, headers = {}) {
  const sale = {
    placeId: storeId,
    fulfilment: 'carry_out',
    lines: [{ itemId, quantity: 1 }],
    payment: { method: 'cash' },
    ...body,
  };
  return house.request('POST', '/api/orders', sale, headers);
}

test('a wish stays in her browser until she signs in, then on her account', async ({ shop }) => {
  const { house, storefront, itemId } = shop;
  const { kept } = await storefront.wish(visitor(), itemId, true);
  expect(kept).toEqual([itemId]);
  const guest = visitor({ wishes: kept ?? [] });
  expect((await storefront.wishes(guest)).cards).toMatchObject([{ name: '湯のみ' }]);
  expect((await storefront.item(guest, itemId))?.isWished).toBe(true);

  const { sessionToken } = await signUp(house);
  const first = await storefront.wishes({ ...guest, sessionToken });
  expect(first).toMatchObject({ cards: [{ id: itemId }], hasMoved: true });
  const elsewhere = visitor({ sessionToken });
  expect((await storefront.wishes(elsewhere)).cards).toMatchObject([{ id: itemId }]);
  expect(await storefront.wish(elsewhere, itemId, false)).toEqual({
    isWished: false,
    kept: undefined,
  });
  expect((await storefront.wishes(elsewhere)).cards).toEqual([]);
});

test('what she looked at follows her to every device once she agrees, and goes when she takes that back', async ({
  shop,
}) => {
  const { house, storefront, itemId } = shop;
  const names = async (who: Visitor) => (await storefront.seen(who)).map(({ name }) => name);
  expect(await storefront.noteLook(visitor(), itemId)).toEqual([itemId]);
  expect(await names(visitor({ seen: [itemId] }))).toEqual(['湯のみ']);
  const { recordId, sessionToken } = await signUp(house);
  const [phone, desk] = [visitor({ sessionToken, seen: [itemId] }), visitor({ sessionToken })];
  await storefront.noteLook(phone, itemId);
  expect(await names(desk)).toEqual([]);
  const decide = (decision: 'given' | 'withdrawn') =>
    transaction(house.db, {}, (tx) =>
      changeConsents(tx, [
        { recordId, purpose: 'personalisation', decision, channel: 'web', language: 'ja' },
      ]),
    );
  await decide('given');
  await storefront.noteLook(phone, itemId);
  expect(await names(desk)).toEqual(['湯のみ']);
  await decide('withdrawn');
  await house.settle();
  expect(await names(desk)).toEqual([]);
  const { rows } = await house.db.pool.query('SELECT FROM carts.seen WHERE record_id = $1', [
    recordId,
  ]);
  expect(rows).toEqual([]);
});

test('her page has what the till sold on her card, her points and no stranger’s order', async ({
  shop,
}) => {
  const { house, storefront } = shop;
  const { recordId, sessionToken } = await signUp(house);
  const card = formatId('record', recordId);
  const clerk = await house.as('clerk');
  expect((await sell(shop, { recordId: card }, clerk)).status).toBe(201);
  expect((await sell(shop, { contact: { fullName: '誰か' } }, clerk)).status).toBe(201);
  const account = await storefront.account(visitor({ sessionToken }));
  expect(account).toMatchObject({ email: 'hanako@example.jp' });
  expect(account?.orders).toMatchObject([
    { placeName: '寺町店', totalMinor: 1100, token: null, isOpen: false },
  ]);
  expect(account?.card).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(await storefront.account(visitor())).toBeUndefined();
});

test('she asks to give back by her order’s link or her account, sees how far it is, and nobody else can', async ({
  shop,
}) => {
  const { house, storefront, storeId } = shop;
  const owner = await house.as('owner');
  const [hers, others] = [await signUp(house), await signUp(house)];
  const bought = await sell(shop, { recordId: formatId('record', hers.recordId) }, owner);
  const soldId = String(bought.body.id);
  const her = visitor({ sessionToken: hers.sessionToken });
  const page = await storefront.returns(her, soldId, '');
  expect(page).toMatchObject({
    reasons: ['changed_mind', 'defect', 'wrong_item'],
    terms: { days: 8, parcelPaidBy: 'customer' },
    shops: [{ name: '寺町店' }],
    lines: [{ name: '湯のみ', left: 1, exclusion: null }],
    asked: [],
  });
  const one = [{ line: 1, quantity: 1 }];
  const ask = { lines: one, way: 'shop', reason: 'changed_mind', note: '' };
  for (const stranger of [visitor(), visitor({ sessionToken: others.sessionToken })]) {
    expect(await storefront.returns(stranger, soldId, '')).toBeUndefined();
    expect(await storefront.askReturn(stranger, soldId, '', ask)).toEqual({
      refused: expect.stringContaining('見つかりません'),
    });
    expect(await storefront.askReturn(stranger, soldId, 'wrong', ask)).toEqual({
      refused: expect.stringContaining('見つかりません'),
    });
  }
  expect(await storefront.askReturn(her, soldId, '', { ...ask, lines: [] })).toEqual({
    refused: expect.stringContaining('数量'),
  });
  expect(await storefront.askReturn(her, soldId, '', ask)).toBeUndefined();
  const asked = (await storefront.returns(her, soldId, ''))?.asked[0];
  expect(asked).toMatchObject({ state: 'accepted', moneyMinor: 1100, canWithdraw: true });
  expect(asked?.code).toMatch(/^data:image\/svg/);

  // The link of another order opens neither the page nor the request.
  const guest = await sell(shop, {
    fulfilment: 'pickup',
    handoverPlaceId: storeId,
    contact: { familyName: '客', email: 'guest@example.jp' },
  });
  const guestId = String(guest.body.id);
  const token = viewTokenOf(house.masters, parseId('order', guestId));
  const visit = visitor();
  const requestId = asked?.id ?? '';
  expect(await storefront.withdrawReturn(visit, soldId, token, requestId)).toEqual({
    refused: expect.stringContaining('見つかり'),
  });
  expect(await storefront.withdrawReturn(visit, guestId, token, requestId)).toEqual({
    refused: expect.stringContaining('見つかり'),
  });
  expect(await storefront.order(visit, guestId, token)).toMatchObject({ returns: null });
  await house.request('POST', `/api/orders/${guestId}/state`, { to: 'handed_over' }, owner);
  expect(await storefront.order(visit, guestId, token)).toMatchObject({ returns: { state: null } });
  expect(await storefront.askReturn(visit, guestId, token, ask)).toBeUndefined();
  expect(await storefront.order(visit, guestId, token)).toMatchObject({
    returns: { state: 'accepted' },
  });
  expect(await storefront.withdrawReturn(her, soldId, '', requestId)).toBeUndefined();
  expect((await storefront.returns(her, soldId, ''))?.asked[0]?.state).toBe('withdrawn');
});

test('a gift’s page offers her addresses to whoever is signed in, and to nobody those of another', async ({
  shop,
}) => {
  const { house, storefront, storeId } = shop;
  const [giver, receiver] = [await signUp(house), await signUp(house)];
  const hers = { authorization: `Bearer ${receiver.sessionToken}` };
  const address = {
    familyName: '秘密山',
    givenName: '蜜子',
    phone: '090-9999-8888',
    postalCode: '390-0999',
    prefecture: '長野県',
    city: '松本市',
    address: '秘密町9-99-999',
  };
  const saved = await house.request('POST', '/api/accounts/addresses', address, hers);
  expect(saved.status, JSON.stringify(saved.body)).toBe(201);
  const gift = {
    placeId: storeId,
    amountMinor: 3000,
    receivers: [{ label: '姉' }],
    giverName: '花子',
    email: 'hanako@example.jp',
    payment: { method: 'cash' },
  };
  const bought = await house.request('POST', '/api/gifts', gift, await house.as('owner'));
  const { token } = bought.body.gifts[0];
  const offered = async (who: Visitor) => (await storefront.gift(who, token))?.addresses;
  expect(await offered(visitor({ sessionToken: receiver.sessionToken }))).toMatchObject([
    { familyName: '秘密山', city: '松本市' },
  ]);
  expect(await offered(visitor({ sessionToken: giver.sessionToken }))).toEqual([]);
  expect(await offered(visitor())).toEqual([]);
  const [kept] = (await offered(visitor({ sessionToken: receiver.sessionToken }))) ?? [];
  expect(kept === undefined ? undefined : toGiftFields(kept)).toEqual({
    fullName: '秘密山 蜜子',
    postalCode: '390-0999',
    address: '長野県松本市秘密町9-99-999',
    phone: '090-9999-8888',
  });
});

test('an order is hers however many she made since', async ({ shop }) => {
  const { house, storefront } = shop;
  const owner = await house.as('owner');
  const [hers, others] = [await signUp(house), await signUp(house)];
  const { body } = await sell(shop, { recordId: formatId('record', hers.recordId) }, owner);
  await house.db.pool.query(
    `INSERT INTO orders.order SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
      'number', 'since-' || n, 'ordered_at', o.ordered_at + interval '1 minute'))).*
    FROM orders.order o, generate_series(1, 1000) n WHERE o.id = $1`,
    [parseId('order', body.id)],
  );
  const seenBy = (who: typeof hers) =>
    storefront.receipts(visitor({ sessionToken: who.sessionToken }), body.id, '');
  expect(await seenBy(hers)).toMatchObject({ orderId: body.id, leftMinor: 1100 });
  expect(await seenBy(others)).toBeUndefined();
});

test('only staff may name whose card it was, and only a card there is', async ({ shop }) => {
  const { recordId } = await signUp(shop.house);
  const card = formatId('record', recordId);
  const refused = { status: 404, body: { code: 'orders.customer_unknown' } };
  expect(await sell(shop, { recordId: card })).toMatchObject(refused);
  const clerk = await shop.house.as('clerk');
  const none = formatId('record', newId());
  expect(await sell(shop, { recordId: none }, clerk)).toMatchObject(refused);
});

test('points of a card that is hers count on her page', async ({ shop }) => {
  const { house, storefront } = shop;
  const { recordId, sessionToken } = await signUp(house);
  const { recordId: cardId } = await signUp(house);
  await transaction(house.db, {}, async (tx) => {
    const link = { kind: 'card', strength: 'certain', source: 'test' } as const;
    await linkRecords(tx, { ...link, records: [recordId, cardId] });
  });
  const owner = await house.as('owner');
  for (const [id, amount] of [
    [recordId, 30],
    [cardId, 12],
  ] as const) {
    const url = '/api/ledger/adjustments';
    const body = {
      recordId: formatId('record', id),
      unit: 'points',
      amount,
      reason: 'apology',
    };
    expect((await house.request('POST', url, body, owner)).status).toBe(201);
  }
  expect((await storefront.account(visitor({ sessionToken })))?.points.available).toBe(42);
});

test('a GS1 link at a shelf leads to the product, and a code at a door to its shop', async ({
  shop,
}) => {
  const { house, storefront, storeId, itemId } = shop;
  expect(await storefront.scanned('04912345678904', undefined)).toEqual({ itemId });
  expect(await storefront.scanned('4912345678904', storeId)).toEqual({ itemId });
  expect(await storefront.scanned('04900000000000', undefined)).toBeUndefined();
  await transaction(house.db, {}, (tx) =>
    addSource(tx, {
      code: 'door',
      kind: 'poster',
      name: '入口',
      placeId: parseId('place', storeId),
    }),
  );
  expect(await storefront.placeOfSource('door')).toBe(storeId);
  expect(await storefront.placeOfSource('never-printed')).toBeUndefined();
  expect(await storefront.door(visitor(), storeId)).toMatchObject({ name: '寺町店' });
  expect(await storefront.door(visitor(), 'plc_nonsense')).toBeUndefined();
});

/** A promotion that coupons are for; its id (uuid). */
async function turnOn({ house }: Shop, more: object = {}, named: object = {}): Promise<string> {
  const terms: PromotionTerms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: true,
    currency: 'JPY',
    conditions: [],
    benefits: [{ kind: 'off_order', calculator: { kind: 'amount', minor: 200 } }],
    holdoutBp: 0,
    ...more,
  };
  const actor = { ...(await house.as('owner')) };
  const body = { code: `w-${newId().slice(-12)}`, nameJa: '200円引き', terms, ...named };
  const { body: written } = await house.request('POST', '/api/offers/promotions', body, actor);
  for (const to of ['propose', 'approve']) {
    await house.request('POST', `/api/offers/promotions/${written.id}/state`, { to }, actor);
  }
  return parseId('promotion', written.id);
}

test('her coupons say what they are for, where and how long, and one is shown for the till', async ({
  shop,
}) => {
  const { house, storefront } = shop;
  const { recordId, sessionToken } = await signUp(house);
  const her = visitor({ sessionToken });
  expect(await storefront.coupons(visitor())).toBeUndefined();
  expect(await storefront.coupons(her)).toMatchObject({ usable: [], coming: [], past: [] });
  const atTill = await turnOn(shop, {
    conditions: [{ kind: 'on_channels', channels: ['pos'] }],
    discountMaxMinor: 500,
    holdoutBp: 1000,
  });
  const any = await turnOn(shop, {}, { nameJa: '冬の200円引き', nameEn: 'Winter' });
  const soon = Temporal.Instant.from('2099-01-01T00:00:00Z');
  const long = Temporal.Instant.from('2020-01-01T00:00:00Z');
  await transaction(house.db, {}, async (tx) => {
    await issueCoupons(tx, { promotionId: atTill, validUntil: soon }, [recordId]);
    await issueCoupons(tx, { promotionId: any, validFrom: soon }, [recordId]);
    await issueCoupons(tx, { promotionId: any, validUntil: long }, [recordId]);
    await importCoupons(tx, { source: 'paper' }, [
      { row: 1, code: 'PAPER-10', recordId, discountBp: 1000 },
      { row: 2, code: 'GONE', recordId, discountBp: 1000, usesLeft: 0 },
    ]);
  });
  const page = await storefront.coupons(her);
  expect(
    page?.usable.map(({ says, isForWeb, isForShops }) => ({ says, isForWeb, isForShops })),
  ).toEqual([
    {
      says: ['店頭のレジで', 'お会計から200円引き', '1回の値引きは500円まで'],
      isForWeb: false,
      isForShops: true,
    },
    { says: ['お会計から10%引き'], isForWeb: true, isForShops: true },
  ]);
  expect(page?.coming).toMatchObject([{ title: '冬の200円引き', from: soon.toString() }]);
  expect(page?.past.map(({ standing }) => standing).toSorted()).toEqual(['over', 'used']);
  const shown = (await storefront.coupons(her, page?.usable[1]?.id))?.shown;
  expect(shown).toMatchObject({ code: 'PAPER-10' });
  expect(shown?.barcode).toMatch(/^data:image\/svg/);
  expect((await storefront.coupons(her, page?.past[0]?.id))?.shown).toBeNull();
  expect(await storefront.coupons({ ...her, language: 'en' })).toMatchObject({
    coming: [{ title: 'Winter' }],
  });
  // In the form of the checkout it stands already; nobody else brings it there.
  const wanted = page?.usable[1]?.id ?? '';
  expect((await storefront.checkout(her, wanted)).known).toMatchObject({ coupon: 'PAPER-10' });
  const stranger = visitor({ sessionToken: (await signUp(house)).sessionToken });
  expect((await storefront.checkout(stranger, wanted)).known.coupon).toBeUndefined();
  expect((await storefront.coupons(stranger, wanted))?.shown).toBeNull();
});

test('a code on paper becomes hers however it is typed, and a refusal says why and takes nothing', async ({
  shop,
}) => {
  const { house, storefront } = shop;
  const promotionId = await turnOn(shop);
  const hers = await signUp(house);
  const her = visitor({ sessionToken: hers.sessionToken });
  const other = visitor({ sessionToken: (await signUp(house)).sessionToken });
  const long = Temporal.Instant.from('2020-01-01T15:00:00Z');
  const made = await transaction(house.db, {}, async (tx) => {
    const lotId = await orderCodes(tx, {
      promotionId,
      name: 'レシート',
      codes: 1,
      validFrom: null,
      validUntil: null,
    });
    const [bearer] = await issueCoupons(tx, { promotionId }, [null]);
    const [over] = await issueCoupons(tx, { promotionId, validUntil: long }, [null]);
    const [many] = await issueCoupons(tx, { promotionId, uses: 3 }, [null]);
    return { lotId, bearer: bearer?.code, over: over?.code, many: many?.code };
  });
  await makeCodes(house.db, made.lotId);
  const lot = await transaction(house.db, {}, (tx) => listCodes(tx, made.lotId, 0, 1));
  const wide = (code = '') =>
    code.replaceAll(/[0-9A-Z]/g, (each) =>
      String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0),
    );
  const confused = (code = '') =>
    ` ${code.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ').toLowerCase()} `;
  const codes = [confused(made.bearer), wide(lot.codes[0])];
  for (const code of codes) {
    expect(await storefront.claimCoupon(her, code)).toMatchObject({ isNew: true });
    expect(await storefront.claimCoupon(her, code)).toMatchObject({ isNew: false });
  }
  const mine = await storefront.coupons(her);
  const shown = await Promise.all(
    (mine?.usable ?? []).map(async ({ id }) => (await storefront.coupons(her, id))?.shown?.code),
  );
  expect(new Set(shown)).toEqual(new Set([made.bearer, lot.codes[0]]));
  const refusedFor = async (code = '') => {
    const answer = await storefront.claimCoupon(other, code);
    return 'refused' in answer ? answer.refused : answer;
  };
  expect(await refusedFor(codes[1])).toBe(
    'このクーポンは確認できません。コードを1文字ずつお確かめください。',
  );
  expect(await refusedFor(made.over)).toContain('2020年1月2日 00:00');
  expect(await refusedFor(made.many)).toContain('共通のコード');
  expect(await refusedFor('  ')).toBe('コードをご入力ください。');
  expect(await storefront.coupons(other)).toMatchObject({ usable: [], past: [] });
  // Only she can use it now, once, and then it says so.
  const code = lot.codes[0] ?? '';
  const refused = await sell(shop, { couponCodes: [code] }, await house.as('owner'));
  expect([refused.status, refused.body.code]).toEqual([404, 'offers.coupon_unknown']);
  const member = { recordId: formatId('record', hers.recordId), couponCodes: [code] };
  const bought = await sell(shop, member, await house.as('owner'));
  expect(bought.body, JSON.stringify(bought.body)).toMatchObject({ totalMinor: 900 });
  const after = await storefront.coupons(her);
  expect([after?.usable.length, after?.past.map(({ standing }) => standing)]).toEqual([
    1,
    ['used'],
  ]);
});

const home = {
  familyName: '縁側',
  givenName: '花子',
  familyKana: 'えんがわ',
  phone: '０９０１２３４５６７８',
  postalCode: '６０４８０８１',
  prefecture: '京都府',
  city: '京都市中京区',
  address: '寺町1-2-3',
};
const hersPath = '/api/accounts/addresses';

test('her addresses say who receives there, the usual one is in the checkout already, and an erasure takes them', async ({
  shop,
}) => {
  const { house, storefront } = shop;
  const { recordId, sessionToken } = await signUp(house);
  const headers = { authorization: `Bearer ${sessionToken}` };
  const add = (body: object) => house.request('POST', hersPath, body, headers);
  const bare = await add({ familyName: '縁側', phone: 'たくさん' });
  expect(bare.body).toMatchObject({ code: 'accounts.profile_wrong', details: { address: true } });
  const first = (await add(home)).body.id;
  const second = (await add({ ...home, givenName: '母', city: '長岡京市' })).body.id;
  const her = visitor({ sessionToken });
  const known = async () => (await storefront.checkout(her)).known;
  expect(await known()).toMatchObject({
    postalCode: '604-8081',
    city: '京都市中京区',
    street: '寺町1-2-3',
    phone: '090-1234-5678',
    familyKana: 'エンガワ',
    email: 'hanako@example.jp',
  });
  const prefer = { ...home, givenName: '母', city: '長岡京市', isDefault: true };
  await house.request('PUT', `${hersPath}/${second}`, prefer, headers);
  expect((await storefront.addresses(her))?.addresses).toMatchObject([
    { id: second, isDefault: true, givenName: '母' },
    { id: first, isDefault: false },
  ]);
  expect(await known()).toMatchObject({ city: '長岡京市' });
  await house.request('DELETE', `${hersPath}/${second}`, undefined, headers);
  expect((await storefront.checkout(her)).addresses).toMatchObject([
    { id: first, isDefault: true },
  ]);
  expect((await storefront.checkout(visitor())).addresses).toEqual([]);
  const shown = await house.request('GET', '/api/rights/me/package', undefined, headers);
  expect(JSON.stringify(shown.body)).toContain('寺町1-2-3');
  const kept = await transaction(house.db, {}, (tx) =>
    tx.client.query<{ all: string }>(
      `SELECT string_agg(a::text || encode(a.sealed, 'escape'), ' ') AS all FROM accounts.address a`,
    ),
  );
  expect(kept.rows[0]?.all).not.toMatch(/604-8081|090-1234/);
  await transaction(house.db, {}, (tx) => eraseRecords(tx, [recordId]));
  await house.settle();
  const left = await transaction(house.db, {}, (tx) =>
    tx.client.query('SELECT 1 FROM accounts.address WHERE record_id = $1', [recordId]),
  );
  expect(left.rows).toEqual([]);
});

test('an account keeps twenty addresses, also when many are sent at once', async ({ shop }) => {
  const { house } = shop;
  const { sessionToken } = await signUp(house);
  const headers = { authorization: `Bearer ${sessionToken}` };
  const answers = await Promise.all(
    Array.from({ length: 23 }, () => house.request('POST', hersPath, home, headers)),
  );
  const count = (status: number) => answers.filter((each) => each.status === status).length;
  expect([count(201), count(409)]).toEqual([20, 3]);
  const { body } = await house.request('GET', hersPath, undefined, headers);
  const usual = body.addresses.filter(({ isDefault }: { isDefault: boolean }) => isDefault);
  expect(usual).toHaveLength(1);
});
