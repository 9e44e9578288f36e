// SQL of what the house says about giving back: one row, and what is excluded.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { ExclusionReason, ReturnTerms, ReturnWay } from './request.ts';

type TermsRow = {
  is_offered: boolean;
  days: number;
  defect_days: number;
  ways: ReturnWay[];
  is_accepted_at_once: boolean;
  parcel_paid_by: 'customer' | 'house';
  parcel_place_id: string | null;
  condition_ja: string;
  condition_en: string;
};
const columns = `is_offered, days, defect_days, ways, is_accepted_at_once, parcel_paid_by, parcel_place_id,
  condition_ja, condition_en`;

const find = statement<TermsRow>(`SELECT ${columns} FROM orders.return_terms`);
const save = statement<TermsRow>(`
  UPDATE orders.return_terms SET is_offered = $1, days = $2, defect_days = $3, ways = $4, is_accepted_at_once = $5,
    parcel_paid_by = $6, parcel_place_id = $7, condition_ja = $8, condition_en = $9, updated_at = $10
  RETURNING ${columns}`);

export async function findTerms(tx: Tx): Promise<ReturnTerms> {
  return toTerms(await tx.one(find, []));
}

export async function saveTerms(tx: Tx, terms: ReturnTerms): Promise<ReturnTerms> {
  const row = await tx.one(save, [
    terms.isOffered,
    terms.days,
    terms.defectDays,
    terms.ways,
    terms.isAcceptedAtOnce,
    terms.parcelPaidBy,
    terms.parcelPlaceId,
    terms.conditionJa,
    terms.conditionEn,
    tx.now,
  ]);
  return toTerms(row);
}

function toTerms(row: TermsRow): ReturnTerms {
  return {
    isOffered: row.is_offered,
    days: row.days,
    defectDays: row.defect_days,
    ways: row.ways,
    isAcceptedAtOnce: row.is_accepted_at_once,
    parcelPaidBy: row.parcel_paid_by,
    parcelPlaceId: row.parcel_place_id,
    conditionJa: row.condition_ja,
    conditionEn: row.condition_en,
  };
}

export type ExclusionRow = {
  subject_id: string;
  subject_kind: 'item' | 'category';
  reason: Exclude<ExclusionReason, 'no_goods'>;
};
const exclusions = statement<ExclusionRow>(
  'SELECT subject_id, subject_kind, reason FROM orders.return_exclusion ORDER BY subject_kind, subject_id LIMIT 5000',
);
const clear = statement<object>('DELETE FROM orders.return_exclusion');
const exclude = statement<object>(`
  INSERT INTO orders.return_exclusion (subject_id, subject_kind, reason)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`);

export function listExclusions(tx: Tx): Promise<ExclusionRow[]> {
  return tx.all(exclusions, []);
}

/** Sets all of them anew. */
export async function saveExclusions(tx: Tx, rows: readonly ExclusionRow[]): Promise<void> {
  await tx.run(clear, []);
  await tx.run(exclude, [
    rows.map((row) => row.subject_id),
    rows.map((row) => row.subject_kind),
    rows.map((row) => row.reason),
  ]);
}
