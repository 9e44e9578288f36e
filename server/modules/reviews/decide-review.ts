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

/** Refuses with reviews.unknown. */
export async function decideReview(
  tx: Tx,
  reviewId: string,
  decision: Decision,
  staffId: string | null,
): Promise<void> {
  const row = await lockReviewRow(tx, reviewId);
  if (row === undefined) {
    throw reviewsRefusals.unknown();
  }
  const reason = decision.state === 'hidden' ? decision.reason : 'fine';
  await decideReviewRow(tx, reviewId, { state: decision.state, reason, staffId });
  const about = aboutReview(row);
  tx.emit(reviewsDecided.make(about.reviewId, { ...about, state: decision.state, reason }));
  if (decision.state === 'shown') {
    await announceReview(tx, row);
  }
}
