// SQL of leaks and their reports.
import { statement } from '#kernel/db';
import { declareSecrets } from '#kernel/sealed-secrets';
import type { Tx } from '#kernel/transaction';
import type { LeakKind, LeakStep } from './leak.ts';

/** What binds the sealed story of a leak to its column. */
export const storyUse = 'privacy.leak';

export type LeakRow = {
  id: string;
  known_at: Temporal.Instant;
  happened_at: Temporal.Instant | null;
  kind: LeakKind;
  cause: string;
  story_sealed: Buffer;
  people: number;
  items: string[];
  opened_by: string;
  opened_at: Temporal.Instant;
};
export type LeakStepRow = {
  leak_id: string;
  step: LeakStep;
  done_at: Temporal.Instant;
  done_by: string;
  reference: string | null;
};

const columns =
  'id, known_at, happened_at, kind, cause, story_sealed, people, items, opened_by, opened_at';
const insert = statement<LeakRow>(`
  INSERT INTO privacy.leak (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`);
const list = statement<LeakRow>(
  `SELECT ${columns} FROM privacy.leak ORDER BY known_at DESC, id DESC LIMIT 200`,
);
const find = statement<LeakRow>(`SELECT ${columns} FROM privacy.leak WHERE id = $1`);
const steps = statement<LeakStepRow>(`
  SELECT leak_id, step, done_at, done_by, reference FROM privacy.leak_step
  WHERE leak_id = ANY ($1::uuid[]) ORDER BY done_at, step`);
const insertStep = statement<object>(`
  INSERT INTO privacy.leak_step (leak_id, step, done_at, done_by, reference) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`);

export function insertLeakRow(
  tx: Tx,
  leak: Omit<LeakRow, 'opened_by' | 'opened_at'>,
): Promise<LeakRow> {
  return tx.one(insert, [
    leak.id,
    leak.known_at,
    leak.happened_at,
    leak.kind,
    leak.cause,
    leak.story_sealed,
    leak.people,
    leak.items,
    tx.actor,
    tx.now,
  ]);
}

export function listLeakRows(tx: Tx): Promise<LeakRow[]> {
  return tx.all(list);
}

export function findLeakRow(tx: Tx, id: string): Promise<LeakRow | undefined> {
  return tx.maybe(find, [id]);
}

export function listLeakStepRows(tx: Tx, leakIds: readonly string[]): Promise<LeakStepRow[]> {
  return tx.all(steps, [leakIds]);
}

/** A step that is done stays as it was first said. */
export async function insertLeakStepRow(
  tx: Tx,
  leakId: string,
  step: LeakStep,
  reference: string | null,
): Promise<void> {
  await tx.run(insertStep, [leakId, step, tx.now, tx.actor, reference]);
}

declareSecrets({
  use: storyUse,
  stale: statement(`
    SELECT id, story_sealed AS sealed FROM privacy.leak
    WHERE substring(story_sealed FROM 1 FOR 2) <> $1 LIMIT $2 FOR UPDATE`),
  replace: statement('UPDATE privacy.leak SET story_sealed = $2 WHERE id = $1'),
});
