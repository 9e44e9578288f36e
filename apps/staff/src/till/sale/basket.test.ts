import { expect, test } from 'vitest';
import { addLine, type BasketLine, discount, emptyBasket, reckon, setQuantity } from './basket.ts';
import { addPart, changeOf, dueOf, likelyCash } from './tender.ts';

const line = (key: string, unitPriceMinor: number, taxRateBp = 1000): BasketLine => ({
  key,
  itemId: `itm_${key}`,
  code: key,
  name: key,
  nameEn: null,
  quantityMilli: 1000,
  unitPriceMinor,
  pricePer: 1,
  taxRateBp,
  discountMinor: 0,
  discountReason: null,
});

test('the same item scanned again is one more of its line, and none of it takes the line away', () => {
  const basket = addLine(addLine(emptyBasket, line('a', 100)), {
    ...line('b', 100),
    itemId: 'itm_a',
  });
  expect(basket.lines).toMatchObject([{ key: 'a', quantityMilli: 2000 }]);
  expect(setQuantity(basket, 'a', 0).lines).toEqual([]);
});

test('discounts come off lines and the whole, tax is rounded once a rate', () => {
  let basket = addLine(addLine(emptyBasket, line('a', 1100)), line('b', 1080, 800));
  basket = discount(basket, 'a', 100, 'damaged');
  basket = discount(basket, null, 208, 'staff');
  const reckoned = reckon(basket);
  expect(reckoned).toMatchObject({ itemsMinor: 2180, discountMinor: 308, totalMinor: 1872 });
  expect(reckoned.taxes.map(({ rateBp, taxedMinor }) => [rateBp, taxedMinor])).toEqual([
    [1000, 900],
    [800, 972],
  ]);
  expect(discount(basket, null, 9999, 'staff').discountMinor).toBe(2080);
});

test('several means pay together; change is of cash only, and nothing pays beyond the due', () => {
  const card = addPart(3000, [], { method: 'card', amountMinor: 1000 });
  const cash = addPart(3000, card, { method: 'cash', amountMinor: 5000 });
  expect(dueOf(3000, cash)).toBe(0);
  expect(changeOf(cash)).toBe(3000);
  expect(addPart(3000, cash, { method: 'card', amountMinor: 1 })).toBe(cash);
  expect(likelyCash(1280)).toEqual([1280, 1300, 1500, 2000, 5000, 10_000]);
});
