// Every SQL statement about what tills told.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { EntryAnswer, TillEntry } from './schemas.ts';

export type EntryRow = {
  id: string;
  drawer_id: string;
  place_id: string;
  kind: string;
  outcome: string;
  at: Temporal.Instant;
  till_at: Temporal.Instant;
  received_at: Temporal.Instant;
  staff_id: string | null;
  order_id: string | null;
  total_minor: number;
  parts: Readonly<Record<string, number>>;
  discounts: Readonly<Record<string, number>>;
  answer: EntryAnswer;
};

const columns = `id, drawer_id, place_id, kind, outcome, at, till_at, received_at, staff_id, order_id,
  total_minor, parts, discounts, answer`;

// Two tellings of one entry at once: the second waits here and then finds what the first did.
const lockEntry = statement<{ locked: string }>(
  `SELECT pg_advisory_xact_lock(hashtextextended('tills ' || $1, 0))::text AS locked`,
);
const findEntry = statement<EntryRow>(`SELECT ${columns} FROM tills.entry WHERE id = $1`);
const findEntries = statement<EntryRow>(
  `SELECT ${columns} FROM tills.entry WHERE id = ANY ($1::uuid[])`,
);
const insert = statement<object>(`
  INSERT INTO tills.entry (${columns}, told)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb, $14::jsonb, $15::jsonb)`);
const ofDrawer = statement<EntryRow>(
  `SELECT ${columns} FROM tills.entry WHERE drawer_id = $1 ORDER BY at, id LIMIT 100000`,
);

const findOrder = statement<{ is_in: boolean }>(
  "SELECT EXISTS (SELECT FROM tills.entry WHERE order_id = $1 AND kind IN ('sale', 'return', 'counted')) AS is_in",
);

/** Whether an order (uuid) is in some drawer. */
export async function isOrderInDrawer(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.one(findOrder, [orderId])).is_in;
}

/** Answers it when it was told before; whoever tells it at the same time waits. */
export async function lockKnownEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  await tx.one(lockEntry, [id]);
  return tx.maybe(findEntry, [id]);
}

export async function findKnownEntries(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, EntryRow>> {
  return new Map((await tx.all(findEntries, [ids])).map((row) => [row.id, row]));
}

export async function insertEntry(tx: Tx, row: EntryRow, told: unknown): Promise<void> {
  await tx.run(insert, [
    row.id,
    row.drawer_id,
    row.place_id,
    row.kind,
    row.outcome,
    row.at,
    row.till_at,
    row.received_at,
    row.staff_id,
    row.order_id,
    row.total_minor,
    JSON.stringify(row.parts),
    JSON.stringify(row.discounts),
    JSON.stringify(row.answer),
    told === undefined ? null : JSON.stringify(told),
  ]);
}

export function listEntriesOfDrawer(tx: Tx, drawerId: string): Promise<EntryRow[]> {
  return tx.all(ofDrawer, [drawerId]);
}

export type ConflictRow = {
  id: string;
  place_id: string;
  entry_id: string;
  kind: string;
  facts: Readonly<Record<string, string | number | null>>;
  opened_at: Temporal.Instant;
  settled_at: Temporal.Instant | null;
  settlement: string | null;
  order_id: string | null;
};
/** With the whole of what was told, where it is parked. */
export type OpenConflictRow = ConflictRow & {
  told: TillEntry | null;
  refusal: EntryAnswer['refusal'];
};

const insertConflicts = statement<object>(`
  INSERT INTO tills.conflict (id, place_id, entry_id, kind, facts, opened_at)
  SELECT id, $2, $3, kind, facts::jsonb, $4 FROM unnest($1::uuid[], $5::text[], $6::text[]) AS c(id, kind, facts)`);
const listOpen = statement<OpenConflictRow>(`
  SELECT c.id, c.place_id, c.entry_id, c.kind, c.facts, c.opened_at, c.settled_at, c.settlement, e.order_id,
    CASE WHEN c.kind = 'not_booked' THEN e.told END AS told,
    CASE WHEN c.kind = 'not_booked' THEN e.answer -> 'refusal' END AS refusal
  FROM tills.conflict c JOIN tills.entry e ON e.id = c.entry_id
  WHERE c.settled_at IS NULL AND ($1::uuid IS NULL OR c.place_id = $1)
  ORDER BY c.opened_at, c.id LIMIT $2`);
const settle = statement<ConflictRow>(`
  UPDATE tills.conflict c SET settled_at = $2, settled_by = $3, settlement = $4
  FROM tills.entry e WHERE c.id = $1 AND c.settled_at IS NULL AND e.id = c.entry_id
  RETURNING c.id, c.place_id, c.entry_id, c.kind, c.facts, c.opened_at, c.settled_at, c.settlement, e.order_id`);

const hasOpenOfDrawer = statement<{ has: boolean }>(`
  SELECT EXISTS (SELECT FROM tills.conflict c JOIN tills.entry e ON e.id = c.entry_id
    WHERE c.settled_at IS NULL AND c.kind = $2 AND c.place_id = $3 AND e.drawer_id = $1) AS has`);

/** Whether people have such a conflict of this drawer before them already. */
export async function hasConflictOfDrawer(
  tx: Tx,
  drawerId: string,
  kind: string,
  placeId: string,
): Promise<boolean> {
  return (await tx.one(hasOpenOfDrawer, [drawerId, kind, placeId])).has;
}

export type ConflictToOpen = {
  readonly id: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
};

export async function openConflicts(
  tx: Tx,
  placeId: string,
  entryId: string,
  conflicts: readonly ConflictToOpen[],
): Promise<void> {
  await tx.run(insertConflicts, [
    conflicts.map(({ id }) => id),
    placeId,
    entryId,
    tx.now,
    conflicts.map(({ kind }) => kind),
    conflicts.map(({ facts }) => JSON.stringify(facts)),
  ]);
}

export function listOpenConflicts(
  tx: Tx,
  placeId: string | null,
  limit: number,
): Promise<OpenConflictRow[]> {
  return tx.all(listOpen, [placeId, limit]);
}

export function settleConflictRow(
  tx: Tx,
  id: string,
  settlement: string,
): Promise<ConflictRow | undefined> {
  return tx.maybe(settle, [id, tx.now, tx.actor, settlement]);
}
