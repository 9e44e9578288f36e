// Whoever wrote a review may take it back: it goes whole, with its photographs and what was reported of it.
import { holdCustomers } from '#customers';
import { formatId } from '#kernel/ids';
import type { Tx } from '#kernel/transaction';
import { reviewsRefusals } from './errors.ts';
import { reviewsWithdrawn } from './events.ts';
import { deleteReviewRows, lockReviewRow, type ReviewRow } from './store.ts';

/** Refuses with reviews.unknown, also when it is another's. */
export async function withdrawReview(tx: Tx, recordId: string, reviewId: string): Promise<void> {
  const own = (await holdCustomers(tx, [{ recordId, isHerself: true }])).get(recordId) ?? [];
  const row = await lockReviewRow(tx, reviewId);
  if (row === undefined || !own.includes(row.record_id)) {
    throw reviewsRefusals.unknown();
  }
  await takeAway(tx, [row]);
}

export async function takeAway(tx: Tx, rows: readonly ReviewRow[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  await deleteReviewRows(
    tx,
    rows.map(({ id }) => id),
  );
  for (const row of rows) {
    const about = aboutReview(row);
    tx.emit(reviewsWithdrawn.make(about.reviewId, about));
  }
}

/** What every event of a review tells. */
export function aboutReview({ id, item_id, stars }: ReviewRow) {
  return { reviewId: formatId('review', id), itemId: formatId('item', item_id), stars };
}
