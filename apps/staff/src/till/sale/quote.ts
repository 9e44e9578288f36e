// What a basket comes to by the house's own rules: promotions, its coupons, and which of her own would be best together.
import { answerOf } from '@engawa/client';
import { api } from '../../api.ts';
import { newId } from '../ids.ts';
import { type Basket, reckon } from './basket.ts';

/** Throws `Refused` with why a coupon does not apply, and `Unreachable`. */
export function quote(basket: Basket, couponCodes: readonly string[], placeId: string) {
  const { lines, discountMinor, member } = basket;
  const sale = {
    orderId: newId('order'),
    lines: lines.map((line) => ({
      ...(line.itemId === null ? { code: line.code } : { itemId: line.itemId }),
      name: line.name,
      quantity: line.quantityMilli / 1000,
      unitPriceMinor: line.unitPriceMinor,
      pricePer: line.pricePer,
      taxRateBp: line.taxRateBp,
      ...(line.discountMinor === 0 ? {} : { discountMinor: line.discountMinor }),
    })),
    ...(discountMinor === 0 ? {} : { discountMinor }),
    ...(member === null ? {} : { memberCode: member.code }),
    ...(member?.recordId === null || member === null ? {} : { recordId: member.recordId }),
    ...(basket.buyer === null ? {} : { buyer: basket.buyer }),
    couponCodes: [...couponCodes],
    payments: [{ method: 'cash' as const }],
    totalMinor: reckon(basket).totalMinor,
  };
  return answerOf(api.POST('/api/tills/quotes', { body: { placeId, sale } }));
}
