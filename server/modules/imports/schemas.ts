// A run of an import as the API tells it.
import { type Static, Type } from 'typebox';
import { formatId } from '#kernel/ids';
import { Id, Instant, Nullable } from '#kernel/schemas';
import type { RunRow } from './store.ts';

export const Import = Type.Object({
  id: Id('import'),
  kind: Type.String(),
  source: Type.String(),
  fileName: Type.String(),
  state: Type.String({
    description: 'running, finished, failed, or stopped when nothing moved for a minute.',
  }),
  rows: Type.Integer(),
  rowsDone: Type.Integer(),
  accepted: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  created: Type.Integer({ description: 'Of the accepted: what was not there before.' }),
  hasFile: Type.Boolean({
    description: 'The file is kept for a while; its refused rows can be had.',
  }),
  totals: Type.Record(Type.String(), Type.Unknown()),
  failure: Nullable(Type.String()),
  startedAt: Instant,
  finishedAt: Nullable(Instant),
});
export type Import = Static<typeof Import>;

/** A run whose process was killed never says so: after a minute without progress it counts as stopped. */
export function shapeImport(row: RunRow, now: Temporal.Instant): Import {
  const idleMs = now.epochMilliseconds - row.touched_at.epochMilliseconds;
  const isStopped = row.state === 'running' && idleMs > 60_000;
  return {
    id: formatId('import', row.id),
    kind: row.kind,
    source: row.source,
    fileName: row.name,
    state: isStopped ? 'stopped' : row.state,
    rows: row.row_count,
    rowsDone: row.rows_done,
    accepted: row.accepted,
    unchanged: row.unchanged,
    rejected: row.rejected,
    created: row.created,
    hasFile: row.upload_id !== null,
    totals: row.totals,
    failure: row.failure,
    startedAt: row.started_at.toString(),
    finishedAt: row.finished_at?.toString() ?? null,
  };
}
