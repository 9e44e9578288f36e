// The SQL of counts and of imported rows.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { StockKey } from '../balance.ts';
import type { CountDecision, MovedAfter } from './count.ts';

const movedAfter = statement<{ moved: number; absolute: number }>(`
  SELECT coalesce(m.moved, 0)::bigint AS moved, coalesce(m.absolute, 0)::bigint AS absolute
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) WITH ORDINALITY
    AS k(place_id, item_id, after, at)
  CROSS JOIN LATERAL (
    SELECT sum(quantity_milli) AS moved, sum(abs(quantity_milli)) AS absolute FROM stock.movement
    WHERE place_id = k.place_id AND item_id = k.item_id AND occurred_at > k.after
  ) AS m ORDER BY k.at`);
const insertCounts = statement<object>(`
  INSERT INTO stock.count (id, place_id, item_id, counted_milli, expected_milli, is_newest, counted_at, source,
    session_id, exposure_milli, recorded_at, actor)
  SELECT c.*, $11::timestamptz, $12::text FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[],
    $5::bigint[], $6::boolean[], $7::timestamptz[], $8::text[], $9::uuid[], $10::bigint[])
    AS c(id, place_id, item_id, counted_milli, expected_milli, is_newest, counted_at, source, session_id,
      exposure_milli)`);
const findImported = statement<{ row_number: number; content_hash: Buffer }>(`
  SELECT row_number, content_hash FROM stock.imported_row
  WHERE source = $1 AND row_number = ANY ($2::bigint[])`);
const rememberImported = statement<object>(`
  INSERT INTO stock.imported_row (source, row_number, content_hash, count_id)
  SELECT $1, r.* FROM unnest($2::bigint[], $3::bytea[], $4::uuid[]) AS r(row_number, content_hash, count_id)
  ON CONFLICT (source, row_number)
    DO UPDATE SET content_hash = excluded.content_hash, count_id = excluded.count_id`);

/** For each key and moment, what occurred after it; in the order asked. */
export async function sumMovedAfter(
  tx: Tx,
  asked: readonly (StockKey & { readonly after: Temporal.Instant })[],
): Promise<MovedAfter[]> {
  const rows = await tx.all(movedAfter, [
    asked.map((each) => each.placeId),
    asked.map((each) => each.itemId),
    asked.map((each) => each.after),
  ]);
  return rows.map((row) => ({ sumMilli: row.moved, absoluteMilli: row.absolute }));
}

export async function insertCountRows(tx: Tx, counts: readonly CountDecision[]): Promise<void> {
  await tx.run(insertCounts, [
    counts.map((count) => count.id),
    counts.map((count) => count.placeId),
    counts.map((count) => count.itemId),
    counts.map((count) => count.countedMilli),
    counts.map((count) => count.expectedMilli),
    counts.map((count) => count.isNewest),
    counts.map((count) => count.countedAt),
    counts.map((count) => count.source),
    counts.map((count) => count.sessionId),
    counts.map((count) => count.exposureMilli),
    tx.now,
    tx.actor,
  ]);
}

export async function findImportedRows(
  tx: Tx,
  source: string,
  rows: readonly number[],
): Promise<Map<number, Buffer>> {
  const known = await tx.all(findImported, [source, rows]);
  return new Map(known.map((row) => [row.row_number, row.content_hash]));
}

export type ImportedRow = { readonly row: number; readonly hash: Buffer; readonly countId: string };

export async function rememberImportedRows(
  tx: Tx,
  source: string,
  rows: readonly ImportedRow[],
): Promise<void> {
  await tx.run(rememberImported, [
    source,
    rows.map((row) => row.row),
    rows.map((row) => row.hash),
    rows.map((row) => row.countId),
  ]);
}
