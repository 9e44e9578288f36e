// The log over HTTP: pages of it, and the live stream.
import { Type } from 'typebox';
import { declaredEvents, LoggedEvent } from './events.ts';
import { readAfter, readNewest, toLoggedEvent } from './events-store.ts';
import type { App } from './http.ts';
import { httpRefusals } from './http-refusals.ts';
import { formatCursor, parseCursor } from './log.ts';
import type { House } from './module.ts';
import { streamLog } from './realtime.ts';
import { problems } from './schemas.ts';

const EventPage = Type.Object({
  events: Type.Array(LoggedEvent),
  cursor: Type.String({ description: 'The place in the log to go on from.' }),
});

/** Routes under /api/log. */
export function logRoutes(app: App, { db, log }: House): void {
  app.get(
    '/api/log/events',
    {
      config: { access: 'log.read' },
      schema: {
        operationId: 'listEvents',
        tags: ['log'],
        summary: 'Events in the order of the log, after a cursor; or the newest first',
        querystring: Type.Object({
          after: Type.Optional(
            Type.String({ maxLength: 40, description: 'A cursor; oldest first from there.' }),
          ),
          before: Type.Optional(
            Type.String({ maxLength: 40, description: 'A cursor; newest first up to there.' }),
          ),
          types: Type.Optional(
            Type.String({ maxLength: 2000, description: 'Event types, by commas.' }),
          ),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
        }),
        response: { 200: EventPage, ...problems },
      },
    },
    async (request) => {
      const { after, before, types, limit = 50 } = request.query;
      const wanted = types === undefined ? null : types.split(',');
      if (after !== undefined) {
        const cursor = parseCursor(after);
        if (cursor === undefined) {
          throw httpRefusals.input_invalid({ where: 'after' });
        }
        const position = cursor.epoch === log.epoch ? cursor.position : 0;
        const rows = await db.all(readAfter, [position, limit]);
        const last = rows.at(-1)?.position ?? position;
        const events = rows.filter((row) => wanted === null || wanted.includes(row.type));
        return {
          events: events.map((row) => toLoggedEvent(row, log.epoch)),
          cursor: formatCursor({ epoch: log.epoch, position: last }),
        };
      }
      const limitPosition = before === undefined ? undefined : parseCursor(before)?.position;
      const rows = await db.all(readNewest, [
        limitPosition ?? Number.MAX_SAFE_INTEGER,
        limit,
        wanted,
      ]);
      return {
        events: rows.map((row) => toLoggedEvent(row, log.epoch)),
        cursor: formatCursor({ epoch: log.epoch, position: rows.at(-1)?.position ?? 0 }),
      };
    },
  );

  app.get(
    '/api/log/stream',
    {
      config: { access: 'log.read' },
      schema: {
        operationId: 'streamEvents',
        tags: ['log'],
        summary: 'The live log as server-sent events, resumable by Last-Event-ID',
        querystring: Type.Object({
          after: Type.Optional(Type.String({ maxLength: 40 })),
          types: Type.Optional(Type.String({ maxLength: 2000 })),
          subject: Type.Optional(
            Type.String({ maxLength: 100, description: 'Only events about this id.' }),
          ),
        }),
      },
    },
    (request, reply) => {
      const { types, subject } = request.query;
      streamLog(log, request, reply, {
        ...(types === undefined ? {} : { types: new Set(types.split(',')) }),
        ...(subject === undefined ? {} : { subject }),
      });
    },
  );

  app.get(
    '/api/log/types',
    {
      config: { access: 'log.read' },
      schema: {
        operationId: 'listEventTypes',
        tags: ['log'],
        summary: 'Every event type with its version and payload schema',
        response: {
          200: Type.Object({
            types: Type.Array(
              Type.Object({ type: Type.String(), version: Type.Integer(), schema: Type.Unknown() }),
            ),
          }),
          ...problems,
        },
      },
    },
    () => ({
      types: declaredEvents().map(({ type, version, schema }) => ({ type, version, schema })),
    }),
  );
}
