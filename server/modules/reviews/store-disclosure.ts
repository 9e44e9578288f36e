// SQL of what a person wrote, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type ReviewRow, reviewColumns } from './store.ts';

const ofHer = statement<ReviewRow>(`
  SELECT ${reviewColumns} FROM reviews.review WHERE record_id = ANY ($1::uuid[]) ORDER BY posted_at DESC LIMIT 5000`);

export function readReviewsOf(tx: Tx, recordIds: readonly string[]): Promise<ReviewRow[]> {
  return tx.all(ofHer, [recordIds]);
}
