// Read-only queries of reviews: what the shop shows, and what waits for somebody to look.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import { type ReviewRow, reviewColumns } from './store.ts';

export type ReviewSumRow = {
  product_id: string;
  count: number;
  /** How many gave one star, two stars … five stars. */
  by_stars: number[];
  small: number;
  fits: number;
  large: number;
};

const sums = statement<ReviewSumRow>(`
  SELECT product_id, count(*)::int AS count,
    ARRAY[count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2), count(*) FILTER (WHERE stars = 3),
      count(*) FILTER (WHERE stars = 4), count(*) FILTER (WHERE stars = 5)]::int[] AS by_stars,
    count(*) FILTER (WHERE fit = 'small')::int AS small, count(*) FILTER (WHERE fit = 'fits')::int AS fits,
    count(*) FILTER (WHERE fit = 'large')::int AS large
  FROM reviews.review WHERE state = 'shown' GROUP BY product_id`);

/** Of every product with reviews that are shown. */
export function sumShown(tx: Tx): Promise<ReviewSumRow[]> {
  return tx.all(sums, []);
}

export type PhotoOfReview = { review_id: string; id: string; width: number; height: number };

const shown = statement<ReviewRow>(`
  SELECT ${reviewColumns} FROM reviews.review WHERE product_id = $1 AND state = 'shown'
  ORDER BY posted_at DESC, id DESC LIMIT $2`);
const photos = statement<PhotoOfReview>(`
  SELECT review_id, id, width, height FROM reviews.photo WHERE review_id = ANY ($1::uuid[]) ORDER BY review_id, position`);

/** Newest first. */
export function listShownRows(tx: Tx, productId: string, limit: number): Promise<ReviewRow[]> {
  return tx.all(shown, [productId, limit]);
}

export function listPhotoRows(tx: Tx, reviewIds: readonly string[]): Promise<PhotoOfReview[]> {
  return tx.all(photos, [reviewIds]);
}

export type QueuedRow = ReviewRow & {
  reports: number;
  reasons: string[];
  reported_at: Temporal.Instant | null;
};

const queue = statement<QueuedRow>(`
  SELECT ${reviewColumns.replaceAll(/(?<=^|\s)(?=\w)/g, 'r.')}, coalesce(p.reports, 0)::int AS reports,
    coalesce(p.reasons, '{}') AS reasons, p.reported_at
  FROM reviews.review r LEFT JOIN (
    SELECT review_id, count(*) AS reports, array_agg(DISTINCT reason) AS reasons, min(reported_at) AS reported_at
    FROM reviews.report WHERE settled_at IS NULL GROUP BY review_id
  ) AS p ON p.review_id = r.id
  WHERE CASE $1::text WHEN 'waiting' THEN r.state = 'waiting' OR (r.state = 'shown' AND p.reports > 0)
    ELSE r.state = $1 END
  ORDER BY CASE WHEN $1 = 'waiting' THEN coalesce(p.reported_at, r.changed_at) END, r.changed_at DESC, r.id LIMIT $2`);

/** `waiting`: what nobody has looked at and what somebody reported, the longest first. Else the newest first. */
export function listQueueRows(
  tx: Tx,
  which: 'waiting' | 'shown' | 'hidden',
  limit: number,
): Promise<QueuedRow[]> {
  return tx.all(queue, [which, limit]);
}
