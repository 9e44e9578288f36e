// CSV that goes out: the catalogue whole, and the refused rows of an upload to mend.
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, problems } from '#kernel/schemas';
import { catalogFile } from '../catalog-file/catalog-file.ts';
import type { CsvEncoding } from '../catalog-file/write-csv.ts';
import { importsRefusals } from '../errors.ts';
import { findRun, listFindings } from '../views.ts';
import { rejectedRows } from './rejected-rows.ts';

const tags = ['imports'];
const Language = Type.Union([Type.Literal('ja'), Type.Literal('en')], { default: 'ja' });
const Encoding = Type.Union([Type.Literal('utf-8'), Type.Literal('shift_jis')], {
  default: 'utf-8',
});

const Findings = Type.Object({
  findings: Type.Array(
    Type.Object({
      row: Type.Integer(),
      isNew: Type.Boolean(),
      subject: Type.String(),
      changes: Type.Array(
        Type.Object({
          field: Type.String(),
          before: Type.Union([Type.String(), Type.Null()]),
          after: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  ),
  next: Type.Union([Type.Integer(), Type.Null()]),
});

export function fileRoutes(app: App, house: House): void {
  writingOut(app, house);
  mending(app, house);
  finding(app, house);
}

function writingOut(app: App, { db, config }: House): void {
  app.get(
    '/api/imports/catalog-file',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'getCatalogFile',
        tags,
        summary:
          'All items with variants, prices by place and time, tax, categories and codes as CSV',
        querystring: Type.Object({
          encoding: Type.Optional(Encoding),
          language: Type.Optional(Language),
        }),
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const { encoding = 'utf-8', language = 'ja' } = request.query;
      const { timeZone } = config;
      const actor = actorOf(request.principal);
      const day = db.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString();
      const lines = catalogFile(db, { encoding, language, timeZone, actor });
      return sendCsv(reply, `catalog-${day}.csv`, encoding, lines);
    },
  );
}

function mending(app: App, { db }: House): void {
  app.get(
    '/api/imports/:importId/rejected-rows',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'getRejectedRows',
        tags,
        summary: 'The refused rows of an uploaded file as CSV to mend, in its own encoding',
        params: Type.Object({ importId: Id('import') }),
        querystring: Type.Object({ language: Type.Optional(Language) }),
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const runId = parseId('import', request.params.importId);
      const { language = 'ja' } = request.query;
      const run = await read(db, request, (tx) => findRun(tx, runId));
      if (run === undefined) {
        throw importsRefusals.unknown();
      }
      if (run.upload_id === null) {
        throw importsRefusals.upload_unknown();
      }
      const lines = rejectedRows(db, { uploadId: run.upload_id, runId, language });
      return sendCsv(reply, 'rows-to-mend.csv', undefined, lines);
    },
  );
}

function finding(app: App, { db }: House): void {
  app.get(
    '/api/imports/:importId/findings',
    {
      config: { access: 'imports.read' },
      schema: {
        operationId: 'listImportFindings',
        tags,
        summary:
          'What rows of a trial would make or change; rows that are not told stay as they are',
        params: Type.Object({ importId: Id('import') }),
        querystring: Type.Object({
          isNew: Type.Optional(Type.Boolean()),
          after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
        }),
        response: { 200: Findings, ...problems },
      },
    },
    async (request) => {
      const runId = parseId('import', request.params.importId);
      const { after = 0, limit = 100, isNew = null } = request.query;
      const rows = await read(db, request, async (tx) => {
        if ((await findRun(tx, runId)) === undefined) {
          throw importsRefusals.unknown();
        }
        return listFindings(tx, runId, { afterRow: after, isNew, limit: limit + 1 });
      });
      const shown = rows.slice(0, limit);
      return {
        findings: shown.map(({ row, is_new, subject, changes }) => ({
          row,
          isNew: is_new,
          subject,
          changes: [...changes],
        })),
        next: rows.length > limit ? (shown.at(-1)?.row ?? null) : null,
      };
    },
  );
}

/** A failure on the way ends the answer before its end, which the browser tells. */
function sendCsv(
  reply: FastifyReply,
  name: string,
  encoding: CsvEncoding | undefined,
  lines: AsyncIterable<Buffer>,
): FastifyReply {
  const type = encoding === undefined ? 'text/csv' : `text/csv; charset=${encoding}`;
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type(type)
    .send(Readable.from(lines, { objectMode: false }));
}
