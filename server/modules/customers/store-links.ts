// SQL of links and of the customer that records point at.
import { type Executor, gatherWrites, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
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

/** A link that stands, without its story. */
export type StandingRow = Pick<
  LinkRow,
  'id' | 'record_a' | 'record_b' | 'verdict' | 'kind' | 'strength' | 'probability'
>;

const standingColumns = 'id, record_a, record_b, verdict, kind, strength, probability';
const columns = `id, record_a, record_b, verdict, kind, strength, probability, evidence, source,
  rule_version, made_at, made_by, withdrawn_at, withdrawn_by, withdrawn_reason`;

const lockOfCustomers = statement<RecordRow>(`
  SELECT r.id, r.customer_id, r.first_customer_id, r.source, r.kind, r.place_id, r.consent, r.registered_at,
    r.created_at, r.erased_at, r.stopped_at
  FROM customers.record r
  WHERE r.customer_id IN (SELECT customer_id FROM customers.record WHERE id = ANY ($1::uuid[]))
  ORDER BY r.id FOR NO KEY UPDATE`);
const shareOfCustomers = statement<{ id: string }>(`
  SELECT r.id FROM customers.record r
  WHERE r.customer_id IN (SELECT customer_id FROM customers.record WHERE id = ANY ($1::uuid[]))
  ORDER BY r.id FOR SHARE`);
const insert = statement<object>(`
  INSERT INTO customers.link (id, record_a, record_b, verdict, kind, strength, probability, evidence, source,
    rule_version, made_at, made_by)
  SELECT l.id, l.record_a, l.record_b, l.verdict, l.kind, l.strength, l.probability, l.evidence::jsonb, l.source,
    l.rule_version, $11, $12
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::real[], $8::text[],
    $9::text[], $10::int[])
    AS l(id, record_a, record_b, verdict, kind, strength, probability, evidence, source, rule_version)`);
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
// Evidence stays where it is: a kilobyte a link that these look-ups do not need. With OR instead of UNION it took three
// times as long. The ids stand in a SELECT of their own, so that the planner cannot count them: a short list makes it plan
// anew at each call, which costs more than the look-up.
const listStanding = statement<StandingRow>(`
  SELECT ${standingColumns} FROM (
    SELECT ${standingColumns}, made_at FROM customers.link
    WHERE record_a = ANY ((SELECT $1::uuid[])::uuid[]) AND withdrawn_at IS NULL
    UNION SELECT ${standingColumns}, made_at FROM customers.link
    WHERE record_b = ANY ((SELECT $1::uuid[])::uuid[]) AND withdrawn_at IS NULL
  ) AS standing ORDER BY made_at, id`);
// A link that stands joins records of one customer, or keeps two apart: the smaller end is enough to find it.
const listStandingAround = statement<{ around_id: string } & (StandingRow | { id: null })>(`
  WITH around AS MATERIALIZED (
    SELECT o.id FROM customers.record o WHERE o.customer_id IN
      (SELECT customer_id FROM customers.record WHERE id = ANY ($1::uuid[]))
  )
  SELECT a.id AS around_id, l.id, l.record_a, l.record_b, l.verdict, l.kind, l.strength, l.probability
  FROM around a LEFT JOIN customers.link l ON l.record_a = a.id AND l.withdrawn_at IS NULL`);
const point = statement<object>(`
  UPDATE customers.record r SET customer_id = p.customer_id
  FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS p(record_id, customer_id) WHERE r.id = p.record_id`);

/** Locks every record of the customers that these records belong to. */
export function lockRecordsOfCustomersOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<RecordRow[]> {
  return tx.all(lockOfCustomers, [recordIds]);
}

/** Keeps every record of the customers that these records belong to where it is until the transaction ends. */
export function shareRecordsOfCustomersOf(
  tx: Tx,
  recordIds: readonly string[],
): Promise<{ id: string }[]> {
  return tx.all(shareOfCustomers, [recordIds]);
}

const roundsMax = 20;

/**
 * Takes locks until they are what is needed: `lock` answers undefined where records moved while it waited. Then what it
 * locked is let go before it tries again: whoever kept it and asked for records with smaller ids beside it would wait for
 * somebody who waits for her.
 */
export async function lockUntilWhole<Held>(
  tx: Tx,
  lock: () => Promise<Held | undefined>,
): Promise<Held> {
  for (let round = 0; round < roundsMax; round += 1) {
    gatherWrites(tx.client);
    const [, held] = await Promise.all([tx.client.query('SAVEPOINT holding'), lock()]);
    if (held !== undefined) {
      return held;
    }
    await tx.client.query('ROLLBACK TO SAVEPOINT holding; RELEASE SAVEPOINT holding');
  }
  throw new Error('the records kept moving between customers; try again');
}

export type LinkToInsert = Omit<
  LinkRow,
  'withdrawn_at' | 'withdrawn_by' | 'withdrawn_reason' | 'made_at' | 'made_by'
>;

/** Whoever inserts holds the records of both ends: that none of these links stands already was looked at. */
export async function insertLinkRows(tx: Tx, links: readonly LinkToInsert[]): Promise<void> {
  if (links.length === 0) {
    return;
  }
  await tx.run(insert, [
    links.map((link) => link.id),
    links.map((link) => link.record_a),
    links.map((link) => link.record_b),
    links.map((link) => link.verdict),
    links.map((link) => link.kind),
    links.map((link) => link.strength),
    links.map((link) => link.probability),
    links.map((link) => JSON.stringify(link.evidence)),
    links.map((link) => link.source),
    links.map((link) => link.rule_version),
    tx.now,
    tx.actor,
  ]);
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

/** Links that stand and touch one of the records, oldest first. */
export function listStandingRows(
  executor: Executor,
  recordIds: readonly string[],
): Promise<StandingRow[]> {
  return executor.all(listStanding, [recordIds]);
}

/** The records of the customers that these records belong to, and the links that stand and begin at one of them. */
export async function findStandingAround(
  executor: Executor,
  recordIds: readonly string[],
): Promise<{ readonly ids: ReadonlySet<string>; readonly links: StandingRow[] }> {
  const rows = await executor.all(listStandingAround, [recordIds]);
  return {
    ids: new Set(rows.map((row) => row.around_id)),
    links: rows.flatMap((row) => (row.id === null ? [] : [row])),
  };
}

export async function pointRecords(tx: Tx, customerOf: ReadonlyMap<string, string>): Promise<void> {
  await tx.run(point, [[...customerOf.keys()], [...customerOf.values()]]);
}
