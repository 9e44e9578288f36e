// Who the basket is of, as one scan told it, and what a till without a line may reckon by itself.
import { type Basket, reckon } from './basket.ts';

export type MemberCoupon = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly endsAt: string | null;
  /** By terms of its own; both null where only the house knows. */
  readonly discountMinor: number | null;
  readonly discountBp: number | null;
};

export type MemberCard = {
  readonly nameJa: string;
  readonly nameEn: string | null;
  readonly stamps: number;
  readonly pending: number;
  readonly size: number;
};

/** What the house has promised this till of her value: POST /api/allowances. */
export type Promised = {
  readonly allowanceId: string;
  readonly points: number;
  readonly codes: readonly string[];
  readonly expiresAt: string;
};

export type Member = {
  /** What a sale is told by: the number of her card, or what else was scanned. */
  readonly code: string;
  readonly recordId: string | null;
  /** Null where only her card was checked. */
  readonly customerId: string | null;
  /** The code of her tier, where the house told. */
  readonly tier: string | null;
  readonly name: string | null;
  /** All that this till may take now; null where it may take none. */
  readonly points: number | null;
  readonly pending: number;
  readonly isFirstVisit: boolean;
  readonly coupons: readonly MemberCoupon[];
  readonly cards: readonly MemberCard[];
  readonly promised: Promised | null;
};

export const nobody: Member = {
  code: '',
  recordId: null,
  customerId: null,
  tier: null,
  name: null,
  points: null,
  pending: 0,
  isFirstVisit: false,
  coupons: [],
  cards: [],
  promised: null,
};

/** How much of her points she wants to use: in yen where it is a part. */
export type PointsWish = 'none' | 'all' | number;

/** What of her points pays for this basket, in yen: whole points, never more than is due. */
export function pointsOf(basket: Basket, dueMinor: number, pointValueMinor: number): number {
  const { member, pointsWish } = basket;
  const most = mostPoints(member, dueMinor, pointValueMinor);
  const wished = pointsWish === 'all' ? most : pointsWish === 'none' ? 0 : pointsWish;
  return Math.min(most, wished - (wished % pointValueMinor));
}

export function mostPoints(
  member: Member | null,
  dueMinor: number,
  pointValueMinor: number,
): number {
  return Math.min(
    Math.max(0, member?.points ?? 0) * pointValueMinor,
    dueMinor - (dueMinor % pointValueMinor),
  );
}

/** What a coupon takes off by its own terms; undefined where the house must be asked. */
export function couponOff(basket: Basket, coupon: MemberCoupon): number | undefined {
  const { totalMinor } = reckon({ ...basket, couponMinor: 0 });
  if (coupon.discountMinor !== null) {
    return Math.min(totalMinor, coupon.discountMinor);
  }
  return coupon.discountBp === null
    ? undefined
    : Math.floor((totalMinor * coupon.discountBp) / 10_000);
}

/** Without a line: the one of her promised coupons that takes most off. Several at once are the house's to judge. */
export function bestAway(
  basket: Basket,
): { readonly codes: string[]; readonly savesMinor: number } | undefined {
  const { member } = basket;
  const found = (member?.coupons ?? []).flatMap((coupon) => {
    const savesMinor = couponOff(basket, coupon);
    const isPromised = member?.promised?.codes.includes(coupon.code) === true;
    return savesMinor === undefined || savesMinor === 0 || !isPromised
      ? []
      : [{ codes: [coupon.code], savesMinor }];
  });
  return found.toSorted((a, b) => b.savesMinor - a.savesMinor)[0];
}
