// What a merge does to what is under way: a checkout keeps its record, points spent stay spent where they were
// taken, and an erased record of a merged customer takes nothing from the others.
import { importProducts } from '#catalog';
import {
  createGuestRecords,
  ensureRecords,
  eraseCustomerRecords,
  holdCustomer,
  linkRecords,
  withdrawLink,
} from '#customers';
import { perform } from '#kernel/batch';
import { formatId, newId } from '#kernel/ids';
import { createSession } from '#kernel/sessions';
import { type Tx, transaction } from '#kernel/transaction';
import { balancesOf, post, proveLedger, spendTogether } from '#ledger';
import { importCoupons } from '#offers';
import { findPlacesByCode } from '#places';
import { postFacts } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';

const unit = 'points';

async function openShop(
  house: TestHouse,
  name: string,
): Promise<{ placeId: string; webId: string; itemId: string }> {
  const owner = await house.as('owner');
  const open = (code: string, kind: string) =>
    house.request('POST', '/api/places', { code, kind, nameJa: code }, owner);
  const place = await open(name, 'store');
  const web = await open(`${name}-web`, 'web');
  const itemId = await transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1100' },
    ]);
    const id = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    const places = await findPlacesByCode(tx, [name]);
    await postFacts(
      tx,
      places.map((row) => ({ placeId: row.id, itemId: id, quantityMilli: 9000, kind: 'opening' })),
    );
    return id;
  });
  return { placeId: place.body.id, webId: web.body.id, itemId: formatId('item', itemId) };
}

const join = (tx: Tx, one: string, other: string) =>
  linkRecords(tx, { records: [one, other], kind: 'person', strength: 'certain', source: 'test' });
const earn = (tx: Tx, ownerId: string, amount: number, days: number) =>
  perform(tx, post, [
    {
      kind: 'earn',
      account: { ownerKind: 'record', ownerId, unit },
      amount,
      reference: formatId('order', newId()),
      expiresAt: tx.now.add({ hours: 24 * days }),
    },
  ]);
const pointsOf = async (house: TestHouse, ids: readonly string[]) => {
  const rows = await transaction(house.db, {}, (tx) => balancesOf(tx, ids));
  return ids.map((id) => rows.find((row) => row.recordId === id)?.available ?? 0);
};

test('a merge during a checkout changes neither the order’s record nor its sum; parting gives it back', {
  timeout: 90_000,
}, async ({ house }) => {
  const shop = await openShop(house, 'under-way');
  const key = newId();
  const { account, other, token } = await transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const recordId = made.get(key)?.recordId ?? '';
    const [guest = ''] = await createGuestRecords(tx, [{ fullName: '縁側 花子' }]);
    const session = await createSession(tx, {
      kind: 'customer',
      principalId: recordId,
      lifetime: { hours: 1 },
    });
    return { account: recordId, other: guest, token: session.token };
  });
  const order = {
    placeId: shop.webId,
    fulfilment: 'pickup',
    handoverPlaceId: shop.placeId,
    lines: [{ itemId: shop.itemId, quantity: 1 }],
    contact: { familyName: '縁側', givenName: '花子', email: 'hanako@example.com' },
    payment: { method: 'cash' },
  };
  const [placed, linkId] = await Promise.all([
    house.request('POST', '/api/orders', order, { authorization: `Bearer ${token}` }),
    transaction(house.db, {}, (tx) => join(tx, account, other)),
  ]);
  expect(placed.status).toBeLessThan(300);
  const owner = await house.as('owner');
  const shown = async () =>
    (await house.request('GET', `/api/orders/${placed.body.id}`, undefined, owner)).body;
  const merged = await shown();
  expect(merged.recordId).toBe(formatId('record', account));
  await transaction(house.db, {}, (tx) => withdrawLink(tx, linkId, 'mistaken'));
  const parted = await shown();
  expect(parted.recordId).toBe(formatId('record', account));
  expect(parted.totalMinor ?? parted.total).toEqual(merged.totalMinor ?? merged.total);
  expect(parted.customerId).not.toBeNull();
});

/** An account with a session and a card of hers, 300 and 500 points, joined in some way. */
async function openTwo(house: TestHouse, kind: 'person' | 'score') {
  const key = newId();
  return transaction(house.db, {}, async (tx) => {
    const made = await ensureRecords(tx, { source: 'web', kind: 'account' }, [{ key }]);
    const account = made.get(key)?.recordId ?? '';
    const [card = ''] = await createGuestRecords(tx, [{ fullName: '縁側 花子' }]);
    const { token } = await createSession(tx, {
      kind: 'customer',
      principalId: account,
      lifetime: { hours: 1 },
    });
    await earn(tx, account, 300, 300);
    await earn(tx, card, 500, 10);
    const records = [account, card] as const;
    const linkId = await linkRecords(tx, { records, kind, strength: 'strong', source: 'test' });
    return { account, card, linkId, herself: { authorization: `Bearer ${token}` } };
  });
}

const pickup = (shop: Awaited<ReturnType<typeof openShop>>, points: number) => ({
  placeId: shop.webId,
  fulfilment: 'pickup',
  handoverPlaceId: shop.placeId,
  lines: [{ itemId: shop.itemId, quantity: 1 }],
  contact: { familyName: '縁側', email: 'hanako@example.com' },
  payments: [{ method: 'points', amountMinor: points }, { method: 'cash' }],
});

test('a merged customer pays with the points of all her records; cancelled, each point goes home', {
  timeout: 90_000,
}, async ({ house }) => {
  const shop = await openShop(house, 'together');
  const { account, card, linkId, herself } = await openTwo(house, 'person');
  const buy = (points: number) =>
    house.request('POST', '/api/orders', pickup(shop, points), herself);
  const placed = await buy(600);
  expect(placed).toMatchObject({ status: 201, body: { totalMinor: 500 } });
  // The card's points end first: they go whole, and 100 of the account's.
  expect(await pointsOf(house, [account, card])).toEqual([200, 0]);
  expect((await buy(201)).body.code).toBe('ledger.short');
  const owner = await house.as('owner');
  const path = `/api/orders/${placed.body.id}/state`;
  const cancelled = await house.request('POST', path, { to: 'cancelled' }, owner);
  expect(cancelled.status).toBe(200);
  expect(await pointsOf(house, [account, card])).toEqual([300, 500]);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, linkId, 'mistaken'));
  expect((await buy(301)).body.code).toBe('ledger.short');
});

test('points of several records are kept while her card is asked, and spent or let go with its answer', {
  timeout: 90_000,
}, async () => {
  const house = await openTestHouse({ withJobs: true });
  const shop = await openShop(house, 'card');
  const { account, card, herself } = await openTwo(house, 'person');
  const buy = (token: string) =>
    house.request(
      'POST',
      '/api/orders',
      {
        ...pickup(shop, 0),
        payments: [
          { method: 'points', amountMinor: 600 },
          { method: 'card', token },
        ],
      },
      herself,
    );
  expect((await buy('declined')).status).toBe(201);
  await expect
    .poll(() => pointsOf(house, [account, card]), { timeout: 20_000 })
    .toEqual([300, 500]);
  expect((await buy('ok')).status).toBe(201);
  await expect.poll(() => pointsOf(house, [account, card]), { timeout: 20_000 }).toEqual([200, 0]);
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
  await house.drop();
});

test('what a score alone has joined is spent at the till, where somebody looks at her, and not by herself', {
  timeout: 90_000,
}, async ({ house }) => {
  const shop = await openShop(house, 'score');
  const { account, card, herself } = await openTwo(house, 'score');
  const alone = await house.request('POST', '/api/orders', pickup(shop, 301), herself);
  expect(alone.body.code).toBe('ledger.short');
  const owner = await house.as('owner');
  const sale = {
    placeId: shop.placeId,
    fulfilment: 'carry_out',
    recordId: formatId('record', account),
    lines: [{ itemId: shop.itemId, quantity: 1 }],
    payments: [{ method: 'points', amountMinor: 600 }, { method: 'cash' }],
  };
  expect((await house.request('POST', '/api/orders', sale, owner)).status).toBe(201);
  expect(await pointsOf(house, [card])).toEqual([0]);
});

test('a coupon of one of her records is taken off an order of another, until they part', {
  timeout: 90_000,
}, async ({ house }) => {
  const shop = await openShop(house, 'coupon');
  const { card, linkId, herself } = await openTwo(house, 'person');
  await transaction(house.db, {}, (tx) =>
    importCoupons(tx, { source: 'card' }, [
      {
        row: 1,
        code: 'HERS-200',
        usesLeft: 2,
        currency: 'JPY',
        discountMinor: 200,
        recordId: card,
      },
    ]),
  );
  const { payments: _, ...plain } = pickup(shop, 0);
  const order = { ...plain, payment: { method: 'cash' }, couponCodes: ['HERS-200'] };
  const buy = () => house.request('POST', '/api/orders', order, herself);
  expect(await buy()).toMatchObject({ status: 201, body: { totalMinor: 900 } });
  await transaction(house.db, {}, (tx) => withdrawLink(tx, linkId, 'mistaken'));
  expect((await buy()).body.code).toBe('offers.coupon_unknown');
});

test('an unmerge with a point already spent: it stays spent with the record whose lot it was, the rest goes home', async ({
  house,
}) => {
  const [one = '', other = ''] = await transaction(house.db, {}, (tx) =>
    createGuestRecords(tx, [{}, {}]),
  );
  const linkId = await transaction(house.db, {}, async (tx) => {
    await earn(tx, one, 300, 10);
    await earn(tx, other, 500, 300);
    return join(tx, one, other);
  });
  const spend = (amount: number) =>
    transaction(house.db, {}, async (tx) =>
      spendTogether(tx, {
        recordIds: await holdCustomer(tx, other),
        unit,
        amount,
        reference: formatId('order', newId()),
      }),
    );
  await spend(400);
  // The lot that ends first is taken first, whoever of the two it belongs to.
  expect(await pointsOf(house, [one, other])).toEqual([0, 400]);
  await expect(spend(401)).rejects.toThrow('ledger.short');
  await transaction(house.db, {}, (tx) => withdrawLink(tx, linkId, 'mistaken'));
  expect(await pointsOf(house, [one, other])).toEqual([0, 400]);
  const alone = transaction(house.db, {}, async (tx) =>
    spendTogether(tx, {
      recordIds: await holdCustomer(tx, one),
      unit,
      amount: 1,
      reference: formatId('order', newId()),
    }),
  );
  await expect(alone).rejects.toThrow('ledger.short');
});

test('erasure of one record of a merged customer leaves the others hers, and parting still works', async ({
  house,
}) => {
  const ids = await transaction(house.db, {}, (tx) =>
    createGuestRecords(tx, [{ fullName: '甲' }, { fullName: '乙' }, { fullName: '丙' }]),
  );
  const [a = '', b = '', c = ''] = ids;
  const [, second] = await transaction(house.db, {}, async (tx) => [
    await join(tx, a, b),
    await join(tx, b, c),
  ]);
  await transaction(house.db, {}, async (tx) => {
    await earn(tx, a, 100, 30);
    await earn(tx, c, 200, 30);
    await eraseCustomerRecords(tx, [b]);
  });
  const held = await transaction(house.db, {}, (tx) => holdCustomer(tx, a));
  expect(held).toEqual(ids.toSorted());
  expect(await pointsOf(house, [a, c])).toEqual([100, 200]);
  await transaction(house.db, {}, (tx) => withdrawLink(tx, second ?? '', 'asked'));
  expect(await transaction(house.db, {}, (tx) => holdCustomer(tx, c))).toEqual([c]);
  expect(await pointsOf(house, [a, c])).toEqual([100, 200]);
});
