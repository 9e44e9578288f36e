// Requests with four eyes: asked by one person, decided by another. Only people ask and decide.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, read } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { type DisclosureSource, logAccess } from '#privacy';
import { rightsRefusals } from './errors.ts';
import { plainParts } from './my-routes.ts';
import { makePackage } from './package.ts';
import { pseudonymisedRows } from './pseudonymise.ts';
import { askFor, decideRequest, takeApproved, type Wish } from './requests.ts';
import {
  NewRequest,
  PackageShape,
  RequestDecision,
  RequestList,
  RequestParams,
  RequestShape,
} from './schemas.ts';
import { segmentRows } from './segment-file.ts';
import { asDownload, sendReadable } from './send-package.ts';
import { listRequestRows, type RequestRow } from './store.ts';
import { transferRows } from './transfer.ts';

const tags = ['rights'];
const shownMax = 200;
const packageMs = 10_000;

export function requestRoutes(app: App, house: House, sources: readonly DisclosureSource[]): void {
  listRoute(app, house);
  askRoute(app, house);
  decideRoute(app, house);
  packageRoutes(app, house, sources);
  fileRoutes(app, house);
}

/** The actor. Refuses with rights.person_needed whoever is no person. */
function personOf({ principal }: FastifyRequest): string {
  if (principal.kind !== 'staff') {
    throw rightsRefusals.person_needed();
  }
  return actorOf(principal);
}

function listRoute(app: App, { db }: House): void {
  app.get(
    '/api/rights/requests',
    {
      config: { access: 'rights.read' },
      schema: {
        operationId: 'listRightsRequests',
        tags,
        summary: 'Requests about somebody’s data, newest first',
        response: { 200: RequestList, ...problems },
      },
    },
    async (request) => ({
      requests: (await read(db, request, (tx) => listRequestRows(tx, shownMax))).map(shape),
    }),
  );
}

function askRoute(app: App, { db }: House): void {
  app.post(
    '/api/rights/requests',
    {
      config: { access: 'rights.write' },
      schema: {
        operationId: 'askForRights',
        tags,
        summary: 'Ask for a package, an erasure, an export or a transfer; somebody else decides',
        body: NewRequest,
        response: { 201: RequestShape, ...problems },
      },
    },
    async (request, reply) => {
      const actor = personOf(request);
      const wish = readWish(request.body);
      const row = await transaction(db, { actor }, (tx) => askFor(tx, wish));
      return reply.code(201).send(shape(row));
    },
  );
}

/** Refuses with rights.wish_incomplete. */
function readWish({ kind, recordId, reason, transfer, segment }: NewRequest): Wish {
  const isAboutHer = kind === 'package' || kind === 'erasure';
  if (
    isAboutHer !== (recordId !== undefined) ||
    (kind === 'transfer') !== (transfer !== undefined) ||
    (kind === 'segment') !== (segment !== undefined)
  ) {
    throw rightsRefusals.wish_incomplete();
  }
  return {
    kind,
    reason,
    ...(recordId === undefined ? {} : { recordId: parseId('record', recordId) }),
    ...(transfer === undefined
      ? {}
      : {
          transfer: {
            partyId: parseId('party', transfer.partyId),
            purpose: transfer.purpose,
            items: transfer.items.map(String),
          },
        }),
    ...(segment === undefined
      ? {}
      : {
          segment: {
            segmentId: parseId('segment', segment.segmentId),
            items: segment.items.map(String),
          },
        }),
  };
}

function decideRoute(app: App, { db }: House): void {
  app.post(
    '/api/rights/requests/:requestId/decision',
    {
      config: { access: 'rights.write' },
      schema: {
        operationId: 'decideRightsRequest',
        tags,
        summary:
          'Approve or decline what somebody else asked for; an approved erasure happens at once',
        params: RequestParams,
        body: RequestDecision,
        response: { 200: RequestShape, ...problems },
      },
    },
    async (request) => {
      const actor = personOf(request);
      const { isApproved, alsoErase = [], notHers = [] } = request.body;
      const ids = (of: readonly string[]) => of.map((each) => parseId('record', each));
      const row = await transaction(db, { actor, timeoutMs: packageMs }, (tx) =>
        decideRequest(tx, parseId('request', request.params.requestId), {
          isApproved,
          alsoErase: ids(alsoErase),
          notHers: ids(notHers),
        }),
      );
      return shape(row);
    },
  );
}

function packageRoutes(app: App, { db }: House, sources: readonly DisclosureSource[]): void {
  const packageOf = (request: FastifyRequest, requestId: string) =>
    transaction(
      db,
      { purpose: 'duty', actor: personOf(request), timeoutMs: packageMs },
      async (tx) => {
        const row = await takeApproved(tx, parseId('request', requestId), 'package');
        await logAccess(tx, row.record_ids, { reason: row.reason, what: 'rights.package' });
        return makePackage(tx, sources, row.record_ids);
      },
    );

  app.get(
    '/api/rights/requests/:requestId/package',
    {
      config: { access: 'rights.write' },
      schema: {
        operationId: 'getRequestedPackage',
        tags,
        summary: 'The approved package, for machines',
        params: RequestParams,
        response: { 200: PackageShape, ...problems },
      },
    },
    async (request, reply) => {
      const disclosed = await packageOf(request, request.params.requestId);
      asDownload(reply, `${request.params.requestId}.json`);
      return { ...disclosed, records: [...disclosed.records], parts: plainParts(disclosed.parts) };
    },
  );

  app.get(
    '/api/rights/requests/:requestId/package.html',
    {
      config: { access: 'rights.write' },
      schema: {
        operationId: 'readRequestedPackage',
        tags,
        summary: 'The approved package, to read',
        params: RequestParams,
        querystring: Type.Object({
          language: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('en')])),
        }),
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const disclosed = await packageOf(request, request.params.requestId);
      return sendReadable(request, reply, disclosed, request.query.language);
    },
  );
}

function fileRoutes(app: App, { db }: House): void {
  app.get(
    '/api/rights/requests/:requestId/file',
    {
      config: { access: 'rights.write' },
      schema: {
        operationId: 'getRequestedFile',
        tags,
        summary:
          'The approved transfer or pseudonymised export, a JSON line each row; a segment as CSV',
        params: RequestParams,
        querystring: Type.Object({
          kind: Type.Union([
            Type.Literal('transfer'),
            Type.Literal('pseudonymised'),
            Type.Literal('segment'),
          ]),
        }),
        response: { 200: Type.String(), ...problems },
      },
    },
    async (request, reply) => {
      const actor = personOf(request);
      const { kind } = request.query;
      const id = parseId('request', request.params.requestId);
      const row = await transaction(db, { actor }, (tx) => takeApproved(tx, id, kind));
      if (kind === 'segment') {
        return sendTable(
          reply,
          ['customerId', ...row.items],
          await segmentRows(db, row, actor),
          id,
        );
      }
      const rows =
        kind === 'transfer' ? transferRows(db, row, actor) : pseudonymisedRows(db, actor);
      return sendLines(reply, rows, `${request.params.requestId}.jsonl`);
    },
  );
}

function sendLines(reply: FastifyReply, rows: AsyncIterable<object>, name: string): FastifyReply {
  asDownload(reply, name);
  async function* lines() {
    for await (const row of rows) {
      yield `${JSON.stringify(row)}\n`;
    }
  }
  return reply.type('application/jsonl').send(Readable.from(lines()));
}

/** CSV that spreadsheets open; what looks like a formula stays text. */
function sendTable(
  reply: FastifyReply,
  columns: readonly string[],
  pages: AsyncIterable<readonly object[]>,
  requestId: string,
): FastifyReply {
  asDownload(reply, `${formatId('request', requestId)}.csv`);
  const table = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    bom: true,
    escape_formulas: true,
  });
  async function* rows() {
    for await (const page of pages) {
      yield* page;
    }
  }
  // A failure on the way ends the answer before its end, which the browser tells.
  const body = Readable.from(rows());
  body.on('error', (error) => table.destroy(error));
  return reply.type('text/csv; charset=utf-8').send(body.pipe(table));
}

function shape(row: RequestRow): RequestShape {
  return {
    id: formatId('request', row.id),
    kind: row.kind,
    recordIds: row.record_ids.map((id) => formatId('record', id)),
    probableIds: row.probable_ids.map((id) => formatId('record', id)),
    reason: row.reason,
    state: row.state,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toString() ?? null,
    expiresAt: row.expires_at?.toString() ?? null,
    partyId: formatOptionalId('party', row.party_id),
    purpose: row.purpose,
    items: row.items,
    segmentId: formatOptionalId('segment', row.segment_id),
  };
}
