// A code that came to her on paper becomes one of her coupons: nobody else can use it from then on. It is only for codes
// of one use; one that many may use stays theirs. Nothing is used up by it, and whose a code is nobody learns.
import { localMoment } from '@engawa/promotions';
import { countAttempt, forgetAttempts } from '#kernel/attempts';
import type { Refusal } from '#kernel/errors';
import { formatId } from '#kernel/ids';
import { sealSecret } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { couponToken, tidyCode } from './coupon-code.ts';
import { offersRefusals } from './errors.ts';
import { offersCouponClaimed } from './events.ts';
import { findOffersNow, type OffersNow } from './find-book.ts';
import { codeUse } from './issue-coupons.ts';
import { claimRow, countTakenUses } from './store-codes.ts';
import { type CouponToUse, findCouponsToUse } from './store-uses.ts';

export type CodeToClaim = {
  /** As it was typed or scanned. */
  readonly code: string;
  /** uuid of the record that is signed in, and all of the customer. */
  readonly recordId: string;
  readonly recordIds: readonly string[];
  /** Whose clock tells when it ended. */
  readonly timeZone: string;
};

export type ClaimedCode = {
  /** uuid */
  readonly couponId: string;
  /** False: it was hers before. */
  readonly isNew: boolean;
};

const attempt = 'coupon code of account';

/** To be committed before `claimCode` looks, so that codes are not guessed. Refuses with kernel.locked_out. */
export function countClaimOfCode(tx: Tx, recordId: string): Promise<void> {
  return countAttempt(tx, attempt, recordId);
}

/** It was a code: the attempts of before no longer count. */
export function forgetClaimsOfCode(tx: Tx, recordId: string): Promise<void> {
  return forgetAttempts(tx, attempt, recordId);
}

/**
 * Puts the coupon of a code among hers. Refuses with offers.coupon_unknown (also for what is somebody else's),
 * offers.claim_used, offers.claim_over, offers.claim_stopped and offers.claim_shared.
 */
export async function claimCode(tx: Tx, claim: CodeToClaim): Promise<ClaimedCode> {
  const { code, recordId, recordIds, timeZone } = claim;
  const token = couponToken(tx.masters, code);
  const found = await findCouponsToUse(tx, [token], true);
  const rows = found.get(token.toString('hex')) ?? [];
  const mine = rows.filter((row) => row.record_id !== null && recordIds.includes(row.record_id));
  const free = rows.filter((row) => row.record_id === null);
  const { book } = await findOffersNow(tx);
  const refusals: Refusal[] = [];
  for (const row of [...mine, ...free]) {
    const refusal = whyNot(row, { book, now: tx.now, timeZone }) ?? (await whyShared(tx, row));
    if (refusal === undefined) {
      const isNew = row.record_id === null;
      if (isNew) {
        await claimRow(tx, row, recordId, sealSecret(tx.masters, codeUse, tidyCode(code)));
        const subject = formatId('coupon', row.id);
        tx.emit(offersCouponClaimed.make(subject, { couponId: subject }, { recordId }));
      }
      return { couponId: row.id, isNew };
    }
    refusals.push(refusal);
  }
  throw refusals[0] ?? offersRefusals.coupon_unknown();
}

type Now = {
  readonly book: OffersNow['book'];
  readonly now: Temporal.Instant;
  readonly timeZone: string;
};

function whyNot(row: CouponToUse, { book, now, timeZone }: Now): Refusal | undefined {
  if (row.uses_left <= 0) {
    return offersRefusals.claim_used();
  }
  const promotion = book.byId.get(row.promotion_id ?? '');
  for (const until of [row.valid_until, promotion?.validUntil ?? null]) {
    if (until !== null && until.epochMilliseconds <= now.epochMilliseconds) {
      const at = localMoment(until, timeZone);
      return offersRefusals.claim_over({ at: at.ja, at_en: at.en });
    }
  }
  return row.promotion_id !== null && promotion === undefined
    ? offersRefusals.claim_stopped()
    : undefined;
}

/** One that is hers already may be for more than one use. */
async function whyShared(tx: Tx, row: CouponToUse): Promise<Refusal | undefined> {
  if (row.record_id !== null) {
    return undefined;
  }
  const uses = row.uses_left + (row.kind === 'code' ? 0 : await countTakenUses(tx, row.id));
  return uses > 1 ? offersRefusals.claim_shared() : undefined;
}
