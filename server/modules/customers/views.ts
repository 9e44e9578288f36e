// Read-only queries for screens, and the rows of the timeline.
import { type Executor, statement } from '#kernel/db';
import { runHopefully } from '#kernel/hopeful-write';
import { purposes } from '#kernel/purposes';
import type { Tx } from '#kernel/transaction';

export type CustomerRow = { id: string; created_at: Temporal.Instant };
export type MomentRow = {
  event_id: string;
  record_id: string;
  position: number;
  type: string;
  subject: string;
  occurred_at: Temporal.Instant;
  place_id: string | null;
  channel: string | null;
  actor: string;
  data: Record<string, unknown>;
};

const list = statement<CustomerRow>(`
  SELECT c.id, c.created_at FROM customers.customer c
  WHERE c.id < $1 AND EXISTS (
    SELECT FROM customers.record r
    WHERE r.customer_id = c.id AND r.erased_at IS NULL AND r.consent & ${purposes.service.bit} <> 0)
  ORDER BY c.id DESC LIMIT $2`);
const timeline = statement<MomentRow>(`
  SELECT m.event_id, m.record_id, m.position, m.type, m.subject, m.occurred_at, m.place_id, m.channel, m.actor, m.data
  FROM customers.moment m
  WHERE m.record_id = ANY ($1::uuid[]) AND (m.occurred_at, m.position) < ($2::timestamptz, $3::bigint)
  ORDER BY m.occurred_at DESC, m.position DESC LIMIT $4`);
// The lock on the record keeps mask and erasure from changing between reading and writing them here.
const insertMomentsText = `
  WITH mine AS MATERIALIZED (
    SELECT id, consent FROM customers.record WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL
    ORDER BY id FOR SHARE
  )
  INSERT INTO customers.moment (record_id, event_id, position, type, subject, occurred_at, place_id, channel,
    actor, data, consent)
  SELECT e.record_id, e.event_id, e.position, e.type, e.subject, e.occurred_at, e.place_id, e.channel,
    e.actor, e.data::jsonb, mine.consent
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[],
    $8::text[], $9::text[], $10::text[])
    AS e(record_id, event_id, position, type, subject, occurred_at, place_id, channel, actor, data)
  JOIN mine ON mine.id = e.record_id`;
const insertMoments = statement<object>(insertMomentsText);
const insertMissingMoments = statement<object>(`${insertMomentsText} ON CONFLICT DO NOTHING`);

/** Customers with a record that is not erased and whose use is not stopped, newest id first. */
export function listCustomerRows(
  executor: Executor,
  before: string,
  limit: number,
): Promise<CustomerRow[]> {
  return executor.all(list, [before, limit]);
}

/** Moments of records before a point in the order (time, position in the log), newest first. */
export function listMomentRows(
  executor: Executor,
  recordIds: readonly string[],
  before: { readonly occurredAt: Temporal.Instant | 'infinity'; readonly position: number },
  limit: number,
): Promise<MomentRow[]> {
  return executor.all(timeline, [recordIds, before.occurredAt, before.position, limit]);
}

/** Keeps moments of records that are not erased; one that is there already stays. */
export async function insertMomentRows(
  tx: Tx,
  rows: readonly (Omit<MomentRow, 'occurred_at'> & {
    readonly occurred_at: string;
  })[],
): Promise<void> {
  const parameters = [
    rows.map((row) => row.record_id),
    rows.map((row) => row.event_id),
    rows.map((row) => row.position),
    rows.map((row) => row.type),
    rows.map((row) => row.subject),
    rows.map((row) => row.occurred_at),
    rows.map((row) => row.place_id),
    rows.map((row) => row.channel),
    rows.map((row) => row.actor),
    rows.map((row) => JSON.stringify(row.data)),
  ];
  if ((await runHopefully(tx, insertMoments, parameters)) === undefined) {
    await tx.run(insertMissingMoments, parameters);
  }
}
