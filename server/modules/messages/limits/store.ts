// Every SQL statement about the limits of offers.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type OfferLimits = { readonly perDay: number | null; readonly perWeek: number | null };

const find = statement<{ per_day: number | null; per_week: number | null }>(
  'SELECT per_day, per_week FROM messages.limit_of_offers',
);
const save = statement<object>(
  'UPDATE messages.limit_of_offers SET per_day = $1, per_week = $2, updated_at = $3',
);
const lock = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('messages offers ' || $1, 0))::text AS locked`,
);
// Sent, or on its way right now (a lease); the same offer to another browser of hers is this one.
const times = statement<{ at: Temporal.Instant }>(`
  SELECT max(coalesce(m.sent_at, $4)) AS at
  FROM messages.message m JOIN messages.message own ON own.id = $1
  WHERE m.record_id = ANY ($2::uuid[]) AND m.purpose <> 'service' AND m.id <> own.id
    AND (m.shared_cause IS NULL OR m.shared_cause IS DISTINCT FROM own.shared_cause)
    AND ((m.state = 'sent' AND m.sent_at > $3)
      OR (m.state = 'queued' AND m.attempts > 0 AND m.next_try_at > $4 AND m.next_try_at <= $4 + interval '3 minutes'))
  GROUP BY coalesce(m.shared_cause, m.id::text)
  ORDER BY at DESC LIMIT 100`);

export async function findLimits(tx: Tx): Promise<OfferLimits> {
  const { per_day: perDay, per_week: perWeek } = await tx.one(find, []);
  return { perDay, perWeek };
}

export async function saveLimits(tx: Tx, { perDay, perWeek }: OfferLimits): Promise<void> {
  await tx.run(save, [perDay, perWeek, tx.now]);
}

export async function lockOffersOf(tx: Tx, recordId: string): Promise<void> {
  await tx.one(lock, [recordId]);
}

/** When other offers went to these records (uuid) since, the latest first. */
export async function offerTimes(
  tx: Tx,
  messageId: string,
  recordIds: readonly string[],
  since: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  return (await tx.all(times, [messageId, recordIds, since, tx.now])).map(({ at }) => at);
}
