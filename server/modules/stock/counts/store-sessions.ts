// The SQL of count sessions.
import { statement } from '#kernel/db';
import { violatedConstraint } from '#kernel/db-driver';
import type { Tx } from '#kernel/transaction';
import { stockRefusals } from '../errors.ts';

export type SessionRow = {
  id: string;
  place_id: string;
  state: 'open' | 'posted' | 'cancelled';
  is_blind: boolean;
  area: string | null;
  opened_at: Temporal.Instant;
  opened_by: string;
  ended_at: Temporal.Instant | null;
  reviewed_at: Temporal.Instant | null;
};

export type SessionLineRow = {
  item_id: string;
  counted_milli: number | null;
  counted_at: Temporal.Instant | null;
  times: number;
  /** False: several people counted it. */
  is_decided: boolean;
  /** Since when it is as somebody wrote it; null: it is what the walks told. */
  corrected_at: Temporal.Instant | null;
  reason: string | null;
};

/** A line with what the books said for its moment; null before it is posted. */
export type PostedLineRow = SessionLineRow & { expected_milli: number | null };

const columns = 'id, place_id, state, is_blind, area, opened_at, opened_by, ended_at, reviewed_at';
const insert = statement<object>(`
  INSERT INTO stock.count_session (id, place_id, is_blind, area, opened_at, opened_by)
  VALUES ($1, $2, $3, $4, $5, $6)`);
const lock = statement<SessionRow>(
  `SELECT ${columns} FROM stock.count_session WHERE id = $1 FOR UPDATE`,
);
const find = statement<SessionRow>(`SELECT ${columns} FROM stock.count_session WHERE id = $1`);
const list = statement<SessionRow>(`
  SELECT ${columns} FROM stock.count_session WHERE $1::uuid IS NULL OR place_id = $1
  ORDER BY opened_at DESC, id LIMIT $2`);
const end = statement<object>(`
  UPDATE stock.count_session SET state = $2, ended_at = $3, ended_by = $4 WHERE id = $1`);
const lines = statement<SessionLineRow>(`
  SELECT item_id, counted_milli, counted_at, times, is_decided, corrected_at, reason FROM stock.count_line WHERE session_id = $1 ORDER BY item_id`);
const postedLines = statement<PostedLineRow>(`
  SELECT l.item_id, l.counted_milli, l.counted_at, l.times, l.is_decided, l.corrected_at, l.reason, c.expected_milli
  FROM stock.count_session s JOIN stock.count_line l ON l.session_id = s.id
  LEFT JOIN LATERAL (
    SELECT expected_milli FROM stock.count
    WHERE place_id = s.place_id AND item_id = l.item_id AND counted_at = l.counted_at AND session_id = s.id LIMIT 1
  ) AS c ON true WHERE s.id = $1 ORDER BY l.item_id`);
const upsert = statement<object>(`
  INSERT INTO stock.count_line AS l (session_id, item_id, counted_milli, counted_at, counted_by, times, corrected_at)
  SELECT $1, n.item_id, n.counted, n.at, CASE WHEN n.counted IS NULL THEN NULL ELSE $5 END,
    CASE WHEN n.counted IS NULL THEN 0 ELSE 1 END, CASE WHEN n.counted IS NULL THEN NULL ELSE $6::timestamptz END
  FROM unnest($2::uuid[], $3::bigint[], $4::timestamptz[]) AS n(item_id, counted, at)
  ON CONFLICT (session_id, item_id) DO UPDATE SET counted_milli = excluded.counted_milli,
    counted_at = excluded.counted_at, counted_by = excluded.counted_by, times = l.times + 1, is_decided = true,
    corrected_at = excluded.corrected_at`);
const review = statement<object>(
  `UPDATE stock.count_session SET reviewed_at = coalesce(reviewed_at, $2) WHERE id = $1`,
);

export async function insertSession(
  tx: Tx,
  session: {
    readonly id: string;
    readonly placeId: string;
    readonly isBlind: boolean;
    readonly area: string | null;
  },
): Promise<void> {
  await refusing(() =>
    tx.run(insert, [session.id, session.placeId, session.isBlind, session.area, tx.now, tx.actor]),
  );
}

export function lockSessionRow(tx: Tx, id: string): Promise<SessionRow | undefined> {
  return tx.maybe(lock, [id]);
}

export function findSessionRow(tx: Tx, id: string): Promise<SessionRow | undefined> {
  return tx.maybe(find, [id]);
}

/** Newest first. */
export function listSessionRows(
  tx: Tx,
  placeId: string | null,
  limit: number,
): Promise<SessionRow[]> {
  return tx.all(list, [placeId, limit]);
}

export async function setReviewed(tx: Tx, id: string): Promise<void> {
  await tx.run(review, [id, tx.now]);
}

export async function endSessionRow(
  tx: Tx,
  id: string,
  state: 'posted' | 'cancelled',
): Promise<void> {
  await tx.run(end, [id, state, tx.now, tx.actor]);
}

export function findSessionLines(tx: Tx, id: string): Promise<SessionLineRow[]> {
  return tx.all(lines, [id]);
}

export function findPostedLines(tx: Tx, id: string): Promise<PostedLineRow[]> {
  return tx.all(postedLines, [id]);
}

export type LineToUpsert = {
  readonly itemId: string;
  readonly countedMilli: number | null;
  readonly countedAt: Temporal.Instant | null;
};

/** Refuses with stock.item_unknown. */
export async function upsertLines(
  tx: Tx,
  sessionId: string,
  rows: readonly LineToUpsert[],
): Promise<void> {
  await refusing(() =>
    tx.run(upsert, [
      sessionId,
      rows.map((row) => row.itemId),
      rows.map((row) => row.countedMilli),
      rows.map((row) => row.countedAt),
      tx.actor,
      tx.now,
    ]),
  );
}

async function refusing(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'count_session_place_id_fkey') {
      throw stockRefusals.place_unknown();
    }
    if (constraint === 'count_line_item_id_fkey') {
      throw stockRefusals.item_unknown();
    }
    throw error;
  }
}
