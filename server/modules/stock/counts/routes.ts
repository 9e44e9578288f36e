// Counts at the edge: at once, or as a session.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, Nullable, problems } from '#kernel/schemas';
import { ownPlace, refuseOtherPlace } from '../own-place.ts';
import { Done } from '../schemas.ts';
import { chooseItems } from './choose-items.ts';
import { postCounts } from './post-counts.ts';
import {
  CountLines,
  CountSessionInFull,
  CountSessions,
  CountsMade,
  CountTallies,
  CountToPost,
  NewCountSession,
  NewCounts,
} from './schemas.ts';
import { cancelCount, enterCountLines, openCount, postCount, reviewCount } from './session.ts';
import { listSessionRows } from './store-sessions.ts';
import { keepTallies } from './tally.ts';
import { shapeSession, viewSession } from './view-session.ts';

const tags = ['stock'];
const params = Type.Object({ countId: Id('count') });
const sessionsMax = 100;

/** Routes under /api/stock/counts and /api/stock/count-sessions. */
export function countRoutes(app: App, house: House): void {
  counting(app, house);
  opening(app, house);
  tallying(app, house);
  looking(app, house);
  ending(app, house);
}

function counting(app: App, { db }: House): void {
  app.post(
    '/api/stock/counts',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'postCounts',
        tags,
        summary: 'Post what was counted; what moved since is added',
        headers: IdempotencyHeaders,
        body: NewCounts,
        response: { 201: CountsMade, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, countedAt, lines } = request.body;
      const place = ownPlace(request, placeId);
      const at = countedAt === undefined ? undefined : Temporal.Instant.from(countedAt);
      const counts = await write(db, request, async (tx) =>
        (
          await postCounts(
            tx,
            lines.map((line) => ({
              placeId: place,
              itemId: parseId('item', line.itemId),
              countedMilli: toMilli(line.quantity),
              countedAt: at,
            })),
          )
        ).map((count) => ({
          itemId: formatId('item', count.itemId),
          counted: fromMilli(count.countedMilli),
          expected: fromMilli(count.expectedMilli),
          isNewest: count.isNewest,
        })),
      );
      return reply.code(201).send({ counts });
    },
  );
}

function opening(app: App, { db }: House): void {
  app.post(
    '/api/stock/count-sessions',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'openCount',
        tags,
        summary: 'Begin a count (棚卸)',
        headers: IdempotencyHeaders,
        body: NewCountSession,
        response: { 201: CountSessionInFull, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, isBlind = true, area, itemIds = [], shelf, categoryId } = request.body;
      const place = ownPlace(request, placeId);
      const wanted = {
        itemIds: itemIds.map((id) => parseId('item', id)),
        shelf,
        categoryId: categoryId === undefined ? undefined : parseId('category', categoryId),
        stalest: request.body.stalest,
      };
      const session = await write(db, request, async (tx) => {
        const chosen = await chooseItems(tx, place, wanted);
        const toOpen = { placeId: place, isBlind, area: area ?? shelf ?? null, itemIds: chosen };
        return viewSession(tx, await openCount(tx, toOpen));
      });
      return reply.code(201).send(session);
    },
  );

  app.put(
    '/api/stock/count-sessions/:countId/lines',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'enterCountLines',
        tags,
        summary: 'Write down what was counted; the same item again is a recount',
        params,
        headers: IdempotencyHeaders,
        body: CountLines,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = parseId('count', request.params.countId);
      const lines = request.body.lines.map((line) => ({
        itemId: parseId('item', line.itemId),
        countedMilli: toMilli(line.quantity),
        countedAt: line.countedAt === undefined ? undefined : Temporal.Instant.from(line.countedAt),
      }));
      return write(db, request, async (tx) => {
        refuseOtherPlace(request, await enterCountLines(tx, id, lines));
        return { isDone: true as const };
      });
    },
  );
}

function tallying(app: App, { db }: House): void {
  app.put(
    '/api/stock/count-sessions/:countId/tallies',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'keepTallies',
        tags,
        summary:
          'What one walk along the shelves has counted so far; several walks may go on at once',
        params,
        headers: IdempotencyHeaders,
        body: CountTallies,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = parseId('count', request.params.countId);
      const { walkId } = request.body;
      const lines = request.body.lines.map((line) => ({
        itemId: parseId('item', line.itemId),
        revision: line.revision,
        countedMilli: toMilli(line.quantity),
        countedAt: Temporal.Instant.from(line.countedAt),
      }));
      return write(db, request, async (tx) => {
        refuseOtherPlace(request, await keepTallies(tx, id, walkId, lines));
        return { isDone: true as const };
      });
    },
  );

  app.post(
    '/api/stock/count-sessions/:countId/review',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'reviewCount',
        tags,
        summary: 'Counting has ended: show what the books say beside it',
        params,
        headers: IdempotencyHeaders,
        response: { 200: CountSessionInFull, ...problems },
      },
    },
    async (request) => {
      const id = parseId('count', request.params.countId);
      return write(db, request, async (tx) => {
        refuseOtherPlace(request, await reviewCount(tx, id));
        return viewSession(tx, id);
      });
    },
  );
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/stock/count-sessions',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listCounts',
        tags,
        summary: 'Counts, the newest first',
        querystring: Type.Object({ placeId: Type.Optional(Id('place')) }),
        response: { 200: CountSessions, ...problems },
      },
    },
    async (request) => {
      const { placeId } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      const rows = await read(db, request, (tx) => listSessionRows(tx, place, sessionsMax));
      return { sessions: rows.map(shapeSession) };
    },
  );

  app.get(
    '/api/stock/count-sessions/:countId',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'findCount',
        tags,
        summary: 'A count with its lines',
        params,
        response: { 200: CountSessionInFull, ...problems },
      },
    },
    async (request) =>
      read(db, request, (tx) => viewSession(tx, parseId('count', request.params.countId))),
  );
}

function ending(app: App, { db }: House): void {
  app.post(
    '/api/stock/count-sessions/:countId/post',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'postCount',
        tags,
        summary: 'End a count and post what differs',
        params,
        headers: IdempotencyHeaders,
        body: Nullable(CountToPost),
        response: { 200: CountSessionInFull, ...problems },
      },
    },
    async (request) => {
      const id = parseId('count', request.params.countId);
      const reasons = new Map(
        (request.body?.reasons ?? []).map(({ itemId, reason }) => [
          parseId('item', itemId),
          reason,
        ]),
      );
      return write(
        db,
        request,
        async (tx) => {
          await postCount(tx, id, reasons);
          const session = await viewSession(tx, id);
          ownPlace(request, session.placeId);
          return session;
        },
        { timeoutMs: 30_000 },
      );
    },
  );

  app.delete(
    '/api/stock/count-sessions/:countId',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'cancelCount',
        tags,
        summary: 'End a count without posting it',
        params,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = parseId('count', request.params.countId);
      return write(db, request, async (tx) => {
        refuseOtherPlace(request, await cancelCount(tx, id));
        return { isDone: true as const };
      });
    },
  );
}
