// Prices as shops write them: a round price before tax, the tax included, and what the article costs the shop.
import { japaneseSupermarket } from './figures.ts';

type PriceFigures = {
  readonly priceYen: number;
  readonly costYen: number;
  readonly taxRateBp: 800 | 1000;
};

/** Food is taxed at 8% and bought at the supermarket's cost; crafts at 10%, bought at 55% (made up). */
export function figuresOfPrice(yen: number, isFood: boolean): PriceFigures {
  const taxRateBp = isFood ? 800 : 1000;
  const step = yen < 1000 ? 10 : yen < 5000 ? 50 : 100;
  const beforeTax = Math.round(yen / step) * step;
  return {
    priceYen: Math.floor((beforeTax * (10_000 + taxRateBp)) / 10_000),
    costYen: Math.round(beforeTax * (isFood ? japaneseSupermarket.costShareOfPrice : 0.55)),
    taxRateBp,
  };
}
