// What the page of her coupons is given. Types only.
import type { Visitor } from './contract.ts';

export type WalletCoupon = {
  readonly id: string;
  readonly title: string;
  /** When it holds, then what goes off. */
  readonly says: readonly string[];
  readonly standing: 'usable' | 'coming' | 'reserved' | 'used' | 'over' | 'stopped';
  readonly usesLeft: number;
  /** Instant texts. */
  readonly from: string | null;
  readonly until: string | null;
  readonly usedAt: string | null;
  /** Neither: nobody but the shop knows. */
  readonly isForShops: boolean;
  readonly isForWeb: boolean;
};

/** To be held under the reader of a till. */
export type ShownCoupon = WalletCoupon & {
  readonly code: string;
  /** A Code 128 of the code (data: address of an SVG). */
  readonly barcode: string;
};

export type CouponsPage = {
  readonly usable: readonly WalletCoupon[];
  readonly coming: readonly WalletCoupon[];
  readonly past: readonly WalletCoupon[];
  /** The one that was asked for, when it is hers and can be used. */
  readonly shown: ShownCoupon | null;
  /** Of the shop: in it, times are told. */
  readonly timeZone: string;
  readonly now: string;
};

export type ClaimAnswer =
  | { readonly couponId: string; readonly isNew: boolean }
  | { readonly refused: string };

export type CouponFront = {
  /** `shownId`: the one (typed id) to be shown at the till. Undefined when nobody is signed in. */
  coupons(visitor: Visitor, shownId?: string): Promise<CouponsPage | undefined>;
  /** A code that she was given becomes one of her coupons. */
  claimCoupon(visitor: Visitor, code: string): Promise<ClaimAnswer>;
};
