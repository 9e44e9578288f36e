// SQL of everything the records of a person hold, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const records = statement<{
  id: string;
  source: string;
  source_key_sealed: Buffer | null;
  kind: string;
  place_id: string | null;
  registered_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
}>(`
  SELECT id, source, source_key_sealed, kind, place_id, registered_at, created_at FROM customers.record
  WHERE id = ANY ($1::uuid[]) ORDER BY id`);
const versions = statement<{ record_id: string; sealed: Buffer; updated_at: Temporal.Instant }>(`
  SELECT record_id, sealed, updated_at FROM customers.profile WHERE record_id = ANY ($1::uuid[])
  UNION ALL
  SELECT record_id, sealed, updated_at FROM customers.profile_history WHERE record_id = ANY ($1::uuid[])
  ORDER BY updated_at DESC`);
const contacts = statement<{
  record_id: string;
  kind: string;
  sealed: Buffer;
  created_at: Temporal.Instant;
  verified_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}>(`
  SELECT record_id, kind, sealed, created_at, verified_at, ended_at FROM customers.contact
  WHERE record_id = ANY ($1::uuid[]) ORDER BY created_at`);
const signs = statement<{
  record_id: string;
  kind: string;
  proved_by: string;
  proved_at: Temporal.Instant;
}>(`
  SELECT record_id, kind, proved_by, proved_at FROM customers.holding
  WHERE record_id = ANY ($1::uuid[]) ORDER BY proved_at`);
const moments = statement<{
  record_id: string;
  type: string;
  subject: string;
  occurred_at: Temporal.Instant;
  channel: string | null;
  data: Record<string, unknown>;
}>(`
  SELECT record_id, type, subject, occurred_at, channel, data FROM customers.moment
  WHERE record_id = ANY ($1::uuid[]) ORDER BY occurred_at DESC, position DESC LIMIT 20000`);

export async function readEverything(tx: Tx, recordIds: readonly string[]) {
  const ids = [recordIds];
  return {
    records: await tx.all(records, ids),
    versions: await tx.all(versions, ids),
    contacts: await tx.all(contacts, ids),
    signs: await tx.all(signs, ids),
    moments: await tx.all(moments, ids),
  };
}
