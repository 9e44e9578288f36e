// Asking the house to look at a review. Nothing is hidden by a report alone, or three rivals could silence a customer.
import { blindIndex } from '#kernel/sealing';
import type { Tx } from '#kernel/transaction';
import { reviewsRefusals } from './errors.ts';
import { reviewsReported } from './events.ts';
import { insertReportRow, lockReviewRow } from './store.ts';
import { aboutReview } from './withdraw-review.ts';
import type { ReportReason } from './words.ts';

/** `reporter`: her record or her browser; everybody counts once. Refuses with reviews.unknown. */
export async function reportReview(
  tx: Tx,
  reviewId: string,
  reporter: string,
  reason: ReportReason,
): Promise<void> {
  const row = await lockReviewRow(tx, reviewId);
  if (row?.state !== 'shown') {
    throw reviewsRefusals.unknown();
  }
  const hash = blindIndex(tx.masters, 'reviews.reporter', reporter);
  if (await insertReportRow(tx, reviewId, hash, reason)) {
    const about = aboutReview(row);
    tx.emit(reviewsReported.make(about.reviewId, { ...about, reason }));
  }
}
