// Every SQL statement of reviews that writes, and the reads that writing needs.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Fit, ReportReason, WaitsFor } from './words.ts';

export type ReviewState = 'waiting' | 'shown' | 'hidden';

export type ReviewRow = {
  id: string;
  record_id: string;
  product_id: string;
  item_id: string;
  order_id: string;
  stars: number;
  fit: Fit | null;
  sealed: Buffer;
  language: string;
  state: ReviewState;
  waits_for: WaitsFor | null;
  posted_at: Temporal.Instant;
  changed_at: Temporal.Instant;
  announced_at: Temporal.Instant | null;
};

export const reviewColumns = `id, record_id, product_id, item_id, order_id, stars, fit, sealed, language, state, waits_for,
  posted_at, changed_at, announced_at`;

const put = statement<ReviewRow>(`
  INSERT INTO reviews.review AS r (id, record_id, product_id, item_id, order_id, stars, fit, sealed, language, state,
    waits_for, posted_at, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
  ON CONFLICT (record_id, item_id) DO UPDATE SET stars = $6, fit = $7, sealed = $8, language = $9, state = $10,
    waits_for = $11, changed_at = $12, reason = NULL
  RETURNING ${reviewColumns}`);
const ofBuyer = statement<ReviewRow>(`
  SELECT ${reviewColumns} FROM reviews.review WHERE record_id = ANY ($1::uuid[]) AND item_id = $2
  ORDER BY posted_at LIMIT 1 FOR UPDATE`);
const lock = statement<ReviewRow>(
  `SELECT ${reviewColumns} FROM reviews.review WHERE id = $1 FOR UPDATE`,
);
const announce = statement<object>(
  'UPDATE reviews.review SET announced_at = $2 WHERE id = $1 AND announced_at IS NULL',
);
const decide = statement<object>(`
  UPDATE reviews.review SET state = $2, reason = $3, decided_by = $4, decided_at = $5, waits_for = NULL WHERE id = $1`);
const settle = statement<object>(
  'UPDATE reviews.report SET settled_at = $2 WHERE review_id = $1 AND settled_at IS NULL',
);
const report = statement<object>(`
  INSERT INTO reviews.report (review_id, reporter_hash, reason, reported_at)
  VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`);
const remove = statement<object>('DELETE FROM reviews.review WHERE id = ANY ($1::uuid[])');
const ofRecords = statement<ReviewRow>(`
  SELECT ${reviewColumns} FROM reviews.review WHERE record_id = ANY ($1::uuid[]) ORDER BY id LIMIT 10000 FOR UPDATE`);

export type ReviewToPut = Omit<ReviewRow, 'posted_at' | 'changed_at' | 'announced_at'>;

/** A new row, or the words of the one there is. */
export function putReviewRow(tx: Tx, row: ReviewToPut): Promise<ReviewRow> {
  const { id, record_id, product_id, item_id, order_id, stars, fit, sealed, language } = row;
  return tx.one(put, [
    id,
    record_id,
    product_id,
    item_id,
    order_id,
    stars,
    fit,
    sealed,
    language,
    row.state,
    row.waits_for,
    tx.now,
  ]);
}

/** Locked; under whichever of her records it was written. */
export function lockReviewOf(
  tx: Tx,
  recordIds: readonly string[],
  itemId: string,
): Promise<ReviewRow | undefined> {
  return tx.maybe(ofBuyer, [recordIds, itemId]);
}

export function lockReviewRow(tx: Tx, id: string): Promise<ReviewRow | undefined> {
  return tx.maybe(lock, [id]);
}

export async function lockReviewsOfRecords(
  tx: Tx,
  recordIds: readonly string[],
): Promise<ReviewRow[]> {
  return tx.all(ofRecords, [recordIds]);
}

/** True when nobody was told of it before. */
export async function markAnnounced(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(announce, [id, tx.now])) > 0;
}

export async function decideReviewRow(
  tx: Tx,
  id: string,
  decision: {
    readonly state: ReviewState;
    readonly reason: string;
    readonly staffId: string | null;
  },
): Promise<void> {
  await tx.run(decide, [id, decision.state, decision.reason, decision.staffId, tx.now]);
  await tx.run(settle, [id, tx.now]);
}

/** False when the same person has reported it before. */
export async function insertReportRow(
  tx: Tx,
  id: string,
  reporterHash: Buffer,
  reason: ReportReason,
): Promise<boolean> {
  return (await tx.run(report, [id, reporterHash, reason, tx.now])) > 0;
}

export async function deleteReviewRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(remove, [ids]);
}
