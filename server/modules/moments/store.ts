// Every SQL statement of moments.
import { statement } from '#kernel/db';
import { runHopefully } from '#kernel/hopeful-write';
import type { Tx } from '#kernel/transaction';

export type SourceRow = {
  id: string;
  code: string;
  kind: string;
  name: string;
  place_id: string | null;
  target: string;
  created_at: Temporal.Instant;
};
export type DeviceRow = {
  record_id: string;
  owner_record_id: string | null;
  first_source_id: string | null;
  last_source_id: string | null;
  last_source_at: Temporal.Instant | null;
};

const sourceColumns = 'id, code, kind, name, place_id, target, created_at';
const insertSource = statement<{ id: string }>(`
  INSERT INTO moments.source (id, code, kind, name, place_id, target, created_at, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (code) DO NOTHING RETURNING id`);
const sourcesByCode = statement<SourceRow>(
  `SELECT ${sourceColumns} FROM moments.source WHERE code = ANY ($1::text[]) AND ended_at IS NULL`,
);
const sourcesById = statement<SourceRow>(
  `SELECT ${sourceColumns} FROM moments.source WHERE id = ANY ($1::uuid[])`,
);
const sources = statement<SourceRow>(`
  SELECT ${sourceColumns} FROM moments.source WHERE ended_at IS NULL AND ($1::uuid IS NULL OR place_id = $1)
  ORDER BY created_at DESC, id DESC LIMIT 500`);
// Sorted, so that two who send the same wait for each other and never in a circle.
const takeNew =
  'INSERT INTO moments.taken (id, taken_at) SELECT id, $2 FROM unnest($1::uuid[]) AS given(id) ORDER BY id';
const takeAll = statement<object>(takeNew);
const takeThoseNew = statement<object>(`${takeNew} ON CONFLICT DO NOTHING`);
const takenHere = statement<{ id: string }>(`
  SELECT id FROM moments.taken WHERE id = ANY ($1::uuid[]) AND xmin = pg_current_xact_id()::xid`);
const insertDevice = statement<object>(`
  INSERT INTO moments.device (record_id, created_at) VALUES ($1, $2)`);
const findDevice = statement<DeviceRow>(`
  SELECT record_id, owner_record_id, first_source_id, last_source_id, last_source_at
  FROM moments.device WHERE record_id = $1`);
const ownDevice = statement<{ record_id: string }>(`
  UPDATE moments.device SET owner_record_id = $2 WHERE record_id = $1 AND owner_record_id IS NULL
  RETURNING record_id`);
const rememberSource = statement<object>(`
  UPDATE moments.device SET first_source_id = coalesce(first_source_id, $2), last_source_id = $2,
    last_source_at = $3
  WHERE record_id = $1`);
const forgetDevices = statement<object>(`
  DELETE FROM moments.device WHERE record_id = ANY ($1::uuid[])`);
const forgetOwners = statement<object>(`
  UPDATE moments.device SET owner_record_id = NULL WHERE owner_record_id = ANY ($1::uuid[])`);
const addCounts = statement<object>(`
  INSERT INTO moments.count AS c (day, type, channel, place_id, source_id, count)
  SELECT g.day, g.type, g.channel, g.place_id, s.id, sum(g.count)
  FROM unnest($1::date[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bigint[])
    AS g(day, type, channel, place_id, code, count)
  LEFT JOIN moments.source s ON s.code = g.code
  GROUP BY g.day, g.type, g.channel, g.place_id, s.id
  ON CONFLICT (day, type, channel, place_id, source_id) DO UPDATE SET count = c.count + excluded.count`);
const countsOfSources = statement<{ source_id: string; type: string; count: number }>(`
  SELECT source_id, type, sum(count)::bigint AS count FROM moments.count
  WHERE source_id = ANY ($1::uuid[]) AND day >= $2::date GROUP BY source_id, type`);

/** False when the code is used already. */
export async function insertSourceRow(tx: Tx, row: Omit<SourceRow, 'created_at'>) {
  const made = await tx.maybe(insertSource, [
    row.id,
    row.code,
    row.kind,
    row.name,
    row.place_id,
    row.target,
    tx.now,
    tx.actor,
  ]);
  return made !== undefined;
}

export function findSourceRowsByCode(tx: Tx, codes: readonly string[]): Promise<SourceRow[]> {
  return tx.all(sourcesByCode, [codes]);
}

export function findSourceRows(tx: Tx, ids: readonly string[]): Promise<SourceRow[]> {
  return tx.all(sourcesById, [ids]);
}

/** Newest first. */
export function listSourceRows(tx: Tx, placeId: string | null): Promise<SourceRow[]> {
  return tx.all(sources, [placeId]);
}

/**
 * The ids (each given once, in lower case) that were not there before this transaction; null: all of them. Mostly all
 * are new, and only otherwise is it asked which, since handing every id back cost as much as a third of taking it.
 * Nothing else may be under way meanwhile (see hopeful-write.ts).
 */
export async function takeIds(tx: Tx, ids: readonly string[]): Promise<Set<string> | null> {
  if ((await runHopefully(tx, takeAll, [ids, tx.now])) !== undefined) {
    return null;
  }
  const count = await tx.run(takeThoseNew, [ids, tx.now]);
  return count === 0 ? new Set() : new Set((await tx.all(takenHere, [ids])).map((row) => row.id));
}

export async function insertDeviceRow(tx: Tx, recordId: string): Promise<void> {
  await tx.run(insertDevice, [recordId, tx.now]);
}

export function findDeviceRow(tx: Tx, recordId: string): Promise<DeviceRow | undefined> {
  return tx.maybe(findDevice, [recordId]);
}

/** Makes an account the owner of a device that has none; false when somebody was quicker. */
export async function ownDeviceRow(tx: Tx, recordId: string, ownerId: string): Promise<boolean> {
  return (await tx.maybe(ownDevice, [recordId, ownerId])) !== undefined;
}

export async function rememberSourceOf(tx: Tx, recordId: string, sourceId: string): Promise<void> {
  await tx.run(rememberSource, [recordId, sourceId, tx.now]);
}

/** Erased devices lose their rows; devices of an erased account lose their owner. */
export async function forgetDeviceRows(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.run(forgetDevices, [recordIds]);
  await tx.run(forgetOwners, [recordIds]);
}

export type CountToAdd = {
  readonly day: string;
  readonly type: string;
  readonly channel: string;
  readonly placeId: string | null;
  readonly code: string | null;
};

export async function addCountRows(tx: Tx, rows: readonly CountToAdd[]): Promise<void> {
  await tx.run(addCounts, [
    rows.map((row) => row.day),
    rows.map((row) => row.type),
    rows.map((row) => row.channel),
    rows.map((row) => row.placeId),
    rows.map((row) => row.code),
    rows.map(() => 1),
  ]);
}

export function countRowsOfSources(
  tx: Tx,
  sourceIds: readonly string[],
  since: string,
): Promise<{ source_id: string; type: string; count: number }[]> {
  return tx.all(countsOfSources, [sourceIds, since]);
}
