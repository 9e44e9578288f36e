// SQL of registrations and their counts.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type SignUpRow = {
  readonly recordId: string;
  readonly source: string;
  readonly placeId: string | null;
  readonly staffId: string | null;
  readonly signedUpAt: Temporal.Instant;
};

const add = statement<object>(`
  INSERT INTO accounts.sign_up (record_id, source, place_id, staff_id, signed_up_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[])
  ON CONFLICT DO NOTHING`);
const countBy = statement<{
  source: string;
  place_id: string | null;
  staff_id: string | null;
  now_count: number;
  before_count: number;
}>(`
  SELECT source, place_id, staff_id, count(*) FILTER (WHERE signed_up_at >= $1) AS now_count,
    count(*) FILTER (WHERE signed_up_at < $4) AS before_count
  FROM accounts.sign_up
  WHERE (signed_up_at >= $1 AND signed_up_at < $2) OR (signed_up_at >= $3 AND signed_up_at < $4)
  GROUP BY source, place_id, staff_id`);

/** A record signs up once. */
export async function addSignUpRows(tx: Tx, rows: readonly SignUpRow[]): Promise<void> {
  if (rows.length > 0) {
    await tx.run(add, [
      rows.map((row) => row.recordId),
      rows.map((row) => row.source),
      rows.map((row) => row.placeId),
      rows.map((row) => row.staffId),
      rows.map((row) => row.signedUpAt),
    ]);
  }
}

export type Span = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** Counts of two spans that do not overlap (the later first), by source, place and clerk together. */
export function countSignUpRows(tx: Tx, now: Span, before: Span) {
  return tx.all(countBy, [now.from, now.until, before.from, before.until]);
}
