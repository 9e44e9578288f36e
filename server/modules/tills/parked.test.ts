// What the books could not take at first: a supervisor sees why, books it again when its cause is gone, or sets it aside.
import { afterAll, beforeAll, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { formatId, newId, parseId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { balancesOf } from '#ledger';
import { expect, type Json, openTestHouse, type TestHouse } from '#testing';

const clock = fixedClock('2026-11-22T01:00:00Z');
let house: TestHouse & { drop(): Promise<void> };
let owner: { authorization: string };
let placeId: string;
let bag: string;

beforeAll(async () => {
  house = await openTestHouse({ clock });
  owner = await house.as('owner');
  const shop = { code: 'parked', kind: 'store', nameJa: '本店' };
  placeId = (await ask('POST', '/api/places', shop)).body.id;
  const item = { code: 'BAG', nameJa: '袋', taxClass: 'standard', price: { amountMinor: 1100 } };
  bag = (await ask('POST', '/api/catalog/items', item)).body.id;
}, 60_000);

afterAll(() => house.drop());

function ask(method: 'GET' | 'POST' | 'PUT', url: string, body?: object, by = owner) {
  return house.request(method, url, body, by);
}

async function tell(...entries: readonly object[]): Promise<Json> {
  const answer = await ask('POST', '/api/tills/entries', { placeId, till: 'レジ1', entries });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.answers;
}

function entry(drawerId: string, kind: string, more: object, at = clock.now().toString()) {
  return { id: formatId('tillEntry', newId()), drawerId, kind, at, tillAt: at, ...more };
}

const lines = () => [
  { itemId: bag, name: '袋', quantity: 1, unitPriceMinor: 1100, taxRateBp: 1000 },
];
const orderId = () => formatId('order', newId());
const cash = (amountMinor: number) => ({ method: 'cash', amountMinor, tenderedMinor: amountMinor });

const parkedOf = async (entryId: string): Promise<Json> =>
  (await ask('GET', `/api/tills/conflicts?placeId=${placeId}`)).body.conflicts.find(
    (each: Json) => each.entryId === entryId && each.kind === 'not_booked',
  );

test('what was parked says why, is booked again when its cause is gone, once, and is answered as booked from then on', async () => {
  const drawerId = formatId('drawer', newId());
  const sale = entry(drawerId, 'sale', {
    sale: { orderId: orderId(), lines: lines(), payments: [cash(1100)], totalMinor: 1100 },
  });
  const of = (sale as Json).sale.orderId;
  const back = entry(drawerId, 'return', {
    return: {
      orderId: orderId(),
      ofOrderId: of,
      ofLines: [{ line: 1, quantity: 1, disposition: 'restocked' }],
      reason: 'changed_mind',
      refundAs: 'cash',
      totalMinor: -1100,
    },
  });
  // Another till tells of the return before that of the sale is heard of.
  const [, parked] = await tell(entry(drawerId, 'opened', { amountMinor: 5000 }), back);
  expect(parked).toMatchObject({ outcome: 'parked' });
  const shown = await parkedOf(back.id);
  expect(shown).toMatchObject({
    parked: { kind: 'return', totalMinor: -1100, refusal: parked.refusal },
  });
  const again = (entryId: string) => ask('POST', `/api/tills/entries/${entryId}/booking`, {});
  expect((await again(back.id)).body.code).toBe(parked.refusal.code);
  const plainly = `/api/tills/conflicts/${shown.id}/settlement`;
  expect((await ask('POST', plainly, { settlement: '確認済み' })).body.code).toBe(
    'tills.entry_parked',
  );
  await tell(sale);
  clock.move({ hours: 2 });
  const booked = await again(back.id);
  expect(booked, JSON.stringify(booked.body)).toMatchObject({
    status: 200,
    body: { outcome: 'booked', totalMinor: -1100, refusal: null },
  });
  expect((await again(back.id)).body.code).toBe('tills.entry_settled');
  expect(await tell(back)).toMatchObject([{ outcome: 'booked', totalMinor: -1100 }]);
  expect(await parkedOf(back.id)).toBeUndefined();
  const report = (await ask('GET', `/api/tills/drawers/${drawerId}/report`)).body;
  expect(report).toMatchObject({ parked: 0, sales: 1, returns: 1, netMinor: 0 });
});

test('a manager sets aside with a reason what will never be booked; a clerk cannot', async () => {
  const drawerId = formatId('drawer', newId());
  const odd = entry(drawerId, 'sale', {
    sale: { orderId: orderId(), lines: lines(), payments: [cash(1000)], totalMinor: 1000 },
  });
  await tell(entry(drawerId, 'opened', { amountMinor: 0 }), odd);
  const url = `/api/tills/entries/${odd.id}/set-aside`;
  const reason = { reason: '二重入力' };
  expect((await ask('POST', url, reason, await house.as('clerk'))).status).toBe(403);
  expect((await ask('POST', url, reason)).status).toBe(200);
  expect((await ask('POST', url, reason)).body.code).toBe('tills.entry_settled');
  expect(await parkedOf(odd.id)).toBeUndefined();
  const report = (await ask('GET', `/api/tills/drawers/${drawerId}/report`)).body;
  expect(report).toMatchObject({ parked: 0, sales: 0 });
});

test('a late sale with points is booked by what a point was worth at its time, or by what its till knew', async () => {
  const profile = { familyName: '縁側' };
  const signs = [{ kind: 'member', value: '9000-1', issuer: 'engawa' }];
  const member = { source: 'pos', key: 'late', profile, signs, provedBy: 'till' };
  const told = await ask('POST', '/api/customers/records', member);
  expect(told.status, JSON.stringify(told.body)).toBe(200);
  const { recordId } = told.body;
  const owed = async () => {
    const balances = await transaction(house.db, {}, (tx) =>
      balancesOf(tx, [parseId('record', recordId)]),
    );
    return balances.find(({ unit }) => unit === 'points')?.overdraft;
  };
  const worth = async (pointValueMinor: number) => {
    const { body: policy } = await ask('GET', '/api/orders/policy');
    const next = { ...policy, pointValueMinor, pointPerMinor: 0 };
    expect((await ask('PUT', '/api/orders/policy', next)).status).toBe(200);
  };
  await worth(1);
  const drawerId = formatId('drawer', newId());
  await tell(entry(drawerId, 'opened', { amountMinor: 0 }));
  const paysBy = (pointsMinor: number, more: object = {}, at = clock.now().toString()) =>
    entry(
      drawerId,
      'sale',
      {
        sale: {
          orderId: orderId(),
          lines: lines(),
          recordId,
          payments: [{ method: 'points', amountMinor: pointsMinor }, cash(1100 - pointsMinor)],
          totalMinor: 1100,
          ...more,
        },
      },
      at,
    );
  const late = paysBy(101);
  clock.move({ hours: 1 });
  await worth(2);
  clock.move({ hours: 1 });
  // By the terms of now 101 yen are no whole points.
  expect(await tell(paysBy(101))).toMatchObject([{ outcome: 'parked' }]);
  expect(await tell(late)).toMatchObject([{ outcome: 'booked', totalMinor: 999 }]);
  expect(await owed()).toBe(-101);
  // Away since before the change, and told so; a worth that the house never had is not believed.
  expect(await tell(paysBy(103, { pointValueMinor: 1 }))).toMatchObject([{ outcome: 'booked' }]);
  expect(await owed()).toBe(-204);
  expect(await tell(paysBy(500, { pointValueMinor: 500 }))).toMatchObject([{ outcome: 'booked' }]);
  expect(await owed()).toBe(-454);
});
