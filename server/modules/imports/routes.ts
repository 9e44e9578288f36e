// Imports over HTTP: what came in, and which rows did not. Files themselves come in by the command line.
import { type Static, Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Instant, Nullable, problems } from '#kernel/schemas';
import { importsRefusals } from './errors.ts';
import type { RunRow } from './store.ts';
import { findRun, listRejections, listRuns } from './views.ts';

const tags = ['imports'];

const Import = Type.Object({
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
  totals: Type.Record(Type.String(), Type.Unknown()),
  failure: Nullable(Type.String()),
  startedAt: Instant,
  finishedAt: Nullable(Instant),
});
type Import = Static<typeof Import>;

const Rejections = Type.Object({
  rejections: Type.Array(
    Type.Object({
      row: Type.Integer(),
      column: Nullable(Type.String()),
      code: Type.String(),
      reason: Type.Object({ ja: Type.String(), en: Type.String() }),
    }),
  ),
  next: Nullable(Type.Integer()),
});

/** Routes under /api/imports. */
export function importsRoutes(app: App, { db }: House): void {
  app.get(
    '/api/imports',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImports',
        tags,
        summary: 'Imports, newest first',
        querystring: Type.Object({
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
        }),
        response: { 200: Type.Object({ imports: Type.Array(Import) }), ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, (tx) => listRuns(tx, request.query.limit ?? 50));
      const now = db.clock.now();
      return { imports: rows.map((row) => toImport(row, now)) };
    },
  );

  app.get(
    '/api/imports/:importId',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'getImport',
        tags,
        summary: 'One import with its counts and sums',
        params: Type.Object({ importId: Id('import') }),
        response: { 200: Import, ...problems },
      },
    },
    async (request) => {
      const id = parseId('import', request.params.importId);
      const row = await read(db, request, (tx) => findRun(tx, id));
      if (row === undefined) {
        throw importsRefusals.unknown();
      }
      return toImport(row, db.clock.now());
    },
  );

  app.get(
    '/api/imports/:importId/rejections',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImportRejections',
        tags,
        summary: 'The rows that were not taken, with column and reason',
        params: Type.Object({ importId: Id('import') }),
        querystring: Type.Object({
          after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
        }),
        response: { 200: Rejections, ...problems },
      },
    },
    async (request) => {
      const id = parseId('import', request.params.importId);
      const { after = 0, limit = 100 } = request.query;
      const rows = await read(db, request, async (tx) => {
        if ((await findRun(tx, id)) === undefined) {
          throw importsRefusals.unknown();
        }
        return listRejections(tx, id, after, limit + 1);
      });
      const shown = rows.slice(0, limit);
      return {
        rejections: shown.map((row) => ({
          row: row.row,
          column: row.column_name,
          code: row.code,
          reason: { ja: row.reason_ja, en: row.reason_en },
        })),
        next: rows.length > limit ? (shown.at(-1)?.row ?? null) : null,
      };
    },
  );
}

/** A run whose process was killed never says so: after a minute without progress it counts as stopped. */
function toImport(row: RunRow, now: Temporal.Instant): Import {
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
    totals: row.totals,
    failure: row.failure,
    startedAt: row.started_at.toString(),
    finishedAt: row.finished_at?.toString() ?? null,
  };
}
