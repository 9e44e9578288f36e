// SQL of what the books say of a person, for her.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';

export type ConsentRow = {
  id: string;
  record_id: string;
  purpose: string;
  decision: 'given' | 'withdrawn';
  text_version: string;
  language: string;
  channel: string;
  place_id: string | null;
  actor: string;
  decided_at: Temporal.Instant;
  evidence: Buffer | null;
};
export type ProvisionRow = {
  record_id: string;
  direction: 'given' | 'received';
  party_name: string;
  party_address: string | null;
  party_representative: string | null;
  items: string[];
  purpose: string;
  basis: string;
  acquired_how: string | null;
  channel: string;
  at: Temporal.Instant;
  keep_until: Temporal.PlainDate;
};

const consents = statement<ConsentRow>(`
  SELECT id, record_id, purpose, decision, text_version, language, channel, place_id, actor, decided_at, evidence
  FROM privacy.consent WHERE record_id = ANY ($1::uuid[]) ORDER BY decided_at DESC, id DESC LIMIT 5000`);
const provisionColumns = `record_id, direction, party_name, party_address, party_representative, items, purpose, basis,
  acquired_how, channel, at, keep_until`;
const provisionsOf = statement<ProvisionRow>(`
  SELECT ${provisionColumns} FROM privacy.provision
  WHERE record_id = ANY ($1::uuid[]) ORDER BY at DESC, id DESC LIMIT 5000`);
const provisions = statement<ProvisionRow>(`
  SELECT ${provisionColumns} FROM privacy.provision
  WHERE at >= $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3`);
const endProvisions = statement<object>('DELETE FROM privacy.provision WHERE keep_until < $1');

/** Every decision of these records, the newest first. */
export function listConsentRows(tx: Tx, recordIds: readonly string[]): Promise<ConsentRow[]> {
  return tx.all(consents, [recordIds]);
}

/** What of these records was given to or taken from others. */
export function listProvisionRowsOf(tx: Tx, recordIds: readonly string[]): Promise<ProvisionRow[]> {
  return tx.all(provisionsOf, [recordIds]);
}

/** The book of giving and receiving over a time, the newest first. */
export function listProvisionRows(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
  limit: number,
): Promise<ProvisionRow[]> {
  return tx.all(provisions, [from, until, limit]);
}

/** Takes out what has been kept for its three years; answers how many. */
export function deleteEndedProvisionRows(tx: Tx, today: Temporal.PlainDate): Promise<number> {
  return tx.run(endProvisions, [today]);
}

const givenConsents = statement<{ record_id: string; id: string }>(`
  SELECT DISTINCT ON (record_id) record_id, id FROM privacy.consent
  WHERE record_id = ANY ($1::uuid[]) AND purpose = $2 AND decision = 'given'
  ORDER BY record_id, decided_at DESC, id DESC`);

/** Record (uuid) → the decision by which she agreed to the purpose. */
export async function findGivenConsents(
  tx: Tx,
  recordIds: readonly string[],
  purpose: string,
): Promise<Map<string, string>> {
  const rows = await tx.all(givenConsents, [recordIds, purpose]);
  return new Map(rows.map((row) => [row.record_id, row.id]));
}
