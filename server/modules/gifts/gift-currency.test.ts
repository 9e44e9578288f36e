// A house may sell in several currencies: a gift is of that of the shop which sold it.
import { importProducts } from '#catalog';
import { formatId, newId } from '#kernel/ids';
import { type Tx, transaction } from '#kernel/transaction';
import { ensurePlace } from '#places';
import { expect, type TestHouse, test } from '#testing';

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
