// SQL of links and of the customer that records point at.
import { type Executor, statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { customersRefusals } from './errors.ts';
import type { RecordRow } from './store.ts';

export type LinkRow = {
  id: string;
  record_a: string;
  record_b: string;
  verdict: 'same' | 'never';
  kind: string;
  strength: 'certain' | 'strong' | 'weak';
  probability: number | null;
  evidence: Record<string, unknown>;
  source: string;
  rule_version: number;
  made_at: Temporal.Instant;
  made_by: string;
  withdrawn_at: Temporal.Instant | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
};

const columns = `id, record_a, record_b, verdict, kind, strength, probability, evidence, source,
  rule_version, made_at, made_by, withdrawn_at, withdrawn_by, withdrawn_reason`;

const lockOfCustomers = statement<RecordRow>(`
  SELECT r.id, r.customer_id, r.first_customer_id, r.source, r.kind, r.place_id, r.consent, r.registered_at,
    r.created_at, r.erased_at
  FROM customers.record r
  WHERE r.customer_id IN (SELECT customer_id FROM customers.record WHERE id = ANY ($1::uuid[]))
  ORDER BY r.id FOR NO KEY UPDATE`);
const shareOfCustomer = statement<{ id: string }>(`
  SELECT id FROM customers.record WHERE customer_id = $1 ORDER BY id FOR SHARE`);
const insert = statement<object>(`
  INSERT INTO customers.link (id, record_a, record_b, verdict, kind, strength, probability, evidence, source,
    rule_version, made_at, made_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);
const findLive = statement<LinkRow>(
  `SELECT ${columns} FROM customers.link WHERE id = $1 AND withdrawn_at IS NULL`,
);
const findAny = statement<LinkRow>(`SELECT ${columns} FROM customers.link WHERE id = $1`);
const withdraw = statement<object>(`
  UPDATE customers.link SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4
  WHERE id = $1 AND withdrawn_at IS NULL`);
const listOf = statement<LinkRow>(`
  SELECT ${columns} FROM customers.link
  WHERE record_a = ANY ($1::uuid[]) OR record_b = ANY ($1::uuid[]) ORDER BY made_at, id`);
const point = statement<object>(`
  UPDATE customers.record r SET customer_id = p.customer_id
  FROM unnest($1::uuid[], $2::uuid[]) AS p(record_id, customer_id) WHERE r.id = p.record_id`);

/** Locks every record of the customers that these records belong to. */
export function lockRecordsOfCustomersOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<RecordRow[]> {
  return tx.all(lockOfCustomers, [recordIds]);
}

/** Keeps the records of a customer where they are until the transaction ends. */
export async function shareRecordsOfCustomer(tx: Tx, customerId: string): Promise<string[]> {
  return (await tx.all(shareOfCustomer, [customerId])).map((row) => row.id);
}

export type LinkToInsert = Omit<
  LinkRow,
  'withdrawn_at' | 'withdrawn_by' | 'withdrawn_reason' | 'made_at' | 'made_by'
>;

/** Refuses with customers.linked_already. */
export async function insertLinkRow(tx: Tx, link: LinkToInsert): Promise<void> {
  try {
    await tx.run(insert, [
      link.id,
      link.record_a,
      link.record_b,
      link.verdict,
      link.kind,
      link.strength,
      link.probability,
      JSON.stringify(link.evidence),
      link.source,
      link.rule_version,
      tx.now,
      tx.actor,
    ]);
  } catch (error) {
    throw violatedConstraint(error) === 'link_live' ? customersRefusals.linked_already() : error;
  }
}

export function findLiveLinkRow(tx: Tx, linkId: string): Promise<LinkRow | undefined> {
  return tx.maybe(findLive, [linkId]);
}

/** Also one that was taken back. */
export function findLinkRow(tx: Tx, linkId: string): Promise<LinkRow | undefined> {
  return tx.maybe(findAny, [linkId]);
}

export async function withdrawLinkRow(tx: Tx, linkId: string, reason: string): Promise<number> {
  return tx.run(withdraw, [linkId, tx.now, tx.actor, reason]);
}

/** Every link that touches one of the records, also those taken back, oldest first. */
export function listLinkRows(executor: Executor, recordIds: readonly string[]): Promise<LinkRow[]> {
  return executor.all(listOf, [recordIds]);
}

export async function pointRecords(tx: Tx, customerOf: ReadonlyMap<string, string>): Promise<void> {
  await tx.run(point, [[...customerOf.keys()], [...customerOf.values()]]);
}
