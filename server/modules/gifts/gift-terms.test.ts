// By whose terms a gift is sold: the currency of its shop, and what the house does with goods that nobody took in time.
import { importProducts } from '#catalog';
import { fixedClock } from '#kernel/clock';
import { formatId, newId, parseId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { proveLedger } from '#ledger';
import { findPaymentsOfOrders, recordAuthorisation } from '#payments';
import { ensurePlace } from '#places';
import { postFacts } from '#stock';
import { test as base, expect, type Json, openTestHouse, type TestHouse } from '#testing';
import { endGifts, remindGifts } from './jobs.ts';

const clock = fixedClock('2026-11-22T03:00:00Z');
const test = base.extend<{ house: TestHouse }>({
  house: [
    async ({}, use) => {
      const house = await openTestHouse({ clock });
      await use(house);
      await house.drop();
    },
    { scope: 'file' },
  ],
});

const work = <Answer>(house: TestHouse, run: (tx: Tx) => Promise<Answer>) =>
  transaction(house.db, { actor: 'test' }, run);

async function buy(house: TestHouse, by: Record<string, string>, body: object) {
  const receivers = [{ label: 'おばあちゃん' }];
  const giver = { giverName: '花子', email: 'hanako@example.jp', payment: { method: 'cash' } };
  const answer = await house.request('POST', '/api/gifts', { receivers, ...giver, ...body }, by);
  await house.settle();
  await house.settle();
  return answer;
}

test('a gift is of the currency of the shop that sells it, to the penny, and is paid with there', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const place = await work(house, (tx) =>
    ensurePlace(tx, {
      timeZone: 'Europe/London',
      currency: 'GBP',
      kind: 'store',
      code: 'london',
      nameJa: 'ロンドン店',
    }),
  );
  const placeId = formatId('place', place.id);
  const [mug] = await work(house, (tx) =>
    importProducts(tx, { source: 'london', currency: 'GBP' }, [
      { code: 'mug', name: 'mug', kind: 'fee', price: '12.50' },
    ]),
  );
  const mugId = formatId('item', mug !== undefined && 'itemId' in mug ? (mug.itemId ?? '') : '');
  const bought = await buy(house, owner, { placeId, amountMinor: 1550 });
  expect(bought.status, JSON.stringify(bought.body)).toBe(201);
  const order = `/api/orders/${bought.body.orderId}`;
  expect((await house.request('GET', order, undefined, owner)).body).toMatchObject({
    totalMinor: 1550,
    currency: 'GBP',
  });
  const [gift] = bought.body.gifts;
  const taken = await house.request('POST', '/api/gifts/claim', {
    token: gift.token,
    claimKey: `key-${newId()}`,
  });
  expect(taken.status, JSON.stringify(taken.body)).toBe(201);
  const { code } = taken.body;
  const sold = await house.request(
    'POST',
    '/api/orders',
    {
      placeId,
      fulfilment: 'carry_out',
      lines: [{ itemId: mugId, quantity: 1 }],
      payments: [{ method: 'gift', giftCode: code }],
    },
    owner,
  );
  expect(sold, JSON.stringify(sold.body)).toMatchObject({
    status: 201,
    body: { totalMinor: 1250 },
  });
  expect((await house.request('POST', '/api/gifts/balance', { code })).body).toEqual({
    availableMinor: 300,
    currency: 'GBP',
  });
  const odd = await buy(house, owner, { placeId, amountMinor: 99 });
  expect(odd.body).toMatchObject({ code: 'gifts.amount_odd' });
  expect(odd.body.detail).toContain('1.00 GBP');
});

test('goods that nobody took are kept, or given back to the buyer as they were paid, once; value is over; she is told before and after', async ({
  house,
}) => {
  const owner = await house.as('owner');
  const shop = await work(house, async (tx) => {
    const place = await ensurePlace(tx, {
      timeZone: 'Asia/Tokyo',
      currency: 'JPY',
      kind: 'store',
      code: 'ends',
      nameJa: '寺町店',
    });
    const [made] = await importProducts(tx, { source: 'ends', currency: 'JPY' }, [
      { code: 'cup', name: '湯のみ', price: '2200' },
    ]);
    const itemId = made !== undefined && 'itemId' in made ? (made.itemId ?? '') : '';
    await postFacts(tx, [
      { placeId: place.id, itemId, quantityMilli: 9000, kind: 'opening' as const },
    ]);
    return { placeId: formatId('place', place.id), itemId: formatId('item', itemId) };
  });
  const { placeId, itemId } = shop;
  const card = { payment: { method: 'card', token: 'ok' } };
  const bought = async (body: object): Promise<Json> => {
    const { body: gifts } = await buy(house, owner, { placeId, days: 20, ...body });
    const { orderId, manageToken } = gifts;
    await work(house, async (tx) => {
      for (const row of await findPaymentsOfOrders(tx, [parseId('order', orderId)])) {
        await recordAuthorisation(tx, row.id, { state: 'captured', reference: newId() });
      }
    });
    await house.settle();
    return { orderId, manageToken };
  };
  const end = async () => {
    clock.move({ hours: 24 * 7 });
    await remindGifts.run(house.db, {});
    clock.move({ hours: 24 * 14 });
    await endGifts.run(house.db, {});
    await endGifts.run(house.db, {});
    await house.settle();
  };
  const refundOf = async ({ manageToken }: Json) =>
    (await house.request('POST', '/api/gifts/sent', { manageToken })).body.purchases[0].gifts[0];
  const refundedOf = async ({ orderId }: Json) =>
    (
      await house.db.pool.query(
        `SELECT coalesce(sum(r.amount_minor), 0)::int AS sum FROM payments.refund r
         JOIN payments.payment p ON p.id = r.payment_id WHERE p.order_id = $1`,
        [parseId('order', orderId)],
      )
    ).rows[0].sum;

  const kept = await bought({ itemId, ...card });
  await end();
  expect(await refundOf(kept)).toMatchObject({ state: 'expired', refund: null });

  const set = await house.request('PUT', '/api/gifts/settings', { unclaimed: 'refund' }, owner);
  expect(set.status, JSON.stringify(set.body)).toBe(200);
  const [byCard, value, byCash] = [
    await bought({ itemId, ...card }),
    await bought({ amountMinor: 3000, ...card }),
    await bought({ itemId }),
  ];
  await end();
  expect(await refundOf(byCard)).toMatchObject({ state: 'expired', refund: 'done' });
  expect(await refundedOf(byCard)).toBe(2200);
  expect(await refundOf(value)).toMatchObject({ state: 'expired', refund: null });
  const waits = await refundOf(byCash);
  expect(waits).toMatchObject({ state: 'expired', refund: 'counter' });
  const counter = () => house.request('POST', `/api/gifts/${waits.id}/revoke`, { placeId }, owner);
  expect((await counter()).status).toBe(200);
  expect((await counter()).body.code).toBe('gifts.revoked');
  expect(await refundedOf(byCash)).toBe(2200);
  expect([await refundedOf(kept), await refundedOf(value)]).toEqual([0, 0]);

  const { rows } = await house.db.pool.query(
    `SELECT template, count(*)::int AS count FROM messages.message
     WHERE template IN ('gift_untaken', 'gift_ended') GROUP BY 1`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.template, row.count]))).toEqual({
    gift_untaken: 4,
    gift_ended: 4,
  });
  expect((await work(house, proveLedger)).differences).toEqual([]);
});
