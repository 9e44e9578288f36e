// The SQL of what customers did lately, and of who agreed that it is used.
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

const agreed = statement<{ id: string }>(`
  SELECT id FROM customers.record
  WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL AND consent & kernel.purpose_bit() <> 0 ORDER BY id`);
// A sale at the till, a card that was shown, a check-in at the door, goods handed over, a booking she came for.
const lastVisit = statement<{ occurred_at: Temporal.Instant; place_id: string }>(`
  SELECT occurred_at, place_id FROM customers.moment
  WHERE record_id = ANY ($1::uuid[]) AND place_id IS NOT NULL AND occurred_at < $2
    AND (type IN ('cards.scanned', 'moments.visited', 'orders.handed_over', 'bookings.arrived')
      OR (type = 'orders.placed' AND data ->> 'fulfilment' = 'carry_out'))
  ORDER BY occurred_at DESC LIMIT 1`);

/** Those of these records (uuids) that the purpose of the transaction may use; row security lets it see no other. */
export async function listAgreedRecords(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  return (await tx.all(agreed, [recordIds])).map((row) => row.id);
}

export function findLastVisitRow(
  tx: Tx,
  recordIds: readonly string[],
  before: Temporal.Instant,
): Promise<{ occurred_at: Temporal.Instant; place_id: string } | undefined> {
  return tx.maybe(lastVisit, [recordIds, before]);
}
