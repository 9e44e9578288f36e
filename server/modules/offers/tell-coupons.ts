// Coupons as people read them: what they are called, what they do and when they can be used, by their own terms or by
// their promotion's.
import { type Promotion, sayBenefit } from '@engawa/promotions';
import type { Tx } from '#kernel/transaction';
import { findOffersNow } from './find-book.ts';
import type { Coupon } from './find-coupons.ts';
import { findNames, sayToHolder } from './say-promotion.ts';

type Sentence = { readonly ja: string; readonly en: string };

export type ToldCoupon = {
  readonly coupon: Coupon;
  readonly title: Sentence;
  readonly says: readonly Sentence[];
  /** False: its promotion is not on, was ended or is paused. */
  readonly isOn: boolean;
  /** In its own time and in its promotion's. */
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
  /** Where it can be used; neither for one without terms that this house knows. */
  readonly isForShops: boolean;
  readonly isForWeb: boolean;
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
    const own = sayOwnTerms(coupon);
    const isKnown = promotion !== undefined || own.length > 0;
    return {
      coupon,
      title: { ja: title, en: coupon.title ?? promotion?.nameEn ?? promotion?.nameJa ?? 'Coupon' },
      says: promotion === undefined ? own : sayToHolder(promotion, names),
      isOn: coupon.promotion_id === null || promotion !== undefined,
      from: latest(coupon.valid_from, instantOf(promotion?.validFrom)),
      until: earliest(coupon.valid_until, instantOf(promotion?.validUntil)),
      isForShops: isKnown && isForChannels(promotion, ['pos']),
      isForWeb: isKnown && isForChannels(promotion, ['web', 'app']),
    };
  });
}

/** Nothing for a coupon of a promotion, or one that came in without terms. */
function sayOwnTerms({ discount_minor: minor, discount_bp: bp, currency }: Coupon): Sentence[] {
  if (minor === null && bp === null) {
    return [];
  }
  const calculator =
    minor === null ? { kind: 'percent' as const, bp: bp ?? 0 } : { kind: 'amount' as const, minor };
  const nameless = (id: string) => ({ ja: id, en: id });
  return [sayBenefit({ kind: 'off_order', calculator }, nameless, currency ?? '')];
}

function isForChannels(promotion: Promotion | undefined, wanted: readonly string[]): boolean {
  const allowed = (promotion?.conditions ?? []).flatMap((each) =>
    each.kind === 'on_channels' ? [each.channels] : [],
  );
  return allowed.every((channels) => channels.some((each) => wanted.includes(each)));
}

type Moment = { readonly epochMilliseconds: number };

function instantOf(moment: Moment | null | undefined): Temporal.Instant | null {
  return moment === null || moment === undefined
    ? null
    : Temporal.Instant.fromEpochMilliseconds(moment.epochMilliseconds);
}

function latest(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  return a === null || b === null ? (a ?? b) : Temporal.Instant.compare(a, b) > 0 ? a : b;
}

function earliest(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  return a === null || b === null ? (a ?? b) : Temporal.Instant.compare(a, b) < 0 ? a : b;
}
