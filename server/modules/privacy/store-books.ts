// SQL of the books: erasures, looks at persons, provisions to third parties.
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

const insertErasures = statement<{ record_id: string }>(`
  INSERT INTO privacy.erasure (record_id, reason, actor, erased_at, erased)
  SELECT e.record_id, $3, $4, $5, e.erased::jsonb
  FROM unnest($1::uuid[], $2::text[]) AS e(record_id, erased)
  ON CONFLICT DO NOTHING RETURNING record_id`);
const listErasures = statement<ErasureRow>(`
  SELECT record_id, reason, actor, erased_at, erased FROM privacy.erasure
  WHERE erased_at >= $1 ORDER BY erased_at, record_id`);
const insertAccesses = statement<object>(`
  INSERT INTO privacy.access_log (id, record_id, actor, purpose, reason, what, at)
  SELECT a.id, a.record_id, $3, $4, $5, $6, $7 FROM unnest($1::uuid[], $2::uuid[]) AS a(id, record_id)`);
// A page that asks again every few seconds, or on each change, is one look.
const insertNewAccesses = statement<object>(`
  INSERT INTO privacy.access_log (id, record_id, actor, purpose, reason, what, at)
  SELECT a.id, a.record_id, $3, $4, $5, $6, $7 FROM unnest($1::uuid[], $2::uuid[]) AS a(id, record_id)
  WHERE NOT EXISTS (SELECT FROM privacy.access_log l
    WHERE l.record_id = a.record_id AND l.at > $8 AND l.actor = $3 AND l.what = $6)`);
const listAccesses = statement<AccessRow>(`
  SELECT record_id, actor, purpose, reason, what, at FROM privacy.access_log
  WHERE record_id = ANY ($1::uuid[]) ORDER BY at DESC, id DESC LIMIT $2`);
const insertProvisions = statement<object>(`
  INSERT INTO privacy.provision (id, direction, record_id, party_id, party_name, party_address,
    party_representative, items, purpose, basis, consent_id, acquired_how, channel, actor, at, keep_until)
  SELECT p.id, $3, p.record_id, $4, $5, $6, $7, $8::text[], $9, $10, p.consent_id, $11, $12, $13, $14, $15
  FROM unnest($1::uuid[], $2::uuid[], $16::uuid[]) AS p(id, record_id, consent_id)`);

export type ErasureRow = {
  record_id: string;
  reason: string;
  actor: string;
  erased_at: Temporal.Instant;
  erased: Record<string, number>;
};
export type AccessRow = {
  record_id: string;
  actor: string;
  purpose: string;
  reason: string;
  what: string;
  at: Temporal.Instant;
};

/** Answers the records that had not been erased before. */
export async function insertErasureRows(
  tx: Tx,
  reason: string,
  rows: readonly {
    readonly recordId: string;
    readonly erased: Readonly<Record<string, number>>;
  }[],
): Promise<Set<string>> {
  const made = await tx.all(insertErasures, [
    rows.map((row) => row.recordId),
    rows.map((row) => JSON.stringify(row.erased)),
    reason,
    tx.actor,
    tx.now,
  ]);
  return new Set(made.map((row) => row.record_id));
}

/** What was erased since a moment, oldest first: a restore erases these again. */
export function listErasureRows(
  executor: Executor,
  since: Temporal.Instant,
): Promise<ErasureRow[]> {
  return executor.all(listErasures, [since]);
}

export async function insertAccessRows(
  tx: Tx,
  look: { readonly reason: string; readonly what: string },
  rows: readonly { readonly id: string; readonly recordId: string }[],
): Promise<void> {
  await tx.run(insertAccesses, [
    rows.map((row) => row.id),
    rows.map((row) => row.recordId),
    tx.actor,
    tx.purpose,
    look.reason,
    look.what,
    tx.now,
  ]);
}

/** Those that the same actor did not look at in the same way since. */
export async function insertNewAccessRows(
  tx: Tx,
  look: { readonly reason: string; readonly what: string },
  rows: readonly { readonly id: string; readonly recordId: string }[],
  since: Temporal.Instant,
): Promise<void> {
  await tx.run(insertNewAccesses, [
    rows.map((row) => row.id),
    rows.map((row) => row.recordId),
    tx.actor,
    tx.purpose,
    look.reason,
    look.what,
    tx.now,
    since,
  ]);
}

export function listAccessRows(
  executor: Executor,
  recordIds: readonly string[],
  limit: number,
): Promise<AccessRow[]> {
  return executor.all(listAccesses, [recordIds, limit]);
}

export type ProvisionToInsert = {
  readonly direction: 'given' | 'received';
  readonly partyId: string | null;
  readonly partyName: string;
  readonly partyAddress: string | null;
  readonly partyRepresentative: string | null;
  readonly items: readonly string[];
  readonly purpose: string;
  readonly basis: 'consent' | 'opt_out' | 'entrusted' | 'joint_use' | 'law';
  readonly acquiredHow: string | null;
  readonly channel: string;
  readonly keepUntil: Temporal.PlainDate;
};

export async function insertProvisionRows(
  tx: Tx,
  provision: ProvisionToInsert,
  rows: readonly {
    readonly id: string;
    readonly recordId: string;
    readonly consentId: string | null;
  }[],
): Promise<void> {
  await tx.run(insertProvisions, [
    rows.map((row) => row.id),
    rows.map((row) => row.recordId),
    provision.direction,
    provision.partyId,
    provision.partyName,
    provision.partyAddress,
    provision.partyRepresentative,
    provision.items,
    provision.purpose,
    provision.basis,
    provision.acquiredHow,
    provision.channel,
    tx.actor,
    tx.now,
    provision.keepUntil,
    rows.map((row) => row.consentId),
  ]);
}
