// A sale of a till that was cut off arrives, with the promise by which it took value. In the transaction that books the
// sale, what was kept for this till is let go, the sale takes what it took, and the rest is kept again. A promise of
// another till, another customer, or none, lets go of nothing.
import { parseId, tryParseId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { settleOffers } from '#offers';
import { keepPoints, letPointsGo } from './keep-points.ts';
import { hashOf } from './kept-code.ts';
import { type AllowanceRow, lockAllowance, noteUse } from './store.ts';
import { readPromise } from './token.ts';

export type AllowanceInUse = {
  readonly row: AllowanceRow;
  readonly points: number;
  readonly coupons: AllowanceRow['coupons'];
};

export type SaleByAllowance = {
  readonly token: string;
  /** uuid */
  readonly placeId: string;
  readonly till: string;
  readonly at: Temporal.Instant;
  readonly points: number;
  readonly couponCodes: readonly string[];
};

/** Lets go of the coupons that the sale took; undefined when the promise is not this till's, or over when it sold. */
export async function beginUse(tx: Tx, sale: SaleByAllowance): Promise<AllowanceInUse | undefined> {
  const promised = readPromise(tx.masters, sale.token);
  const id = tryParseId('allowance', promised?.allowanceId ?? '');
  if (promised === undefined || id === undefined || promised.till !== sale.till) {
    return undefined;
  }
  if (parseId('place', promised.placeId) !== sale.placeId) {
    return undefined;
  }
  const row = await lockAllowance(tx, id);
  if (row === undefined || row.state === 'ended') {
    return undefined;
  }
  if (Temporal.Instant.compare(sale.at, row.expires_at) >= 0) {
    return undefined;
  }
  const coupons = await letCouponsGo(tx, row, sale.couponCodes);
  return { row, coupons, points: Math.min(sale.points, row.points - row.used_points) };
}

/**
 * Lets go of the points. Apart from the coupons, because rows are locked in the order of the checkout: goods, coupons,
 * customers, accounts.
 */
export async function usePoints(tx: Tx, { row }: AllowanceInUse): Promise<void> {
  await letPointsGo(tx, row.id);
}

/** The sale has taken what it took: the rest is kept for this till again. */
export async function endUse(tx: Tx, use: AllowanceInUse): Promise<void> {
  const { row, points, coupons } = use;
  await noteUse(tx, row.id, points, coupons);
  const left = row.points - row.used_points - points;
  if (left > 0 && Temporal.Instant.compare(tx.now, row.kept_until) < 0) {
    const { id: allowanceId, record_id: recordId, kept_until: until } = row;
    await keepPoints(tx, { allowanceId, recordId, points: left, until });
  }
}

/** Lets go of those that the sale used; answers those that stay kept. */
async function letCouponsGo(tx: Tx, row: AllowanceRow, codes: readonly string[]) {
  if (codes.length === 0 || row.coupons.length === 0) {
    return row.coupons;
  }
  const used = new Set(codes.map((code) => hashOf(tx, code)));
  for (const { codeHash, holdId } of row.coupons) {
    if (used.has(codeHash)) {
      await settleOffers(tx, holdId, 'released');
    }
  }
  return row.coupons.filter(({ codeHash }) => !used.has(codeHash));
}
