// Coupons that people hold in another system come in as they are: with their own terms, uses left and expiry.
// The same row of a source again changes nothing; a code that was given to many people stays many coupons.
import type { Refusal } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { couponToken } from './coupon-code.ts';
import { offersRefusals } from './errors.ts';
import { offersImported } from './events.ts';
import { isBackwards } from './is-backwards.ts';
import { codeUse } from './issue-coupons.ts';
import { type CouponToInsert, insertCouponRows, sumCoupons } from './store.ts';

export type CouponToImport = {
  readonly code: string;
  /** uuid; without one it is for whoever brings it. */
  readonly recordId?: string | null;
  readonly title?: string;
  /** An amount off with its currency, or a rate off in basis points (1000 is 10%). */
  readonly discountMinor?: number;
  readonly discountBp?: number;
  readonly currency?: string;
  /** 1 unless told; 0 when it was used up. */
  readonly usesLeft?: number;
  readonly validFrom?: Temporal.Instant | null;
  readonly validUntil?: Temporal.Instant | null;
  readonly usedAt?: Temporal.Instant | null;
  /** Number of the row in its file; with the source it is the row's identity. */
  readonly row: number;
};

export type CouponOutcome = {
  readonly row: number;
  readonly outcome: 'accepted' | 'unchanged' | 'rejected';
  readonly refusal: Refusal | null;
};

export type CouponImport = {
  readonly outcomes: readonly CouponOutcome[];
  /** Coupons and uses that this call added. */
  readonly added: { readonly coupons: number; readonly usesLeft: number };
  /** All coupons of the source and the uses left on them. */
  readonly total: { readonly coupons: number; readonly usesLeft: number };
};

/**
 * Imports coupons of one source (which names its file). Outcomes carry offers.terms_odd, offers.uses_odd,
 * offers.time_odd.
 */
export async function importCoupons(
  tx: Tx,
  { source }: { readonly source: string },
  rows: readonly CouponToImport[],
): Promise<CouponImport> {
  const refusals = new Map(rows.map((row) => [row, refusalOf(row)]));
  const coupons = new Map(
    rows.filter((row) => refusals.get(row) === null).map((row) => [row, toCoupon(tx, source, row)]),
  );
  const fresh =
    coupons.size === 0 ? new Set<string>() : await insertCouponRows(tx, [...coupons.values()]);
  const outcomes = rows.map((row): CouponOutcome => {
    const refusal = refusals.get(row) ?? null;
    const isNew = fresh.has(coupons.get(row)?.id ?? '');
    const outcome = refusal !== null ? 'rejected' : isNew ? 'accepted' : 'unchanged';
    return { row: row.row, outcome, refusal };
  });
  const added = {
    coupons: fresh.size,
    usesLeft: [...coupons.values()].reduce(
      (sum, each) => sum + (fresh.has(each.id) ? each.usesLeft : 0),
      0,
    ),
  };
  if (fresh.size > 0) {
    tx.emit(offersImported.make(source, { source, ...added }));
  }
  return { outcomes, added, total: await sumCoupons(tx, source) };
}

function usesOf(row: CouponToImport): number {
  return row.usesLeft ?? (row.usedAt === undefined || row.usedAt === null ? 1 : 0);
}

function toCoupon(tx: Tx, source: string, row: CouponToImport): CouponToInsert {
  const usesLeft = usesOf(row);
  const isOver =
    row.validUntil !== undefined &&
    row.validUntil !== null &&
    Temporal.Instant.compare(row.validUntil, tx.now) <= 0;
  return {
    id: newId(),
    promotionId: null,
    codeToken: couponToken(tx.masters, row.code),
    codeSealed: sealSecret(tx.masters, codeUse, row.code),
    recordId: row.recordId ?? null,
    state: usesLeft === 0 ? 'used' : isOver ? 'expired' : 'issued',
    usesLeft,
    title: row.title ?? null,
    discountMinor: row.discountMinor ?? null,
    discountBp: row.discountBp ?? null,
    currency: row.currency ?? null,
    validFrom: row.validFrom ?? null,
    validUntil: row.validUntil ?? null,
    source,
    sourceKey: String(row.row),
    usedAt: row.usedAt ?? null,
  };
}

function refusalOf(row: CouponToImport): Refusal | null {
  const { discountMinor, discountBp, currency, validFrom, validUntil } = row;
  const hasAmount = discountMinor !== undefined;
  const hasRate = discountBp !== undefined;
  const isAmountOdd =
    hasAmount &&
    (!Number.isSafeInteger(discountMinor) || discountMinor <= 0 || currency === undefined);
  const isRateOdd =
    hasRate && (!Number.isInteger(discountBp) || discountBp < 1 || discountBp > 10_000);
  if (isAmountOdd || isRateOdd || (hasAmount && hasRate)) {
    return offersRefusals.terms_odd();
  }
  const uses = usesOf(row);
  if (!Number.isInteger(uses) || uses < 0 || uses > 1_000_000) {
    return offersRefusals.uses_odd();
  }
  return isBackwards({ validFrom, validUntil }) ? offersRefusals.time_odd() : null;
}
