// Somebody of the house has looked: shown from now on, or not. What was reported of it is settled by that.
import type { Tx } from '#kernel/transaction';
import { reviewsRefusals } from './errors.ts';
import { reviewsDecided } from './events.ts';
import { announceReview } from './post-review.ts';
import { decideReviewRow, lockReviewRow } from './store.ts';
import { aboutReview } from './withdraw-review.ts';
import type { ReportReason } from './words.ts';

export type Decision =
  | { readonly state: 'shown' }
  | { readonly state: 'hidden'; readonly reason: ReportReason };

type Decided = {
  readonly decision: Decision;
  /** When it had last been changed, as whoever decides saw it: nobody lets through what she did not read. */
  readonly seen: Temporal.Instant;
  readonly staffId: string | null;
};

/** Refuses with reviews.unknown, reviews.changed_meanwhile. */
export async function decideReview(
  tx: Tx,
  reviewId: string,
  { decision, seen, staffId }: Decided,
): Promise<void> {
  const row = await lockReviewRow(tx, reviewId);
  if (row === undefined) {
    throw reviewsRefusals.unknown();
  }
  if (!row.changed_at.equals(seen)) {
    throw reviewsRefusals.changed_meanwhile();
  }
  const reason = decision.state === 'hidden' ? decision.reason : 'fine';
  await decideReviewRow(tx, reviewId, { state: decision.state, reason, staffId });
  const about = aboutReview(row);
  tx.emit(reviewsDecided.make(about.reviewId, { ...about, state: decision.state, reason }));
  if (decision.state === 'shown') {
    await announceReview(tx, row);
  }
}
