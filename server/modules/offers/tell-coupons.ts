// Coupons as people read them: what they are called and what they do, by their own terms or by their promotion's.
import type { Tx } from '#kernel/transaction';
import { findOffersNow } from './find-book.ts';
import type { Coupon } from './find-coupons.ts';
import { findNames, sayPromotion } from './say-promotion.ts';

type Sentence = { readonly ja: string; readonly en: string };

export type ToldCoupon = {
  readonly coupon: Coupon;
  readonly title: Sentence;
  readonly says: readonly Sentence[];
};

export async function tellCoupons(tx: Tx, coupons: readonly Coupon[]): Promise<ToldCoupon[]> {
  if (coupons.length === 0) {
    return [];
  }
  const { book } = await findOffersNow(tx);
  const known = coupons.flatMap((each) => book.byId.get(each.promotion_id ?? '') ?? []);
  const names = await findNames(tx, known);
  return coupons.map((coupon) => {
    const promotion = book.byId.get(coupon.promotion_id ?? '');
    const title = coupon.title ?? promotion?.nameJa ?? 'クーポン';
    const said = promotion === undefined ? undefined : sayPromotion(promotion, names);
    return {
      coupon,
      title: { ja: title, en: coupon.title ?? promotion?.nameEn ?? title },
      says: said === undefined ? [] : [...said.conditions, ...said.benefits],
    };
  });
}
