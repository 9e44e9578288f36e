// What a piece costs and which rate of tax it has, eaten in or taken out. The rate is known from what she said when she
// ordered (国税庁 Q&A 個別事例編 問58: the intention at the time of sale); the price of each is one with its tax in it,
// so that no price is reckoned from another.
import type { ItemPrice } from '#catalog';
import type { Choice } from './choice.ts';
import type { MenuItemRow } from './store.ts';

/** Rates of the day of the order, by class: 1000 is 10%. */
export type TaxRates = ReadonlyMap<string, number>;

export type PieceOfMenu = {
  readonly unitPriceMinor: number;
  readonly taxRateBp: number;
};

export function pieceOf(
  item: Pick<MenuItemRow, 'out_price_minor' | 'is_reduced_out'>,
  price: ItemPrice,
  choice: Pick<Choice, 'deltaMinor'>,
  isEatenIn: boolean,
  rates: TaxRates,
): PieceOfMenu {
  const baseMinor = isEatenIn ? price.amountMinor : (item.out_price_minor ?? price.amountMinor);
  const taxClass = !isEatenIn && item.is_reduced_out ? 'reduced' : 'standard';
  return {
    unitPriceMinor: Math.max(0, baseMinor + choice.deltaMinor),
    taxRateBp: rates.get(taxClass) ?? price.taxRateBp,
  };
}
