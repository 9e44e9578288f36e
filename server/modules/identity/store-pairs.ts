// SQL of judged pairs.
import type { PairEvidence } from '@engawa/match';
import { type Executor, statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { ReviewReason, Strength } from './policy.ts';

/** What people decide outlives every later score. */
export type Verdict = 'same' | 'different' | 'unsure';
/** What people may still decide. */
export type Waiting = 'open' | 'unsure';
export type PairState = 'linked' | 'open' | 'quiet' | Verdict;

export type PairRow = {
  record_a: string;
  record_b: string;
  probability: number;
  strength: Strength;
  state: PairState;
  reason: ReviewReason | null;
  conflict: string | null;
  evidence: PairEvidence[];
  worth: number;
  model_version: number;
  found_at: Temporal.Instant;
  decided_at: Temporal.Instant | null;
  decided_by: string | null;
};

const columns = `record_a, record_b, probability, strength, state, reason, conflict, evidence, worth,
  model_version, found_at, decided_at, decided_by`;

const findOf = statement<PairRow>(`
  SELECT ${columns} FROM identity.pair WHERE record_a = ANY ($1::uuid[])
  UNION SELECT ${columns} FROM identity.pair WHERE record_b = ANY ($1::uuid[])
  ORDER BY record_a, record_b`);
const suggested = statement<{ id: string }>(`
  SELECT record_b AS id FROM identity.pair WHERE state = 'open' AND record_a = ANY ($1::uuid[])
  UNION SELECT record_a FROM identity.pair WHERE state = 'open' AND record_b = ANY ($1::uuid[]) ORDER BY id LIMIT 200`);
const lockFor = statement<PairRow>(`
  SELECT ${columns} FROM identity.pair WHERE (record_a, record_b) IN
    (SELECT k.a, k.b FROM unnest($1::uuid[], $2::uuid[]) AS k(a, b))
  ORDER BY record_a, record_b FOR UPDATE`);
// Pairs that people decided keep their verdict; only what is known of them is renewed.
const put = statement<{ a: string; b: string; is_decided: boolean }>(`
  INSERT INTO identity.pair (record_a, record_b, probability, strength, state, reason, conflict, evidence, worth,
    model_version, found_at)
  SELECT p.a, p.b, p.probability, p.strength, p.state, p.reason, p.conflict, p.evidence::jsonb, p.worth, $10, $11
  FROM unnest($1::uuid[], $2::uuid[], $3::real[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::real[]) AS p(a, b, probability, strength, state, reason, conflict, evidence, worth)
  ORDER BY p.a, p.b
  ON CONFLICT (record_a, record_b) DO UPDATE SET probability = excluded.probability,
    strength = excluded.strength, conflict = excluded.conflict, evidence = excluded.evidence,
    worth = excluded.worth, model_version = excluded.model_version,
    state = CASE WHEN identity.pair.decided_at IS NULL THEN excluded.state ELSE identity.pair.state END,
    reason = CASE WHEN identity.pair.decided_at IS NULL THEN excluded.reason ELSE identity.pair.reason END
  RETURNING record_a AS a, record_b AS b, decided_at IS NOT NULL AS is_decided`);
const decide = statement<object>(`
  UPDATE identity.pair SET state = $3, decided_at = $4, decided_by = $5 WHERE record_a = $1 AND record_b = $2`);
const putDecided = statement<object>(`
  INSERT INTO identity.pair (record_a, record_b, probability, strength, state, evidence, model_version, found_at,
    decided_at, decided_by)
  VALUES ($1, $2, 0, 'doubtful', $3, '[]', 0, $4, $4, $5)
  ON CONFLICT (record_a, record_b) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at,
    decided_by = excluded.decided_by`);
const queueOf = (state: Waiting) => `
  SELECT ${columns} FROM identity.pair
  WHERE state = '${state}' AND ($1::real IS NULL OR (-worth, record_a, record_b) > (-$1::real, $2::uuid, $3::uuid))
  ORDER BY worth DESC, record_a, record_b LIMIT $4`;
const queues = {
  open: statement<PairRow>(queueOf('open')),
  unsure: statement<PairRow>(queueOf('unsure')),
};
const counts = statement<{ state: PairState; pairs: number }>(
  'SELECT state, count(*) AS pairs FROM identity.pair GROUP BY state',
);

export type PairKey = { readonly a: string; readonly b: string };

/** The smaller id first, as pairs are kept. */
export function pairOf(one: string, other: string): PairKey {
  return one < other ? { a: one, b: other } : { a: other, b: one };
}

export function pairKeyOf({ a, b }: PairKey): string {
  return `${a} ${b}`;
}

/** Every pair that touches one of the records. */
export function findPairsOf(executor: Executor, recordIds: readonly string[]): Promise<PairRow[]> {
  return executor.all(findOf, [recordIds]);
}

export function lockPairs(tx: Tx, keys: readonly PairKey[]): Promise<PairRow[]> {
  return tx.all(lockFor, [keys.map(({ a }) => a), keys.map(({ b }) => b)]);
}

export type JudgedPair = Omit<PairToPut, 'worth'>;

export type PairToPut = Omit<
  PairRow,
  'found_at' | 'decided_at' | 'decided_by' | 'model_version' | 'evidence'
> & { readonly evidence: readonly PairEvidence[] };

/** Writes pairs as they were judged; answers those that people decided, which keep their verdict. */
export async function putPairs(
  tx: Tx,
  pairs: readonly PairToPut[],
  modelVersion: number,
): Promise<PairKey[]> {
  const rows = await tx.all(put, [
    pairs.map((pair) => pair.record_a),
    pairs.map((pair) => pair.record_b),
    pairs.map((pair) => pair.probability),
    pairs.map((pair) => pair.strength),
    pairs.map((pair) => pair.state),
    pairs.map((pair) => pair.reason),
    pairs.map((pair) => pair.conflict),
    pairs.map((pair) => JSON.stringify(pair.evidence)),
    pairs.map((pair) => pair.worth),
    modelVersion,
    tx.now,
  ]);
  return rows.filter((row) => row.is_decided);
}

const setStates = statement<object>(`
  UPDATE identity.pair p SET state = s.state, reason = s.reason
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS s(a, b, state, reason)
  WHERE p.record_a = s.a AND p.record_b = s.b AND p.decided_at IS NULL
    AND (p.state, p.reason) IS DISTINCT FROM (s.state, s.reason)`);

/** What came of pairs; those that people decided keep their verdict. */
export async function setPairStates(
  tx: Tx,
  states: readonly (PairKey & {
    readonly state: PairState;
    readonly reason: ReviewReason | null;
  })[],
): Promise<void> {
  if (states.length > 0) {
    await tx.run(setStates, [
      states.map(({ a }) => a),
      states.map(({ b }) => b),
      states.map(({ state }) => state),
      states.map(({ reason }) => reason),
    ]);
  }
}

/** A person's word on a pair that was suggested. */
export async function decidePair(tx: Tx, { a, b }: PairKey, verdict: Verdict): Promise<void> {
  await tx.run(decide, [a, b, verdict, tx.now, tx.actor]);
}

/** A person's word on any pair, also one that nobody suggested. */
export async function putDecidedPair(tx: Tx, { a, b }: PairKey, verdict: Verdict): Promise<void> {
  await tx.run(putDecided, [a, b, verdict, tx.now, tx.actor]);
}

/** Pairs that nobody decided, or that somebody was not sure of; most worth deciding first, after a point in that order. */
export function listQueue(
  executor: Executor,
  state: Waiting,
  after: { readonly worth: number; readonly a: string; readonly b: string } | undefined,
  limit: number,
): Promise<PairRow[]> {
  return executor.all(queues[state], [
    after?.worth ?? null,
    after?.a ?? null,
    after?.b ?? null,
    limit,
  ]);
}

export async function countPairs(executor: Executor): Promise<Map<PairState, number>> {
  const rows = await executor.all(counts);
  return new Map(rows.map((row) => [row.state, row.pairs]));
}

/** Records (uuid) that wait to be judged as perhaps one with these. */
export async function findSuggestedRecords(
  executor: Executor,
  recordIds: readonly string[],
): Promise<string[]> {
  return (await executor.all(suggested, [recordIds])).map((row) => row.id);
}
