// All coupons of a customer, each with where it stands: what she can use now, what she can use later, and what is used
// or over.
import type { Tx } from '#kernel/transaction';
import { couponsOf, openCoupon } from './find-coupons.ts';
import { listPastCouponRows } from './store.ts';
import { type ToldCoupon, tellCoupons } from './tell-coupons.ts';

/** reserved: taken by an order or kept for a till, and given back if it comes to nothing. stopped: by the house. */
export type Standing = 'usable' | 'coming' | 'reserved' | 'used' | 'over' | 'stopped';

export type WalletCoupon = ToldCoupon & {
  readonly standing: Standing;
  readonly usedAt: Temporal.Instant | null;
};

export type Wallet = {
  /** Those that end first in front. */
  readonly usable: readonly WalletCoupon[];
  /** Those that begin first in front. */
  readonly coming: readonly WalletCoupon[];
  /** The latest first, 50 at most. */
  readonly past: readonly WalletCoupon[];
};

const pastMax = 50;

/** `recordIds`: all records (uuids) of one customer. */
export async function viewWallet(tx: Tx, recordIds: readonly string[]): Promise<Wallet> {
  const past = await listPastCouponRows(tx, recordIds, pastMax);
  const pastOf = new Map(past.map((row) => [row.id, row]));
  const own = await couponsOf(tx, recordIds);
  const told = await tellCoupons(tx, [...own, ...past.map((row) => openCoupon(tx, row))]);
  const stood = told.map((each): WalletCoupon => {
    const row = pastOf.get(each.coupon.id);
    return {
      ...each,
      standing: standingOf(tx.now, each, row?.is_reserved),
      usedAt: row?.used_at ?? null,
    };
  });
  const among = (...standings: Standing[]) =>
    stood.filter(({ standing }) => standings.includes(standing));
  return {
    usable: among('usable').toSorted((a, b) => before(a.until, b.until)),
    coming: among('coming').toSorted((a, b) => before(a.from, b.from)),
    past: [...among('reserved'), ...among('used', 'over', 'stopped')],
  };
}

function standingOf(
  now: Temporal.Instant,
  { coupon, isOn, from, until }: ToldCoupon,
  isReserved: boolean | undefined,
): Standing {
  if (coupon.uses_left === 0) {
    return isReserved === true ? 'reserved' : 'used';
  }
  if (until !== null && Temporal.Instant.compare(until, now) <= 0) {
    return 'over';
  }
  // Without a use, a code is past only where its lot was taken back.
  if (!isOn || isReserved !== undefined) {
    return coupon.state === 'expired' ? 'over' : 'stopped';
  }
  return from !== null && Temporal.Instant.compare(from, now) > 0 ? 'coming' : 'usable';
}

/** What has no end comes last. */
function before(a: Temporal.Instant | null, b: Temporal.Instant | null): number {
  return a === null || b === null
    ? Number(a === null) - Number(b === null)
    : Temporal.Instant.compare(a, b);
}
