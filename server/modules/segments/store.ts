// Every SQL statement of segments.
import { statement } from '#kernel/db';
import type { Tx } from '#kernel/transaction';
import type { Condition } from './conditions.ts';
import type { SegmentPurpose } from './purposes.ts';

export type SegmentRow = {
  id: string;
  name: string;
  purpose: SegmentPurpose;
  conditions: Condition[];
  changed_at: Temporal.Instant;
};
export type SendingRow = {
  id: string;
  segment_id: string;
  subject: string;
  body: string;
  not_before: Temporal.Instant;
  state: 'running' | 'queued';
  after_id: string;
  queued_count: number;
  asked_by: string;
  asked_at: Temporal.Instant;
};

const columns = 'id, name, purpose, conditions, changed_at';
const list = statement<SegmentRow>(
  `SELECT ${columns} FROM segments.segment WHERE ended_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT $1`,
);
const find = statement<SegmentRow>(
  `SELECT ${columns} FROM segments.segment WHERE id = $1 AND ended_at IS NULL`,
);
const insert = statement<SegmentRow>(`
  INSERT INTO segments.segment (id, name, purpose, conditions, created_at, created_by, changed_at)
  VALUES ($1, $2, $3, $4::text::jsonb, $5, $6, $5) RETURNING ${columns}`);
const change = statement<SegmentRow>(`
  UPDATE segments.segment SET name = $2, purpose = $3, conditions = $4::text::jsonb, changed_at = $5
  WHERE id = $1 AND ended_at IS NULL AND ($6::timestamptz IS NULL OR changed_at = $6) RETURNING ${columns}`);
const end = statement<{ id: string }>(
  'UPDATE segments.segment SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id',
);

type Wish = Pick<SegmentRow, 'name' | 'purpose' | 'conditions'>;

export function listSegmentRows(tx: Tx, limit: number): Promise<SegmentRow[]> {
  return tx.all(list, [limit]);
}

export function findSegmentRow(tx: Tx, id: string): Promise<SegmentRow | undefined> {
  return tx.maybe(find, [id]);
}

export function insertSegmentRow(tx: Tx, id: string, row: Wish): Promise<SegmentRow> {
  const conditions = JSON.stringify(row.conditions);
  return tx.one(insert, [id, row.name, row.purpose, conditions, tx.now, tx.actor]);
}

/** `seenAt`: the wording that was looked at. Undefined when there is none, or another was written since. */
export function changeSegmentRow(
  tx: Tx,
  id: string,
  row: Wish,
  seenAt: Temporal.Instant | undefined,
): Promise<SegmentRow | undefined> {
  const conditions = JSON.stringify(row.conditions);
  return tx.maybe(change, [id, row.name, row.purpose, conditions, tx.now, seenAt ?? null]);
}

/** False when there is none. */
export async function endSegmentRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.maybe(end, [id, tx.now])) !== undefined;
}

const sendingColumns = `id, segment_id, subject, body, not_before, state, after_id, queued_count, asked_by, asked_at`;
const listSendings = statement<SendingRow>(`
  SELECT ${sendingColumns} FROM segments.sending WHERE segment_id = $1 ORDER BY asked_at DESC, id DESC LIMIT $2`);
const insertSending = statement<SendingRow>(`
  INSERT INTO segments.sending (id, segment_id, subject, body, not_before, asked_by, asked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${sendingColumns}`);
const lockSending = statement<SendingRow>(
  `SELECT ${sendingColumns} FROM segments.sending WHERE id = $1 AND state = 'running' FOR UPDATE`,
);
const moveSending = statement<SendingRow>(`
  UPDATE segments.sending SET after_id = $2, queued_count = queued_count + $3, state = $4 WHERE id = $1
  RETURNING ${sendingColumns}`);

export function listSendingRows(tx: Tx, segmentId: string, limit: number): Promise<SendingRow[]> {
  return tx.all(listSendings, [segmentId, limit]);
}

export function insertSendingRow(
  tx: Tx,
  row: Pick<SendingRow, 'id' | 'segment_id' | 'subject' | 'body' | 'not_before'>,
): Promise<SendingRow> {
  const { id, segment_id, subject, body, not_before } = row;
  return tx.one(insertSending, [id, segment_id, subject, body, not_before, tx.actor, tx.now]);
}

/** One that still runs, locked. */
export function lockSendingRow(tx: Tx, id: string): Promise<SendingRow | undefined> {
  return tx.maybe(lockSending, [id]);
}

export function moveSendingRow(
  tx: Tx,
  id: string,
  to: { readonly afterId: string; readonly queued: number; readonly isLast: boolean },
): Promise<SendingRow> {
  return tx.one(moveSending, [id, to.afterId, to.queued, to.isLast ? 'queued' : 'running']);
}
