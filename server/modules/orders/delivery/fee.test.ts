import { deliveryDue, feeGivenBack, leftToFreeDelivery } from '@engawa/totals';
import { expect, test } from '#testing';
import { prefectures } from '../routing/prefecture-positions.ts';
import { priceOrder } from '../tender/tender.ts';
import { type DeliveryTerms, digitsOf, feeTo } from './fee.ts';
import { prefectureTo } from './load-fees.ts';

const terms: DeliveryTerms = {
  currency: 'JPY',
  feesMinor: prefectures.map((each) => (each === '北海道' ? 1100 : each === '沖縄県' ? 1650 : 660)),
  freeFromMinor: 5000,
  islandMinor: 700,
  islandCodes: ['907', '10015'],
  isIslandFree: false,
  exemptPlaceIds: [],
};
const to = (name: string, code?: string, more: Partial<DeliveryTerms> = {}) =>
  feeTo({ ...terms, ...more }, prefectures.indexOf(name), code);

test('each prefecture has its fee, and an island costs more by its postal code', () => {
  expect(prefectures).toHaveLength(47);
  expect([prefectures[0], prefectures[12], prefectures[46]]).toEqual([
    '北海道',
    '東京都',
    '沖縄県',
  ]);
  expect(to('北海道').feeMinor).toBe(1100);
  expect(to('東京都', '100-0001').feeMinor).toBe(660);
  expect(to('東京都', '100-1511').feeMinor).toBe(1360);
  expect(to('沖縄県', '〒907-0022').feeMinor).toBe(2350);
});

test('goods of enough are sent free, one yen less are not; an island still pays its part', () => {
  const fee = to('東京都', '100-0001');
  expect([4999, 5000, 5001].map((goods) => deliveryDue(fee, goods))).toEqual([660, 0, 0]);
  expect([4999, 5000].map((goods) => leftToFreeDelivery(fee, goods))).toEqual([1, null]);
  const island = to('沖縄県', '9070022');
  expect([4999, 5000].map((goods) => deliveryDue(island, goods))).toEqual([2350, 700]);
  const kind = to('沖縄県', '9070022', { isIslandFree: true });
  expect(deliveryDue(kind, 5000)).toBe(0);
  const never = to('東京都', '', { freeFromMinor: null });
  expect([deliveryDue(never, 1_000_000), leftToFreeDelivery(never, 10)]).toEqual([660, null]);
});

test('postal codes are read as they are typed, and say the prefecture', async () => {
  expect(['〒604-8081', '6048081', '604−8081'].map(digitsOf)).toEqual(
    Array.from({ length: 3 }, () => '6048081'),
  );
  expect(await prefectureTo({ postalCode: '604-8081' })).toBe('京都府');
  // The carrier goes by the code.
  expect(await prefectureTo({ postalCode: '907-0022', prefecture: '東京都' })).toBe('沖縄県');
  expect(await prefectureTo({ postalCode: '000-0000', prefecture: '東京都' })).toBe('東京都');
  expect(await prefectureTo({ address: '長野県松本市1-1' })).toBe('長野県');
  expect(await prefectureTo({ address: 'somewhere' })).toBe(undefined);
});

test('the fee bears 10 % beside goods at 8 %, and the tax of a rate is rounded once', () => {
  const policy = { pointsAs: 'discount', pointValueMinor: 1 } as const;
  const basis = { isTaxIncluded: true, rounding: 'floor' } as const;
  const price = (
    lines: { amountMinor: number; taxRateBp: number }[],
    { points = 0, fee = 660 } = {},
  ) =>
    priceOrder(
      lines,
      [{ method: 'points', amountMinor: points }, { method: 'card' }],
      basis,
      policy,
      [],
      fee,
    );
  expect(price([{ amountMinor: 540, taxRateBp: 800 }])).toMatchObject({
    taxes: [
      { rateBp: 1000, taxedMinor: 660, taxMinor: 60 },
      { rateBp: 800, taxedMinor: 540, taxMinor: 40 },
    ],
    goodsTaxes: [{ rateBp: 800, taxedMinor: 540, taxMinor: 40 }],
    itemsMinor: 540,
    deliveryMinor: 660,
    totalMinor: 1200,
  });
  // 108 and 665 apart would be 9 and 60; together they are 70.27, rounded down once.
  expect(price([{ amountMinor: 108, taxRateBp: 1000 }], { fee: 665 })).toMatchObject({
    taxes: [{ rateBp: 1000, taxedMinor: 773, taxMinor: 70 }],
  });
  // Points that are a discount lower the price of goods, not of carriage.
  expect(price([{ amountMinor: 540, taxRateBp: 800 }], { points: 540 })).toMatchObject({
    totalMinor: 660,
    taxes: [
      { rateBp: 1000, taxedMinor: 660, taxMinor: 60 },
      { rateBp: 800, taxedMinor: 0 },
    ],
  });
  expect(price([{ amountMinor: 540, taxRateBp: 800 }], { points: 541 })).toMatchObject({
    code: 'orders.points_too_many',
  });
});

test('the fee goes back with the whole when the house is at fault, and never otherwise', () => {
  expect(feeGivenBack(660, 'defect', true)).toBe(660);
  expect(feeGivenBack(660, 'wrong_item', true)).toBe(660);
  expect(feeGivenBack(660, 'defect', false)).toBe(0);
  expect(feeGivenBack(660, 'changed_mind', true)).toBe(0);
});
