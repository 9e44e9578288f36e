// Segments over HTTP. A count reads page by page, each in a transaction of its own under the segment's purpose, so it
// holds nothing up and is not kept for a repetition.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { endSegment, findSegment, saveSegment } from './save-segment.ts';
import { saySelection } from './say-segment.ts';
import {
  Counted,
  SegmentList,
  SegmentParams,
  SegmentShape,
  SegmentToChange,
  SegmentToSave,
  SegmentToTry,
  SegmentView,
  SendingShape,
  SendingToStart,
} from './schemas.ts';
import { countSelected, type Selection } from './select-customers.ts';
import { startSending } from './send-to-segment.ts';
import { listSegmentRows, listSendingRows, type SegmentRow, type SendingRow } from './store.ts';

const tags = ['segments'];
const headers = IdempotencyHeaders;
const listMax = 200;
const sendingsShown = 20;
/** As many as one look counts. */
const countMax = 200_000;

/** Routes under /api/segments. */
export function segmentsRoutes(app: App, house: House): void {
  lookRoutes(app, house);
  countRoutes(app, house);
  writeRoutes(app, house);
  sendRoutes(app, house);
}

function lookRoutes(app: App, { db }: House): void {
  app.get(
    '/api/segments',
    {
      config: { access: 'segments.read' },
      schema: {
        operationId: 'listSegments',
        tags,
        summary: 'Segments with what they select, as sentences; who is in one is worked out anew',
        response: { 200: SegmentList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const segments: SegmentShape[] = [];
        for (const row of await listSegmentRows(tx, listMax)) {
          segments.push(await shapeSegment(tx, row));
        }
        return { segments };
      }),
  );

  app.get(
    '/api/segments/:segmentId',
    {
      config: { access: 'segments.read' },
      schema: {
        operationId: 'getSegment',
        tags,
        summary: 'A segment, and what was sent to it',
        params: SegmentParams,
        response: { 200: SegmentView, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const row = await findSegment(tx, parseId('segment', request.params.segmentId));
        const sendings = await listSendingRows(tx, row.id, sendingsShown);
        return {
          segment: await shapeSegment(tx, row),
          sendings: sendings.map(shapeSending),
        };
      }),
  );
}

function countRoutes(app: App, { db }: House): void {
  const count = async (selection: Selection, actor: string) =>
    countSelected(db, selection, actor, countMax);

  app.get(
    '/api/segments/:segmentId/count',
    {
      config: { access: 'segments.read' },
      schema: {
        operationId: 'countSegment',
        tags,
        summary: 'How many are in it now: who agreed to its purpose and fits',
        params: SegmentParams,
        response: { 200: Counted, ...problems },
      },
    },
    async (request) => {
      const { row, said } = await read(db, request, async (tx) => {
        const found = await findSegment(tx, parseId('segment', request.params.segmentId));
        return { row: found, said: await saySelection(tx, found.purpose, found.conditions) };
      });
      return { ...(await count(row, actorOf(request.principal))), ...said };
    },
  );

  app.post(
    '/api/segments/count',
    {
      config: { access: 'segments.read' },
      schema: {
        operationId: 'tryConditions',
        tags,
        summary: 'How many would be in a segment with these conditions; nothing is kept',
        body: SegmentToTry,
        response: { 200: Counted, ...problems },
      },
    },
    async (request) => {
      const { purpose, conditions } = request.body;
      const said = await read(db, request, (tx) => saySelection(tx, purpose, conditions));
      return { ...(await count(request.body, actorOf(request.principal))), ...said };
    },
  );
}

function writeRoutes(app: App, { db }: House): void {
  app.post(
    '/api/segments',
    {
      config: { access: 'segments.write' },
      schema: {
        operationId: 'addSegment',
        tags,
        summary: 'Keep a selection under a name, for one purpose',
        headers,
        body: SegmentToSave,
        response: { 201: SegmentShape, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) =>
        shapeSegment(tx, await saveSegment(tx, request.body)),
      );
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/api/segments/:segmentId',
    {
      config: { access: 'segments.write' },
      schema: {
        operationId: 'changeSegment',
        tags,
        summary: 'Change name, purpose and conditions',
        params: SegmentParams,
        headers,
        body: SegmentToChange,
        response: { 200: SegmentShape, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const id = parseId('segment', request.params.segmentId);
        const { changedAt, ...wish } = request.body;
        const seenAt = changedAt === undefined ? undefined : Temporal.Instant.from(changedAt);
        return shapeSegment(tx, await saveSegment(tx, wish, id, seenAt));
      }),
  );

  app.delete(
    '/api/segments/:segmentId',
    {
      config: { access: 'segments.write' },
      schema: {
        operationId: 'endSegment',
        tags,
        summary: 'Take a segment away; what was sent stays in the books',
        params: SegmentParams,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await write(db, request, async (tx) => {
        await endSegment(tx, parseId('segment', request.params.segmentId));
        return null;
      });
      return reply.code(204).send(null);
    },
  );
}

function sendRoutes(app: App, { db }: House): void {
  app.post(
    '/api/segments/:segmentId/sendings',
    {
      config: { access: 'segments.write' },
      schema: {
        operationId: 'sendToSegment',
        tags,
        summary: 'Write to everybody in it; each message asks for her consent again as it goes out',
        params: SegmentParams,
        headers,
        body: SendingToStart,
        response: { 201: SendingShape, ...problems },
      },
    },
    async (request, reply) => {
      const { subject, text, notBefore } = request.body;
      const started = await write(db, request, async (tx) => {
        const row = await startSending(tx, parseId('segment', request.params.segmentId), {
          subject,
          text,
          notBefore: typeof notBefore === 'string' ? Temporal.Instant.from(notBefore) : null,
        });
        return shapeSending(row);
      });
      return reply.code(201).send(started);
    },
  );
}

async function shapeSegment(tx: Tx, row: SegmentRow): Promise<SegmentShape> {
  return {
    id: formatId('segment', row.id),
    name: row.name,
    purpose: row.purpose,
    conditions: row.conditions,
    ...(await saySelection(tx, row.purpose, row.conditions)),
    changedAt: row.changed_at.toString(),
  };
}

function shapeSending(row: SendingRow) {
  return {
    id: formatId('sending', row.id),
    subject: row.subject,
    state: row.state,
    queued: row.queued_count,
    notBefore: row.not_before.toString(),
    askedAt: row.asked_at.toString(),
    askedBy: row.asked_by,
  };
}
