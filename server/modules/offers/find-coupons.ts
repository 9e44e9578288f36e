import { unsealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { couponToken } from './coupon-code.ts';
import { codeUse } from './issue-coupons.ts';
import { type CouponRow, findCouponRows, findCouponRowsById, listCouponRows } from './store.ts';

export type Coupon = Omit<CouponRow, 'code_sealed'> & { readonly code: string };

/** Every coupon with a code, the one that ends first in front; one code may have been given to many. */
export async function findCoupons(tx: Tx, code: string): Promise<Coupon[]> {
  return (await findCouponRows(tx, couponToken(tx.masters, code))).map((row) =>
    openCoupon(tx, row),
  );
}

/** The codes of these coupons (uuids), by coupon. */
export async function codesOfCoupons(
  tx: Tx,
  couponIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await findCouponRowsById(tx, couponIds);
  return new Map(rows.map((row) => [row.id, openCoupon(tx, row).code]));
}

/** The coupons that these records can use, the one that ends first in front. */
export async function couponsOf(tx: Tx, recordIds: readonly string[]): Promise<Coupon[]> {
  return (await listCouponRows(tx, recordIds)).map((row) => openCoupon(tx, row));
}

/** The coupon with its code as its holder sees it. */
export function openCoupon(tx: Tx, { code_sealed, ...row }: CouponRow): Coupon {
  return Object.assign(row, { code: unsealSecret(tx.masters, codeUse, code_sealed) });
}
