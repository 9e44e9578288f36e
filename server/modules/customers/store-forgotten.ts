// SQL of records with which nothing has happened for a long time, or is to happen no more.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { RecordKind } from './store.ts';

// The timeline tells of every order, booking and visit, so the newest moment is the last sign of life.
const forgotten = statement<{ id: string }>(`
  SELECT r.id FROM customers.record r
  WHERE r.kind = ANY ($1::text[]) AND r.erased_at IS NULL AND coalesce(r.registered_at, r.created_at) < $2
    AND r.created_at < $2
    AND NOT EXISTS (SELECT FROM customers.moment m WHERE m.record_id = r.id AND m.occurred_at >= $2)
  ORDER BY r.id LIMIT $3`);

/** Records (uuid) of some kinds without a sign of life since a moment. */
export async function listForgottenRecords(
  tx: Tx,
  of: {
    readonly kinds: readonly RecordKind[];
    readonly before: Temporal.Instant;
    readonly limit: number;
  },
): Promise<string[]> {
  return (await tx.all(forgotten, [of.kinds, of.before, of.limit])).map((row) => row.id);
}

const stopped = statement<{ id: string }>(`
  SELECT id FROM customers.record WHERE stopped_at IS NOT NULL AND id > $1 ORDER BY id LIMIT $2`);

/** Records (uuid) whose use is stopped, after an id. */
export async function listStoppedRecords(
  tx: Tx,
  afterId: string,
  limit: number,
): Promise<string[]> {
  return (await tx.all(stopped, [afterId, limit])).map((row) => row.id);
}
