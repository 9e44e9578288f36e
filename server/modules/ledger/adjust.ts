// A person gives or takes value, with a reason and up to a limit; everything else is posted by rules.
import { performOne } from '#kernel/batch';
import { newId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import type { AccountRef } from './account.ts';
import { type PostingAnswer, post } from './apply-postings.ts';
import { ledgerRefusals } from './errors.ts';

/** What one may adjust at a time, by role; the owner has no limit. */
const adjustmentMax: Readonly<Record<string, number>> = {
  owner: Number.MAX_SAFE_INTEGER,
  manager: 10_000,
};

export type Adjustment = {
  readonly account: AccountRef;
  /** Above zero gives, below zero takes. */
  readonly amount: number;
  readonly reason: string;
  readonly expiresAt: Temporal.Instant | null;
  readonly placeId: string | null;
  readonly roles: readonly string[];
};

/** Refuses with ledger.over_limit, ledger.short, ledger.amount_invalid, ledger.already_expired. */
export async function adjustValue(tx: Tx, adjustment: Adjustment): Promise<PostingAnswer> {
  const { account, amount, reason, expiresAt, placeId, roles } = adjustment;
  const limit = Math.max(0, ...roles.map((role) => adjustmentMax[role] ?? 0));
  if (Math.abs(amount) > limit) {
    throw ledgerRefusals.over_limit({ limit });
  }
  const journal = { account, reference: `adjustment:${newId()}`, reason, placeId };
  return performOne(
    tx,
    post,
    amount >= 0
      ? { ...journal, kind: 'adjust_up', amount, expiresAt }
      : { ...journal, kind: 'adjust_down', amount: -amount },
  );
}
