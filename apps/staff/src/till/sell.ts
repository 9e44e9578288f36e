// From what was scanned or chosen to a line of the basket: its price and tax are those of now, by the house's clock.
import { play } from '../parts/sound.ts';
import { houseNow } from './book/clock.ts';
import { addLine, type BasketLine } from './sale/basket.ts';
import { priceAt, rateAt, type TillItem } from './shelf/line.ts';
import { changeBasket } from './till-state.ts';
import type { TillHead } from './use-counter.ts';

/** The line of an item; undefined where it has no price. */
function lineOf(item: TillItem, head: TillHead): BasketLine | undefined {
  const atMs = houseNow();
  const price = priceAt(item.prices, atMs);
  return price === undefined
    ? undefined
    : {
        key: crypto.randomUUID(),
        itemId: item.id,
        code: item.code,
        name: item.name,
        nameEn: item.nameEn,
        quantityMilli: 1000,
        unitPriceMinor: price,
        pricePer: item.pricePer,
        taxRateBp: rateAt(head.taxRates, item.taxClass, atMs),
        discountMinor: 0,
        discountReason: null,
        targets: item.targets,
      };
}

/** Puts one more into the basket; answers false where it has no price. */
export function sellItem(item: TillItem, head: TillHead): boolean {
  const line = lineOf(item, head);
  if (line === undefined) {
    play('bad');
    return false;
  }
  changeBasket((basket) => addLine(basket, line));
  play('good');
  return true;
}
