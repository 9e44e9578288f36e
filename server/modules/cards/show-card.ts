// Her card as she sees it: number, points, how many coupons.
import { findOwnRecords } from '#customers';
import type { Tx } from '#kernel/transaction';
import { balancesOf } from '#ledger';
import { couponsOf } from '#offers';
import { ensureCard } from './open-card.ts';

export type ShownCard = {
  readonly number: string;
  readonly points: { readonly available: number; readonly pending: number };
  readonly coupons: number;
};

/** The card of an account (uuid of its record) with what is on it. */
export async function showCard(tx: Tx, recordId: string): Promise<ShownCard> {
  const own = await findOwnRecords(tx, recordId);
  const points = (await balancesOf(tx, own)).filter(({ unit }) => unit === 'points');
  return {
    number: await ensureCard(tx, recordId),
    points: {
      available: points.reduce((sum, each) => sum + each.available + each.overdraft, 0),
      pending: points.reduce((sum, each) => sum + each.pending, 0),
    },
    coupons: (await couponsOf(tx, own)).length,
  };
}
