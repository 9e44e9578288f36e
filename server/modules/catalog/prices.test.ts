import fc from 'fast-check';
import { transaction } from '#kernel/transaction';
import { openPlace } from '#places';
import { expect, type TestHouse, test } from '#testing';
import { addItem, changePrice, findPrices, type PriceToSet, priceKey } from './index.ts';

const at = (text: string) => Temporal.Instant.from(`${text}+09:00`);
const yen = (amountMinor: number, more: Partial<PriceToSet> = {}): PriceToSet => ({
  amountMinor,
  currency: 'JPY',
  validFrom: at('2020-01-01T00:00'),
  ...more,
});

async function open(house: TestHouse, code: string) {
  const place = { code, kind: 'store', nameJa: code, timeZone: 'Asia/Tokyo', currency: 'JPY' };
  return (await transaction(house.db, {}, (tx) => openPlace(tx, place))).id;
}

async function price(house: TestHouse, itemId: string, placeId: string | null, moment: string) {
  return transaction(house.db, {}, async (tx) => {
    const prices = await findPrices(tx, [{ itemId, placeId }], at(moment));
    return prices.get(priceKey(itemId, placeId));
  });
}

test('a place’s own price goes before the general one, and only there', async ({ house }) => {
  const [here, there] = [await open(house, 'here'), await open(house, 'there')];
  const id = await transaction(house.db, {}, async (tx) => {
    const itemId = await addItem(tx, { code: 'by-place', nameJa: '茶', price: yen(1000) });
    await changePrice(tx, itemId, yen(900, { placeId: here, validFrom: at('2019-01-01T00:00') }));
    return itemId;
  });
  expect((await price(house, id, here, '2026-01-01T12:00'))?.amountMinor).toBe(900);
  expect((await price(house, id, there, '2026-01-01T12:00'))?.amountMinor).toBe(1000);
  expect((await price(house, id, null, '2026-01-01T12:00'))?.amountMinor).toBe(1000);
});

test('the newest valid price wins, and when it ends the one before is back', async ({ house }) => {
  const id = await transaction(house.db, {}, async (tx) => {
    const itemId = await addItem(tx, { code: 'by-time', nameJa: '茶', price: yen(1000) });
    const sale = { validFrom: at('2026-01-01T00:00'), validUntil: at('2026-01-04T00:00') };
    await changePrice(tx, itemId, yen(700, sale));
    await changePrice(tx, itemId, yen(1100, { validFrom: at('2026-02-01T00:00') }));
    return itemId;
  });
  const amountAt = async (moment: string) => (await price(house, id, null, moment))?.amountMinor;
  expect(await amountAt('2019-12-31T23:59:59')).toBeUndefined();
  expect(await amountAt('2025-12-31T23:59:59')).toBe(1000);
  expect(await amountAt('2026-01-01T00:00')).toBe(700);
  expect(await amountAt('2026-01-04T00:00')).toBe(1000);
  expect(await amountAt('2026-02-01T00:00')).toBe(1100);
});

test('the tax rate is that of the Japanese day: 8% until the last second of September 2019', async ({
  house,
}) => {
  const [standard, reduced] = await transaction(house.db, {}, async (tx) => {
    const since = yen(100, { validFrom: at('1980-01-01T00:00') });
    const food = { code: 'food', nameJa: '米', taxClass: 'reduced' as const, price: since };
    return [
      await addItem(tx, { code: 'pan', nameJa: '鍋', price: since }),
      await addItem(tx, food),
    ];
  });
  const rateAt = async (id: string, moment: string) =>
    (await price(house, id, null, moment))?.taxRateBp;
  expect(await rateAt(standard ?? '', '2019-09-30T23:59:59')).toBe(800);
  expect(await rateAt(standard ?? '', '2019-10-01T00:00')).toBe(1000);
  expect(await rateAt(reduced ?? '', '2019-10-01T00:00')).toBe(800);
  expect(await rateAt(standard ?? '', '1997-04-01T00:00')).toBe(500);
  expect(await rateAt(standard ?? '', '1989-03-31T23:59:59')).toBe(0);
});

test('the day of a tax rate is that of the house’s clock', async ({ house }) => {
  const since = yen(1100, { validFrom: at('2019-01-01T00:00') });
  const itemId = await transaction(house.db, {}, (tx) =>
    addItem(tx, { code: 'abroad', nameJa: '茶わん', price: since }),
  );
  // Half past midnight of the first of October in Tokyo, the afternoon before in London.
  const moment = at('2019-10-01T00:30');
  const rateIn = (timeZone: string) =>
    transaction({ ...house.db, timeZone }, {}, async (tx) => {
      const prices = await findPrices(tx, [{ itemId, placeId: null }], moment);
      return prices.get(priceKey(itemId, null))?.taxRateBp;
    });
  expect(await rateIn('Asia/Tokyo')).toBe(1000);
  expect(await rateIn('Europe/London')).toBe(800);
});

test('prices are asked by the currency when one is named', async ({ house }) => {
  const id = await transaction(house.db, {}, async (tx) => {
    const itemId = await addItem(tx, { code: 'two', nameJa: '茶', price: yen(1000) });
    await changePrice(tx, itemId, { amountMinor: 550, currency: 'GBP' });
    return itemId;
  });
  const asked = [{ itemId: id, placeId: null, currency: 'JPY' }];
  const prices = await transaction(house.db, {}, (tx) => findPrices(tx, asked, tx.now));
  expect(prices.get(priceKey(id, null))).toMatchObject({ amountMinor: 1000, currency: 'JPY' });
});

type Priced = { place: number; from: number; lasts: number | null; amount: number };

/** The rule as a sentence: of those valid at the hour, the place's own before general, then the newest. */
function modelPrice(prices: readonly Priced[], place: number, hour: number): number | undefined {
  const valid = prices.filter(
    (each) =>
      (each.place === 0 || each.place === place) &&
      each.from <= hour &&
      (each.lasts === null || hour < each.from + each.lasts),
  );
  const own = valid.filter((each) => each.place === place && place !== 0);
  const choice = own.length > 0 ? own : valid.filter((each) => each.place === 0);
  const newest = Math.max(...choice.map((each) => each.from));
  return choice.findLast((each) => each.from === newest)?.amount;
}

test('any pile of prices is chosen from as the rule says', async ({ house }) => {
  const places = [null, await open(house, 'p1'), await open(house, 'p2')];
  const start = at('2026-01-01T00:00');
  const hourOf = (hour: number) => start.add({ hours: hour });
  const priced = fc.record({
    place: fc.integer({ min: 0, max: 2 }),
    from: fc.integer({ min: 0, max: 20 }),
    lasts: fc.option(fc.integer({ min: 1, max: 10 })),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(priced, { maxLength: 8 }), async (pile) => {
      number += 1;
      const code = `pile-${number}`;
      await transaction(house.db, {}, async (tx) => {
        const id = await addItem(tx, { code, nameJa: code });
        for (const { place, from, lasts, amount } of pile) {
          const placeId = places[place];
          await changePrice(tx, id, {
            amountMinor: amount,
            currency: 'JPY',
            validFrom: hourOf(from),
            ...(lasts === null ? {} : { validUntil: hourOf(from + lasts) }),
            ...(typeof placeId === 'string' ? { placeId } : {}),
          });
        }
        for (const hour of [0, 5, 10, 20, 31]) {
          const asked = places.map((placeId) => ({ itemId: id, placeId }));
          const found = await findPrices(tx, asked, hourOf(hour));
          places.forEach((placeId, place) => {
            const amount = found.get(priceKey(id, placeId))?.amountMinor;
            expect(amount).toBe(modelPrice(pile, place, hour));
          });
        }
      });
    }),
    { numRuns: 25 },
  );
});
