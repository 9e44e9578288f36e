// Stock at the edge. Whoever is bound to a place changes the stock of that place only; shoppers get words.
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { adjustmentRoutes } from './adjustments/routes.ts';
import { findAvailability } from './availability.ts';
import { countRoutes } from './counts/routes.ts';
import { holdRoutes } from './holds/routes.ts';
import { lotRoutes } from './lots/routes.ts';
import { ownPlace } from './own-place.ts';
import { findPlaceAvailability } from './place-availability.ts';
import { receiptRoutes } from './receipts/routes.ts';
import {
  Availability,
  ConflictList,
  ConflictQuery,
  ConflictToSettle,
  Done,
  ItemsQuery,
  NewRules,
  PlaceAvailability,
  StockPage,
  StockProof,
  StockQuery,
} from './schemas.ts';
import { setStockRules } from './set-rules.ts';
import { settleConflict } from './settle-conflict.ts';
import { pageStock } from './stock-page.ts';
import { stockLabels } from './stock-word.ts';
import { proveStock, sizeOfStock } from './store-proof.ts';
import { transferRoutes } from './transfers/routes.ts';
import { listConflicts } from './views.ts';

const tags = ['stock'];
/** A proof reads every movement there ever was. */
const proofTimeoutMs = 120_000;

/** Routes under /api/stock. */
export function stockRoutes(app: App, house: House): void {
  reading(app, house);
  proving(app, house);
  posting(app, house);
  settling(app, house);
  holdRoutes(app, house);
  countRoutes(app, house);
  lotRoutes(app, house);
  receiptRoutes(app, house);
  adjustmentRoutes(app, house);
  transferRoutes(app, house);
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
      const { placeId, q, shelf, after, limit } = request.query;
      const place = placeId === undefined ? undefined : parseId('place', placeId);
      const asked = { placeId: place, query: q, shelf, after, limit: limit ?? 50 };
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
          limit: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1000, description: 'Places; all when left out.' }),
          ),
        }),
        response: { 200: Availability, ...problems },
      },
    },
    async (request) => {
      const { latitude, longitude, limit } = request.query;
      const from =
        latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
      const itemId = parseId('item', request.params.itemId);
      const found = await findAvailability(db, itemId, { from, limit });
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

function proving(app: App, { db }: House): void {
  app.get(
    '/api/stock/places/:placeId/items',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findPlaceAvailability',
        tags,
        summary: 'What a place has of many items',
        params: Type.Object({ placeId: Id('place') }),
        querystring: ItemsQuery,
        response: { 200: PlaceAvailability, ...problems },
      },
    },
    async (request) => {
      const { placeId } = request.params;
      const asked = [request.query.itemId].flat().map((id) => parseId('item', id));
      const found = await findPlaceAvailability(db, parseId('place', placeId), asked);
      return {
        placeId,
        items: found.map(({ itemId, word }) => ({
          itemId: formatId('item', itemId),
          state: word,
          label: stockLabels[word],
        })),
      };
    },
  );

  app.get(
    '/api/stock/proof',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'proveStock',
        tags,
        summary: 'Whether every balance is what its movements, holds, transfers and lots add up to',
        response: { 200: StockProof, ...problems },
      },
    },
    async (request) =>
      read(
        db,
        request,
        async (tx) => {
          const differences = await proveStock(tx);
          return {
            isProven: differences.length === 0,
            takenAt: tx.now.toString(),
            ...(await sizeOfStock(tx)),
            differences: differences.map((each) => ({
              kind: each.kind,
              placeId: formatId('place', each.placeId),
              itemId: formatId('item', each.itemId),
              expected: fromMilli(each.expectedMilli),
              found: fromMilli(each.foundMilli),
            })),
          };
        },
        { timeoutMs: proofTimeoutMs },
      ),
  );
}

function posting(app: App, { db }: House): void {
  app.put(
    '/api/stock/rules',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'setStockRules',
        tags,
        summary: 'Say what is kept back, how sure promises must be, and what is usually lost',
        headers: IdempotencyHeaders,
        body: NewRules,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const placeId = ownPlace(request, request.body.placeId);
      const rules = request.body.lines.map((line) => ({
        placeId,
        itemId: parseId('item', line.itemId),
        safetyMilli: line.safety === undefined ? undefined : toMilli(line.safety),
        confidenceMinBp: toBp(line.confidenceMin),
        shrinkageBp: toBp(line.shrinkage),
        shelf: line.shelf,
      }));
      return write(db, request, async (tx) => {
        await setStockRules(tx, rules);
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
          proposals: row.proposals.map(({ action, quantityMilli, placeId: where }) => ({
            action,
            quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
            placeId: formatOptionalId('place', where),
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

/** 0.9 → 9000. */
function toBp(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 10_000);
}
