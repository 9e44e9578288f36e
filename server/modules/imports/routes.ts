// Imports over HTTP: what came in, and which rows did not. Files come in by the command line, product files also through a browser (uploads/).
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, Nullable, problems } from '#kernel/schemas';
import { importsRefusals } from './errors.ts';
import { Import, shapeImport } from './schemas.ts';
import { fileRoutes } from './uploads/file-routes.ts';
import { uploadRoutes } from './uploads/upload-routes.ts';
import { findRun, listRejections, listRuns } from './views.ts';

const tags = ['imports'];

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
export function importsRoutes(app: App, house: House): void {
  const { db } = house;
  uploadRoutes(app, house);
  fileRoutes(app, house);
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
      return { imports: rows.map((row) => shapeImport(row, now)) };
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
      return shapeImport(row, db.clock.now());
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
