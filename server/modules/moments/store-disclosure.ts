// SQL of what is known of a person's moments and devices, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const moments = statement<{
  type: string;
  channel: string;
  place_id: string | null;
  occurred_at: Temporal.Instant;
  received_at: Temporal.Instant;
  data: Record<string, unknown>;
}>(`
  SELECT type, channel, place_id, occurred_at, received_at, data FROM moments.moment
  WHERE record_id = ANY ($1::uuid[]) ORDER BY occurred_at DESC, id DESC LIMIT 20000`);
const devices = statement<{
  record_id: string;
  created_at: Temporal.Instant;
  last_source_at: Temporal.Instant | null;
}>(`
  SELECT record_id, created_at, last_source_at FROM moments.device
  WHERE record_id = ANY ($1::uuid[]) OR owner_record_id = ANY ($1::uuid[]) ORDER BY created_at`);

export async function readMomentsOf(tx: Tx, recordIds: readonly string[]) {
  return {
    moments: await tx.all(moments, [recordIds]),
    devices: await tx.all(devices, [recordIds]),
  };
}
