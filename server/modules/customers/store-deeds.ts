// The SQL of what customers did lately.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

type DeedRow = {
  record_id: string;
  type: string;
  occurred_at: Temporal.Instant;
  place_id: string | null;
  /** Typed ids. */
  items: string[];
};

const list = statement<DeedRow>(`
  SELECT record_id, type, occurred_at, place_id,
    CASE WHEN data ? 'lines' THEN
      coalesce((SELECT array_agg(line ->> 'itemId') FROM jsonb_array_elements(data -> 'lines') AS line), '{}')
    ELSE array_remove(ARRAY[data ->> 'itemId'], NULL) END AS items
  FROM customers.moment
  WHERE record_id = ANY ($1::uuid[]) AND type = ANY ($2::text[]) AND occurred_at >= $3 AND consent & $4 <> 0
  ORDER BY occurred_at DESC LIMIT 5000`);

/** Newest first; only what was done under a consent with this bit. */
export function listDeedRows(
  tx: Tx,
  recordIds: readonly string[],
  types: readonly string[],
  since: Temporal.Instant,
  consentBit: number,
): Promise<DeedRow[]> {
  return tx.all(list, [recordIds, types, since, consentBit]);
}
