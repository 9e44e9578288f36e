// Adjustments at the edge. Clerks have a limit; whoever runs a shop or the house, or a connected system, has none.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { isAllowed } from '#kernel/roles';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { nameActors } from '#staff';
import { stockRefusals } from '../errors.ts';
import { ownPlace, refuseOtherPlace } from '../own-place.ts';
import { Done } from '../schemas.ts';
import { adjustStock, decideAdjustment, limitOf } from './adjust-stock.ts';
import {
  Adjustment,
  AdjustmentList,
  AdjustmentsQuery,
  NewAdjustment,
  NewDecision,
  NewLimit,
} from './schemas.ts';
import { type AdjustmentRow, listAdjustmentRows, setLimit } from './store.ts';

const tags = ['stock'];
const adjustmentsMax = 100;

/** Routes under /api/stock/adjustments. */
export function adjustmentRoutes(app: App, house: House): void {
  adjusting(app, house);
  deciding(app, house);
}

/** Unless another role than a clerk's lets them change stock: who is a pharmacist as well has the limit of a clerk. */
function isLimited({ principal }: FastifyRequest): boolean {
  return !isAllowed(
    principal.roles.filter((role) => role !== 'clerk'),
    'stock.write',
  );
}

function refuseLimited(request: FastifyRequest): void {
  if (isLimited(request)) {
    throw stockRefusals.manager_needed();
  }
}

function adjusting(app: App, { db }: House): void {
  app.post(
    '/api/stock/adjustments',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'adjustStock',
        tags,
        summary: 'Add or take pieces, with a reason; beyond what a clerk may do alone it waits',
        headers: IdempotencyHeaders,
        body: NewAdjustment,
        response: { 201: Adjustment, ...problems },
      },
    },
    async (request, reply) => {
      const { id, placeId, itemId, quantity, reason, occurredAt } = request.body;
      const adjustment = {
        id: id === undefined ? newId() : parseId('adjustment', id),
        placeId: ownPlace(request, placeId),
        itemId: parseId('item', itemId),
        quantityMilli: toMilli(quantity),
        reason,
        occurredAt: occurredAt === undefined ? undefined : Temporal.Instant.from(occurredAt),
      };
      const made = await write(db, request, async (tx) =>
        shapeOne(tx, await adjustStock(tx, adjustment, isLimited(request))),
      );
      return reply.code(201).send(made);
    },
  );

  app.get(
    '/api/stock/adjustments',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listAdjustments',
        tags,
        summary: 'Adjustments of a place, the newest first, and what a clerk may do there alone',
        querystring: AdjustmentsQuery,
        response: { 200: AdjustmentList, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      const state = request.query.state ?? null;
      return read(db, request, async (tx) => {
        const limit = await limitOf(tx, placeId);
        return {
          adjustments: await shapeAll(
            tx,
            await listAdjustmentRows(tx, placeId, state, adjustmentsMax),
          ),
          limit: {
            pieces: fromMilli(limit.pieces_max_milli),
            valueMinor: limit.value_max_minor,
            isMine: isLimited(request),
          },
        };
      });
    },
  );
}

function deciding(app: App, { db }: House): void {
  app.post(
    '/api/stock/adjustments/:adjustmentId/decision',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'decideAdjustment',
        tags,
        summary: 'Let an adjustment that waits be posted, or not; a clerk may not',
        params: Type.Object({ adjustmentId: Id('adjustment') }),
        headers: IdempotencyHeaders,
        body: NewDecision,
        response: { 200: Adjustment, ...problems },
      },
    },
    (request) => {
      refuseLimited(request);
      const id = parseId('adjustment', request.params.adjustmentId);
      const { isAccepted } = request.body;
      return write(db, request, async (tx) => {
        const row = await decideAdjustment(tx, id, isAccepted);
        refuseOtherPlace(request, row.place_id);
        return shapeOne(tx, row);
      });
    },
  );

  app.put(
    '/api/stock/adjustments/limit',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'setAdjustmentLimit',
        tags,
        summary: 'Say how much a clerk of a place may add or take alone; a clerk may not',
        headers: IdempotencyHeaders,
        body: NewLimit,
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      refuseLimited(request);
      const { pieces, valueMinor } = request.body;
      const placeId = ownPlace(request, request.body.placeId);
      return write(db, request, async (tx) => {
        const limit = { pieces_max_milli: toMilli(pieces), value_max_minor: valueMinor };
        await setLimit(tx, placeId, limit);
        return { isDone: true as const };
      });
    },
  );
}

async function shapeOne(tx: Tx, row: AdjustmentRow) {
  const [shaped] = await shapeAll(tx, [row]);
  if (shaped === undefined) {
    throw new Error('one adjustment has one shape');
  }
  return shaped;
}

async function shapeAll(tx: Tx, rows: readonly AdjustmentRow[]) {
  const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
  const names = await nameActors(
    tx,
    rows.map((row) => row.asked_by),
  );
  return rows.map((row) => ({
    id: formatId('adjustment', row.id),
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    code: items.get(row.item_id)?.code ?? '',
    name: items.get(row.item_id)?.name ?? '',
    quantity: fromMilli(row.quantity_milli),
    reason: row.reason,
    state: row.state,
    valueMinor: row.value_minor,
    askedBy: names.get(row.asked_by) ?? null,
    askedAt: row.asked_at.toString(),
  }));
}
