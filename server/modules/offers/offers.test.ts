import { newId } from '#kernel/ids';
import { transaction } from '#kernel/transaction';
import { expect, type TestHouse, test } from '#testing';
import {
  type CouponToImport,
  couponsOf,
  findCoupons,
  importCoupons,
  issueCoupons,
} from './index.ts';

const nextYear = Temporal.Instant.from('2099-01-01T00:00:00Z');

function bring(house: TestHouse, source: string, rows: readonly CouponToImport[]) {
  return transaction(house.db, {}, (tx) => importCoupons(tx, { source }, rows));
}

async function addPromotion(house: TestHouse): Promise<string> {
  const id = newId();
  await house.db.pool.query(
    `INSERT INTO offers.promotion (id, code, name_ja, state, created_at, updated_at)
     VALUES ($1, $2, '秋の福袋', 'active', now(), now())`,
    [id, id],
  );
  return id;
}

test('coupons come in with their terms once, and the sum is the table’s', async ({ house }) => {
  const recordId = newId();
  const rows: CouponToImport[] = [
    { row: 1, code: 'SUMMER10', recordId, discountBp: 1000, validUntil: nextYear },
    { row: 2, code: 'SUMMER10', recordId: newId(), discountBp: 1000 },
    { row: 3, code: 'YEN500', discountMinor: 500, currency: 'JPY', usesLeft: 3 },
    { row: 4, code: 'GONE', usedAt: Temporal.Instant.from('2026-01-01T00:00:00Z') },
    { row: 5, code: 'OLD', validUntil: Temporal.Instant.from('2020-01-01T00:00:00Z') },
  ];
  const first = await bring(house, 'old shop', rows);
  expect(first.outcomes.map((each) => each.outcome)).toEqual(rows.map(() => 'accepted'));
  expect(first.added).toEqual({ coupons: 5, usesLeft: 6 });
  const again = await bring(house, 'old shop', rows);
  expect(again.outcomes.every((each) => each.outcome === 'unchanged')).toBe(true);
  expect(again).toMatchObject({ added: { coupons: 0 }, total: first.total });
  const shared = await transaction(house.db, {}, (tx) => findCoupons(tx, 'ｓｕｍｍｅｒ-10'));
  expect(shared).toHaveLength(2);
  const mine = await transaction(house.db, {}, (tx) => couponsOf(tx, [recordId]));
  expect(mine).toMatchObject([{ code: 'SUMMER10', discount_bp: 1000, state: 'issued' }]);
  const states = await Promise.all(
    ['GONE', 'OLD'].map((code) => transaction(house.db, {}, (tx) => findCoupons(tx, code))),
  );
  expect(states.flat().map((each) => each.state)).toEqual(['used', 'expired']);
});

test('a bad row is rejected with its reason and the rest comes in', async ({ house }) => {
  const { outcomes, added } = await bring(house, 'odd shop', [
    { row: 1, code: 'A', discountMinor: 100 },
    { row: 2, code: 'B', discountBp: 10_001 },
    { row: 3, code: 'C', discountBp: 100, discountMinor: 1, currency: 'JPY' },
    { row: 4, code: 'D', usesLeft: -1 },
    { row: 5, code: 'E', validFrom: nextYear, validUntil: nextYear },
    { row: 6, code: 'F', discountBp: 10_000 },
  ]);
  expect(outcomes.map((each) => each.refusal?.code ?? each.outcome)).toEqual([
    'offers.terms_odd',
    'offers.terms_odd',
    'offers.terms_odd',
    'offers.uses_odd',
    'offers.time_odd',
    'accepted',
  ]);
  expect(added.coupons).toBe(1);
});

test('an issued coupon is found by its code, and no table or event holds the code in clear', async ({
  house,
}) => {
  const promotionId = await addPromotion(house);
  const recordId = newId();
  const issued = await transaction(house.db, {}, (tx) =>
    issueCoupons(tx, { promotionId, validUntil: nextYear }, [recordId, null]),
  );
  const code = issued[0]?.code ?? '';
  const found = await transaction(house.db, {}, (tx) => findCoupons(tx, code.toLowerCase()));
  expect(found).toMatchObject([{ id: issued[0]?.couponId, record_id: recordId, uses_left: 1 }]);
  const { rows } = await house.db.pool.query<{ text: string }>(
    `SELECT string_agg(t, ' ') AS text FROM (SELECT c::text || encode(code_sealed, 'escape') AS t
       FROM offers.coupon c UNION ALL SELECT data::text FROM kernel.event WHERE type LIKE 'offers.%') everything`,
  );
  expect(rows[0]?.text).not.toContain(code);
});

test('coupons of an unknown promotion are refused', async ({ house }) => {
  await expect(
    transaction(house.db, {}, (tx) => issueCoupons(tx, { promotionId: newId() }, [null])),
  ).rejects.toMatchObject({ code: 'offers.promotion_unknown' });
});
