// What was chosen elsewhere on the tablet, put into the basket of the till: at the price that the house has just told.
import type { Answer } from '@engawa/client';
import { tryParseId } from '@engawa/shapes';
import { addLine } from './sale/basket.ts';
import { changeBasket } from './till-state.ts';

type Item = Answer<'/api/catalog/items/{itemId}'>;

/** Answers false where it has no price here. */
export function putInBasket(item: Item, quantity: number): boolean {
  const { id, code, name, price, pricePer } = item;
  if (price === null) {
    return false;
  }
  changeBasket((basket) =>
    addLine(basket, {
      key: crypto.randomUUID(),
      itemId: id,
      code,
      name: name.ja,
      nameEn: name.en,
      quantityMilli: Math.round(quantity * 1000),
      unitPriceMinor: price.amountMinor,
      pricePer,
      taxRateBp: price.taxRateBp,
      discountMinor: 0,
      discountReason: null,
      targets: {
        productId: tryParseId('product', item.productId) ?? id,
        categoryId: tryParseId('category', item.categoryId ?? '') ?? null,
        brandId: tryParseId('brand', item.brandId ?? '') ?? null,
        isWeighed: item.isWeighed || item.unit !== 'each',
        isFee: item.kind === 'fee',
      },
    }),
  );
  return true;
}
