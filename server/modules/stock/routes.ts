// Stock at the edge. Whoever is bound to a place changes the stock of that place only; shoppers get words.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { findAvailability, stockLabels } from './availability.ts';
import { releaseHoldsById } from './end-holds.ts';
import { stockRefusals } from './errors.ts';
import { keepStock } from './keep-stock.ts';
import { postCounts } from './post-counts.ts';
import { postFacts } from './post-facts.ts';
import {
  Availability,
  ConflictList,
  ConflictQuery,
  ConflictToSettle,
  CountsMade,
  Done,
  HoldMade,
  NewAdjustment,
  NewCounts,
  NewHold,
  StockPage,
  StockQuery,
} from './schemas.ts';
import { settleConflict } from './settle-conflict.ts';
import { pageStock } from './stock-page.ts';
import { listConflicts } from './views.ts';

const tags = ['stock'];

/** Routes under /api/stock. */
export function stockRoutes(app: App, house: House): void {
  reading(app, house);
  posting(app, house);
  holding(app, house);
  settling(app, house);
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/stock',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listStock',
        tags,
        summary: 'Stock by place, found by item',
        querystring: StockQuery,
        response: { 200: StockPage, ...problems },
      },
    },
    async (request) => {
      const { placeId, q, after, limit } = request.query;
      const place = placeId === undefined ? undefined : parseId('place', placeId);
      const asked = { placeId: place, query: q, after, limit: limit ?? 50 };
      return read(db, request, (tx) => pageStock(tx, asked));
    },
  );

  app.get(
    '/api/stock/items/:itemId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findAvailability',
        tags,
        summary: 'Where an item is in stock, nearest first',
        params: Type.Object({ itemId: Id('item') }),
        querystring: Type.Object({
          latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
          longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        }),
        response: { 200: Availability, ...problems },
      },
    },
    async (request) => {
      const { latitude, longitude } = request.query;
      const from =
        latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
      const itemId = parseId('item', request.params.itemId);
      const found = await read(db, request, (tx) => findAvailability(tx, itemId, from));
      return {
        itemId: request.params.itemId,
        places: found.map(({ place, word, distanceM }) => ({
          placeId: formatId('place', place.id),
          name: { ja: place.name_ja, en: place.name_en },
          state: word,
          label: stockLabels[word],
          distanceM,
        })),
      };
    },
  );
}

function posting(app: App, { db }: House): void {
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

  app.post(
    '/api/stock/adjustments',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'adjustStock',
        tags,
        summary: 'Add or take pieces, with a reason',
        headers: IdempotencyHeaders,
        body: NewAdjustment,
        response: { 201: Done, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, itemId, quantity, reason } = request.body;
      const key = { placeId: ownPlace(request, placeId), itemId: parseId('item', itemId) };
      const quantityMilli = toMilli(quantity);
      const done = await write(db, request, async (tx) => {
        await postFacts(tx, [{ ...key, quantityMilli, kind: 'adjustment', reason }]);
        return { isDone: true as const };
      });
      return reply.code(201).send(done);
    },
  );
}

function holding(app: App, { db }: House): void {
  app.post(
    '/api/stock/holds',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'holdStock',
        tags,
        summary: 'Keep a piece for somebody (取り置き)',
        headers: IdempotencyHeaders,
        body: NewHold,
        response: { 201: HoldMade, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, itemId, quantity, reason, expiresAt } = request.body;
      const key = { placeId: ownPlace(request, placeId), itemId: parseId('item', itemId) };
      const hold = await write(db, request, async (tx) => {
        const until =
          expiresAt === undefined ? tx.now.add({ hours: 72 }) : Temporal.Instant.from(expiresAt);
        const made = await keepStock(tx, {
          ...key,
          quantityMilli: toMilli(quantity),
          reason,
          subjectId: newId(),
          expiresAt: until,
        });
        return {
          id: formatId('hold', made.id),
          placeId,
          itemId,
          quantity,
          reason,
          expiresAt: until.toString(),
        };
      });
      return reply.code(201).send(hold);
    },
  );

  app.delete(
    '/api/stock/holds/:holdId',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'releaseHold',
        tags,
        summary: 'Let go of what was kept',
        params: Type.Object({ holdId: Id('hold') }),
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = parseId('hold', request.params.holdId);
      return write(db, request, async (tx) => {
        const [released] = await releaseHoldsById(tx, [id], 'released_by_staff');
        if (released === undefined) {
          throw stockRefusals.hold_unknown();
        }
        ownPlace(request, formatId('place', released.placeId));
        return { isDone: true as const };
      });
    },
  );
}

function settling(app: App, { db }: House): void {
  app.get(
    '/api/stock/conflicts',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listStockConflicts',
        tags,
        summary: 'Where facts left less than was promised',
        querystring: ConflictQuery,
        response: { 200: ConflictList, ...problems },
      },
    },
    async (request) => {
      const { placeId, state } = request.query;
      const place = placeId === undefined ? null : parseId('place', placeId);
      return read(db, request, async (tx) => {
        const rows = await listConflicts(tx, state ?? 'open', place, 200);
        const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
        const conflicts = rows.map((row) => ({
          placeId: formatId('place', row.place_id),
          itemId: formatId('item', row.item_id),
          code: items.get(row.item_id)?.code ?? '',
          name: items.get(row.item_id)?.name ?? '',
          kind: row.kind,
          state: row.state,
          short: fromMilli(row.short_milli),
          proposals: row.proposals.map(({ action, quantityMilli }) => ({
            action,
            quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
          })),
          openedAt: row.opened_at.toString(),
          settlement: row.settlement,
        }));
        return { conflicts };
      });
    },
  );

  app.post(
    '/api/stock/conflicts/settlements',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'settleStockConflict',
        tags,
        summary: 'Say how a conflict ended',
        headers: IdempotencyHeaders,
        body: ConflictToSettle,
        response: { 201: Done, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, itemId, settlement } = request.body;
      const key = { placeId: ownPlace(request, placeId), itemId: parseId('item', itemId) };
      const done = await write(db, request, async (tx) => {
        await settleConflict(tx, key, settlement);
        return { isDone: true as const };
      });
      return reply.code(201).send(done);
    },
  );
}

/** The place's uuid; whoever is bound to one place acts for that place only. */
function ownPlace(request: FastifyRequest, placeId: string): string {
  const id = parseId('place', placeId);
  const own = request.principal.placeId;
  if (own !== null && own !== id) {
    throw stockRefusals.other_place();
  }
  return id;
}
