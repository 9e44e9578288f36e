import { apportionDiscount } from '@engawa/totals';
import fc from 'fast-check';
import { findCart, openCart } from '#carts';
import { importProducts } from '#catalog';
import { ensureRecords } from '#customers';
import { performOne } from '#kernel/batch';
import { Refusal } from '#kernel/errors';
import { formatId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { ensureBearers, newBearerCode, post, proveLedger } from '#ledger';
import { findCoupons, importCoupons } from '#offers';
import { postFacts } from '#stock';
import { expect, openTestHouse, type TestHouse, test } from '#testing';
import { changeState, type OrderToPlace, placeOrder, takeReturn } from '../index.ts';
import { priceOrder, type Tender } from './tender.ts';

const basis = { isTaxIncluded: true, rounding: 'floor' } as const;
const policy = { pointsAs: 'discount', pointValueMinor: 1 } as const;

type Shop = { readonly placeId: string; readonly itemId: string; readonly recordId: string };

async function openShop(house: TestHouse, name: string, points = 0): Promise<Shop> {
  const owner = await house.as('owner');
  const place = { code: name, kind: 'store', nameJa: name };
  const { body } = await house.request('POST', '/api/places', place, owner);
  const placeId = parseId('place', body.id);
  return transaction(house.db, {}, async (tx) => {
    const [made] = await importProducts(tx, { source: name, currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '1000' },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    await postFacts(tx, [{ placeId, itemId, quantityMilli: 900_000, kind: 'opening' }]);
    const records = await ensureRecords(tx, { source: name }, [{ key: 'hanako' }]);
    const recordId = records.get('hanako')?.recordId ?? '';
    if (points > 0) {
      await performOne(tx, post, {
        kind: 'earn',
        account: { ownerKind: 'record', ownerId: recordId, unit: 'points' },
        amount: points,
        expiresAt: null,
        reference: `welcome:${name}`,
      });
    }
    return { placeId, itemId, recordId };
  });
}

function wish(shop: Shop, payment: Tender | readonly Tender[], more: Partial<OrderToPlace> = {}) {
  return {
    placeId: shop.placeId,
    handoverPlaceId: shop.placeId,
    fulfilment: 'pickup',
    channel: 'web',
    lines: [{ itemId: shop.itemId, quantityMilli: 1000 }],
    recordId: shop.recordId,
    payment,
    actor: 'test',
    ...more,
  } as const;
}

function sell(house: TestHouse, order: OrderToPlace) {
  return transaction(house.db, { timeoutMs: 20_000 }, (tx) => performOne(tx, placeOrder, order));
}

/** How many of fifty at once were placed, and what the others were told. */
async function fifty(house: TestHouse, order: OrderToPlace) {
  const codes = await Promise.all(
    Array.from({ length: 50 }, () =>
      sell(house, order).then(
        () => 'placed',
        (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
      ),
    ),
  );
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([k, v]) => [k, v.length]));
}

async function giveCoupon(
  house: TestHouse,
  code: string,
  terms: { readonly discountMinor: number },
) {
  const row = { row: 1, code, usesLeft: 1, currency: 'JPY', ...terms };
  await transaction(house.db, {}, (tx) => importCoupons(tx, { source: code }, [row]));
}

test('points good for one, fifty at once: one order, 49 clear refusals', async ({ house }) => {
  const shop = await openShop(house, 'points-50', 1000);
  const order = wish(shop, [{ method: 'points', amountMinor: 1000 }]);
  expect(await fifty(house, order)).toEqual({ placed: 1, 'ledger.short': 49 });
});

test('a gift card good for one, fifty at once: one order, 49 clear refusals', async ({ house }) => {
  const shop = await openShop(house, 'gift-50');
  const giftCode = newBearerCode();
  const unit = 'gift:JPY';
  await transaction(house.db, {}, async (tx) => {
    const bearers = await ensureBearers(tx, unit, [giftCode]);
    const account = { ownerKind: 'bearer', ownerId: bearers.get(giftCode) ?? '', unit } as const;
    const earn = { kind: 'earn', account, amount: 1000, expiresAt: null } as const;
    await performOne(tx, post, { ...earn, reference: giftCode });
  });
  const order = wish(shop, [{ method: 'gift', giftCode, amountMinor: 1000 }]);
  expect(await fifty(house, order)).toEqual({ placed: 1, 'ledger.short': 49 });
  const unknown = wish(shop, { method: 'gift', giftCode: newBearerCode() });
  expect(await fifty(house, unknown)).toEqual({ 'ledger.code_unknown': 50 });
  const proof = await transaction(house.db, {}, (tx) => proveLedger(tx));
  expect(proof.differences).toEqual([]);
});

test('a coupon good for one, fifty at once: one order, 49 clear refusals; an order that is cancelled or comes back as a whole gives it back', async ({
  house,
}) => {
  const shop = await openShop(house, 'coupon-50');
  await giveCoupon(house, 'SPRING-200', { discountMinor: 200 });
  const order = wish(shop, { method: 'cash' }, { couponCodes: ['ｓｐｒｉｎｇ 200'] });
  expect(await fifty(house, order)).toEqual({ placed: 1, 'offers.coupon_used': 49 });
  const { rows } = await house.db.pool.query<{ id: string; total: number }>(
    'SELECT id, total_minor::int AS total FROM orders.order WHERE place_id = $1',
    [shop.placeId],
  );
  expect(rows).toMatchObject([{ total: 800 }]);
  const left = async () => {
    const [coupon] = await transaction(house.db, {}, (tx) => findCoupons(tx, 'SPRING-200'));
    return coupon?.uses_left;
  };
  expect(await left()).toBe(0);
  await transaction(house.db, {}, (tx) => changeState(tx, rows[0]?.id ?? '', 'cancelled'));
  expect(await left()).toBe(1);
  const again = await sell(house, order);
  await transaction(house.db, {}, (tx) => changeState(tx, again.row.id, 'handed_over'));
  expect(await left()).toBe(0);
  const back = { orderId: again.row.id, placeId: shop.placeId, reason: 'changed_mind' };
  await transaction(house.db, {}, (tx) => takeReturn(tx, { ...back, lines: 'all' }));
  expect(await left()).toBe(1);
});

test('an order is paid by cash with change, a code and points; parts that do not sum are refused', async ({
  house,
}) => {
  const shop = await openShop(house, 'parts', 500);
  const clerk = await house.as('clerk');
  const body = (payments: object[]) => ({
    placeId: formatId('place', shop.placeId),
    fulfilment: 'carry_out',
    lines: [{ itemId: formatId('item', shop.itemId), quantity: 2 }],
    recordId: formatId('record', shop.recordId),
    payments,
  });
  const pay = (payments: object[]) => house.request('POST', '/api/orders', body(payments), clerk);
  const points = { method: 'points', amountMinor: 300 };
  const code = { method: 'jpqr', amountMinor: 500 };
  const paid = await pay([points, code, { method: 'cash', tenderedMinor: 2000 }]);
  expect(paid).toMatchObject({
    status: 201,
    body: { totalMinor: 1700, changeMinor: 800, pointsEarned: 15 },
  });
  expect(paid.body.paymentIds).toHaveLength(3);
  const alone = await house.request('POST', '/api/orders', {
    ...body([{ method: 'cash' }]),
    recordId: undefined,
  });
  expect(alone).toMatchObject({ status: 403, body: { code: 'orders.till_needed' } });
  const twice = await pay([points, { ...code, amountMinor: 1 }]);
  expect(twice.body.code).toBe('orders.payments_differ');
  const short = await pay([{ method: 'cash', tenderedMinor: 1999 }]);
  expect(short.body.code).toBe('orders.tendered_short');
  const many = await pay([{ method: 'points', amountMinor: 2001 }, { method: 'cash' }]);
  expect(many.body.code).toBe('orders.points_too_many');
});

test('what she chose is in her cart again when her card is declined', async () => {
  const house = await openTestHouse({ withJobs: true });
  const shop = await openShop(house, 'kept-cart');
  const { cart, token } = await transaction(house.db, {}, (tx) => openCart(tx, shop.placeId, null));
  await sell(house, wish(shop, { method: 'card', token: 'declined' }, { cartId: cart.id }));
  const lines = async () =>
    (await transaction(house.db, {}, (tx) => findCart(tx, { token })))?.lines;
  await expect
    .poll(lines, { timeout: 10_000 })
    .toMatchObject([{ item_id: shop.itemId, quantity_milli: 1000 }]);
  await house.drop();
});

test('the parts of an order sum to what it costs, whatever is taken off before', () => {
  const lines = fc.array(
    fc.record({
      amountMinor: fc.integer({ min: 0, max: 20_000 }),
      taxRateBp: fc.constantFrom(800, 1000),
    }),
    { minLength: 1, maxLength: 10 },
  );
  const amounts = fc.tuple(fc.nat(20_000), fc.nat(20_000), fc.nat(20_000));
  fc.assert(
    fc.property(lines, amounts, (goods, [couponWish, points, card]) => {
      const itemsMinor = goods.reduce((sum, each) => sum + each.amountMinor, 0);
      const couponMinor = Math.min(couponWish, itemsMinor);
      const tenders: Tender[] = [
        { method: 'points', amountMinor: points },
        { method: 'card', amountMinor: card },
        { method: 'cash' },
      ];
      const price = priceOrder(
        goods,
        tenders,
        basis,
        policy,
        apportionDiscount(couponMinor, goods),
      );
      if (price instanceof Refusal) {
        expect(points + card).toBeGreaterThan(
          Math.min(itemsMinor - couponMinor, points + card - 1),
        );
        return;
      }
      expect(price.totalMinor).toBe(itemsMinor - couponMinor - points);
      const paid = price.parts.reduce((sum, part) => sum + part.amountMinor, 0);
      expect(paid).toBe(price.totalMinor + points);
    }),
  );
});
