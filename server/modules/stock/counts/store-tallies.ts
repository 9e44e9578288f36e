// The SQL of tallies, and of what is worth counting at a place.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';

export type TallyRow = {
  item_id: string;
  walk_id: string;
  counted_milli: number;
  counted_at: Temporal.Instant;
  /** When the house heard of it. */
  told_at: Temporal.Instant;
  actor: string;
};

export type TallyToKeep = {
  readonly itemId: string;
  readonly revision: number;
  readonly countedMilli: number;
  readonly countedAt: Temporal.Instant;
};

// Only what is newer changes anything, so telling it again, or late, is harmless.
const keep = statement<{ item_id: string }>(`
  INSERT INTO stock.count_tally AS t (session_id, item_id, walk_id, revision, counted_milli, counted_at, told_at, actor)
  SELECT $1, n.item_id, $2, n.revision, n.counted, n.at, $8, $7
  FROM unnest($3::uuid[], $4::int[], $5::bigint[], $6::timestamptz[]) AS n(item_id, revision, counted, at)
  ON CONFLICT (session_id, item_id, walk_id) DO UPDATE SET revision = excluded.revision,
    counted_milli = excluded.counted_milli, counted_at = excluded.counted_at, told_at = excluded.told_at,
    actor = excluded.actor
  WHERE excluded.revision > t.revision RETURNING item_id`);
// A walk that scanned and took everything back has counted nothing; several walks are a question. So is a walk that tells
// something else after somebody wrote the line: what was written stands until somebody says which.
const sumUp = statement<object>(`
  INSERT INTO stock.count_line AS l (session_id, item_id, counted_milli, counted_at, counted_by, times, is_decided)
  SELECT $1, t.item_id, sum(t.counted_milli)::bigint, max(t.counted_at), max(t.actor), count(*),
    count(*) FILTER (WHERE t.counted_milli > 0) < 2
  FROM stock.count_tally t WHERE t.session_id = $1 AND t.item_id = ANY ($2::uuid[]) GROUP BY t.item_id
  ON CONFLICT (session_id, item_id) DO UPDATE SET times = excluded.times,
    counted_milli = CASE WHEN l.corrected_at IS NULL THEN excluded.counted_milli ELSE l.counted_milli END,
    counted_at = CASE WHEN l.corrected_at IS NULL THEN excluded.counted_at ELSE l.counted_at END,
    counted_by = CASE WHEN l.corrected_at IS NULL THEN excluded.counted_by ELSE l.counted_by END,
    is_decided = CASE WHEN l.corrected_at IS NULL THEN excluded.is_decided
      ELSE l.is_decided AND excluded.counted_milli = l.counted_milli END`);
const list = statement<TallyRow>(`
  SELECT item_id, walk_id, counted_milli, counted_at, told_at, actor FROM stock.count_tally
  WHERE session_id = $1 ORDER BY item_id, counted_at, walk_id`);
const undecided = statement<{ lines: number }>(`
  SELECT count(*) AS lines FROM stock.count_line WHERE session_id = $1 AND NOT is_decided`);
const giveReasons = statement<object>(`
  UPDATE stock.count_line AS l SET reason = r.reason FROM unnest($2::uuid[], $3::text[]) AS r(item_id, reason)
  WHERE l.session_id = $1 AND l.item_id = r.item_id`);

const isKept = `(on_hand_milli <> 0 OR counted_at IS NOT NULL OR moved_since_count_milli > 0)`;
const onShelf = statement<{ item_id: string }>(`
  SELECT item_id FROM stock.balance WHERE place_id = $1 AND starts_with(shelf, $2) ORDER BY shelf, item_id LIMIT $3`);
const known = statement<{ item_id: string }>(`
  SELECT item_id FROM stock.balance WHERE place_id = $1 AND item_id = ANY ($2::uuid[]) AND ${isKept}
  ORDER BY item_id LIMIT $3`);
// By the losses to be expected since the count: the order of confidence.ts (what moved, and what stood for its share of a
// year; what nobody counted is a year old), without its distribution.
const stalest = statement<{ item_id: string }>(`
  SELECT item_id FROM stock.balance WHERE place_id = $1 AND ${isKept}
  ORDER BY (moved_since_count_milli + greatest(on_hand_milli, 0)
      * coalesce(extract(epoch FROM $2::timestamptz - counted_at) / 31536000, 1))
    * coalesce(shrinkage_bp, $4) / piece_milli DESC, item_id LIMIT $3`);

/** Answers the items (uuid) of which something newer was told. Refuses with stock.item_unknown. */
export async function keepTallyRows(
  tx: Tx,
  sessionId: string,
  walkId: string,
  rows: readonly TallyToKeep[],
): Promise<string[]> {
  try {
    const changed = await tx.all(keep, [
      sessionId,
      walkId,
      rows.map((row) => row.itemId),
      rows.map((row) => row.revision),
      rows.map((row) => row.countedMilli),
      rows.map((row) => row.countedAt),
      tx.actor,
      tx.now,
    ]);
    return changed.map((row) => row.item_id);
  } catch (error) {
    if (violatedConstraint(error) === 'count_tally_item_id_fkey') {
      throw stockRefusals.item_unknown();
    }
    throw error;
  }
}

export async function sumTallies(
  tx: Tx,
  sessionId: string,
  itemIds: readonly string[],
): Promise<void> {
  await tx.run(sumUp, [sessionId, itemIds]);
}

export function findTallies(tx: Tx, sessionId: string): Promise<TallyRow[]> {
  return tx.all(list, [sessionId]);
}

export async function countUndecided(tx: Tx, sessionId: string): Promise<number> {
  return (await tx.one(undecided, [sessionId])).lines;
}

export async function setLineReasons(
  tx: Tx,
  sessionId: string,
  reasons: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.run(giveReasons, [sessionId, [...reasons.keys()], [...reasons.values()]]);
}

/** Items (uuid) whose shelf begins so. */
export async function itemsOnShelf(
  tx: Tx,
  placeId: string,
  shelf: string,
  limit: number,
): Promise<string[]> {
  return (await tx.all(onShelf, [placeId, shelf, limit])).map((row) => row.item_id);
}

/** Of these items (uuid) those that the place has, had or counted. */
export async function itemsKeptOf(
  tx: Tx,
  placeId: string,
  itemIds: readonly string[],
  limit: number,
): Promise<string[]> {
  return (await tx.all(known, [placeId, itemIds, limit])).map((row) => row.item_id);
}

/** Items (uuid) of which the books are least sure, those first. */
export async function stalestItems(
  tx: Tx,
  placeId: string,
  limit: number,
  usualShrinkageBp: number,
): Promise<string[]> {
  return (await tx.all(stalest, [placeId, tx.now, limit, usualShrinkageBp])).map(
    (row) => row.item_id,
  );
}
