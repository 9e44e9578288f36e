// Feeds, custom schemas and the quarantine, for staff.
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { transaction } from '#kernel/transaction';
import { addCustomSchema } from './custom-schemas.ts';
import { addFeed, changeFeed } from './feeds.ts';
import { discardQuarantine, replayQuarantine } from './quarantine.ts';
import {
  DiscardBody,
  Discarded,
  type Feed,
  FeedChangeBody,
  FeedList,
  FeedMade,
  FeedParams,
  NewFeed,
  NewSchema,
  Quarantine,
  QuarantineQuery,
  ReplayBody,
  Replayed,
  SchemaList,
  SchemaMade,
} from './schemas.ts';
import {
  countQuarantineRows,
  type FeedRow,
  listCustomSchemas,
  listFeedRows,
  listQuarantineRows,
} from './store.ts';

const tags = ['moments'];
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export function feedRoutes(app: App, house: House): void {
  manageFeeds(app, house);
  manageSchemas(app, house);
  manageQuarantine(app, house);
}

function manageFeeds(app: App, { db }: House): void {
  app.get(
    '/api/moments/feeds',
    {
      config: { access: 'moments.read' },
      schema: {
        operationId: 'listFeeds',
        tags,
        summary: 'Systems that send moments by the Segment wire or as CloudEvents',
        response: { 200: FeedList, ...problems },
      },
    },
    async (request) => ({ feeds: (await read(db, request, listFeedRows)).map(toFeed) }),
  );

  app.post(
    '/api/moments/feeds',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'addFeed',
        tags,
        summary: 'Let a system send moments; its write key is shown once',
        body: NewFeed,
        response: { 201: FeedMade, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, channel, ...body } = request.body;
      const place = placeId === undefined ? undefined : parseId('place', placeId);
      // Not through `write`: an answer kept for the repetition would keep the write key readable.
      const writeKey = await transaction(db, { actor: actorOf(request.principal) }, (tx) =>
        addFeed(tx, { ...body, channel: String(channel), placeId: place }),
      );
      return reply.code(201).send({ code: body.code, writeKey });
    },
  );

  app.patch(
    '/api/moments/feeds/:code',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'changeFeed',
        tags,
        summary: 'Change what a feed may do, or end it',
        params: FeedParams,
        headers: IdempotencyHeaders,
        body: FeedChangeBody,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await write(db, request, async (tx) => {
        await changeFeed(tx, request.params.code, request.body);
        return {};
      });
      return reply.code(204).send(null);
    },
  );
}

function manageSchemas(app: App, { db }: House): void {
  app.get(
    '/api/moments/schemas',
    {
      config: { access: 'moments.read' },
      schema: {
        operationId: 'listMomentSchemas',
        tags,
        summary: 'Schemas of custom moments, the newest version of each',
        response: { 200: SchemaList, ...problems },
      },
    },
    async (request) => {
      const rows = await read(db, request, (tx) => listCustomSchemas(tx, null));
      return {
        schemas: rows.map(({ name, type, version, fields, created_at: createdAt }) => ({
          name,
          type,
          version,
          fields: { ...fields },
          createdAt: createdAt.toString(),
        })),
      };
    },
  );

  app.post(
    '/api/moments/schemas',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'addMomentSchema',
        tags,
        summary: 'Register what a custom moment carries, or its next version',
        headers: IdempotencyHeaders,
        body: NewSchema,
        response: { 201: SchemaMade, ...problems },
      },
    },
    async (request, reply) => {
      const { name, fields } = request.body;
      const made = await write(db, request, (tx) => addCustomSchema(tx, { name, fields }));
      return reply.code(201).send(made);
    },
  );
}

function manageQuarantine(app: App, { db }: House): void {
  app.get(
    '/api/moments/quarantine',
    {
      config: { access: 'moments.read' },
      schema: {
        operationId: 'listQuarantine',
        tags,
        summary: 'Moments that could not be taken, and why; newest first',
        querystring: QuarantineQuery,
        response: { 200: Quarantine, ...problems },
      },
    },
    async (request) => {
      const { after, limit = 50, state = 'waiting', ...filter } = request.query;
      const before = after === undefined ? highest : parseId('event', after);
      const [rows, waiting] = await read(db, request, async (tx) => [
        await listQuarantineRows(tx, { ...filter, state }, before, limit),
        await countQuarantineRows(tx),
      ]);
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        waiting: [...waiting],
        moments: rows.map((row) => ({
          id: formatId('event', row.id),
          feed: row.feed,
          wire: row.wire,
          reason: row.reason,
          detail: row.detail,
          state: row.state,
          receivedAt: row.received_at.toString(),
          triedAt: row.tried_at.toString(),
        })),
        next: last === undefined ? null : formatId('event', last.id),
      };
    },
  );

  app.post(
    '/api/moments/quarantine/replay',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'replayQuarantine',
        tags,
        summary: 'Take set-aside moments again, up to 500, after what was wrong was mended',
        headers: IdempotencyHeaders,
        body: ReplayBody,
        response: { 200: Replayed, ...problems },
      },
    },
    async (request) => {
      const { ids, after, ...filter } = request.body;
      const wanted = ids?.map((id) => parseId('event', id));
      const from = after === undefined ? undefined : parseId('event', after);
      return write(db, request, async (tx) => {
        const { next, ...told } = await replayQuarantine(tx, { ...filter, ids: wanted }, from);
        return { ...told, next: formatOptionalId('event', next ?? null) };
      });
    },
  );

  app.post(
    '/api/moments/quarantine/discard',
    {
      config: { access: 'moments.write' },
      schema: {
        operationId: 'discardQuarantine',
        tags,
        summary: 'Give set-aside moments up; their bodies go for good',
        headers: IdempotencyHeaders,
        body: DiscardBody,
        response: { 200: Discarded, ...problems },
      },
    },
    async (request) => {
      const ids = request.body.ids.map((id) => parseId('event', id));
      return write(db, request, async (tx) => ({ discarded: await discardQuarantine(tx, ids) }));
    },
  );
}

function toFeed(row: FeedRow): Feed {
  return {
    code: row.code,
    name: row.name,
    channel: row.channel,
    placeId: formatOptionalId('place', row.place_id),
    unknownNames: row.unknown_names,
    trustsConsent: row.trusts_consent,
    createdAt: row.created_at.toString(),
    endedAt: row.ended_at?.toString() ?? null,
  };
}
