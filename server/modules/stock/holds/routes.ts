// Holds at the edge: kept, seen, prolonged, handed on and let go.

import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, newId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { stockRefusals } from '../errors.ts';
import { ownPlace, refuseOtherPlace } from '../own-place.ts';
import { Done } from '../schemas.ts';
import { extendHoldsById, type Hold, releaseHoldsById, transferHoldsById } from './end-holds.ts';
import { keepStock } from './keep-stock.ts';
import { moveHold } from './move-hold.ts';
import { HoldList, HoldMade, HoldMove, HoldsQuery, NewExpiry, NewHold } from './schemas.ts';
import { listHoldRows } from './store.ts';

const tags = ['stock'];
const params = Type.Object({ holdId: Id('hold') });
const noId = '00000000-0000-0000-0000-000000000000';

/** Routes under /api/stock/holds. */
export function holdRoutes(app: App, house: House): void {
  keeping(app, house);
  listing(app, house);
  changing(app, house);
}

function keeping(app: App, { db }: House): void {
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

function listing(app: App, { db }: House): void {
  app.get(
    '/api/stock/holds',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listHolds',
        tags,
        summary: 'What is kept at a place, and for how long',
        querystring: HoldsQuery,
        response: { 200: HoldList, ...problems },
      },
    },
    async (request) => {
      const { placeId, itemId, after, limit = 50 } = request.query;
      const item = itemId === undefined ? null : parseId('item', itemId);
      const from = after === undefined ? noId : parseId('hold', after);
      const { rows, items } = await read(db, request, async (tx) => {
        const found = await listHoldRows(tx, parseId('place', placeId), item, from, limit + 1);
        const itemIds = [...new Set(found.map((row) => row.item_id))];
        return { rows: found, items: await findItems(tx, itemIds) };
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        holds: rows.slice(0, limit).map((row) => ({
          id: formatId('hold', row.id),
          placeId,
          itemId: formatId('item', row.item_id),
          code: items.get(row.item_id)?.code ?? '',
          name: items.get(row.item_id)?.name ?? '',
          quantity: fromMilli(row.quantity_milli),
          reason: row.reason,
          expiresAt: row.expires_at?.toString() ?? null,
        })),
        next: last === undefined ? null : formatId('hold', last.id),
      };
    },
  );
}

function changing(app: App, { db }: House): void {
  app.post(
    '/api/stock/holds/:holdId/extensions',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'extendHold',
        tags,
        summary: 'Keep it longer',
        params,
        headers: IdempotencyHeaders,
        body: NewExpiry,
        response: { 200: HoldMade, ...problems },
      },
    },
    async (request) => {
      const id = parseId('hold', request.params.holdId);
      const until = Temporal.Instant.from(request.body.expiresAt);
      return write(db, request, async (tx) => {
        const [hold] = await extendHoldsById(tx, [id], until);
        refuseOtherPlace(request, hold?.placeId ?? null);
        return shape(hold);
      });
    },
  );

  app.post(
    '/api/stock/holds/:holdId/moves',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'moveHold',
        tags,
        summary: 'Keep it at another place, or for an order',
        description: 'One of placeId and orderId; at another place the pieces must be there.',
        params,
        headers: IdempotencyHeaders,
        body: HoldMove,
        response: { 200: HoldMade, ...problems },
      },
    },
    async (request) => {
      const id = parseId('hold', request.params.holdId);
      const { placeId, orderId } = request.body;
      return write(db, request, async (tx) => {
        if (placeId !== undefined) {
          const moved = await moveHold(tx, id, parseId('place', placeId));
          // Whoever works at either end may; the other end's stock decides for itself.
          const isHere = request.principal.placeId === moved.placeId;
          refuseOtherPlace(request, isHere ? moved.placeId : moved.fromPlaceId);
          return shape(moved);
        }
        const to = { subjectId: parseId('order', orderId ?? ''), reason: 'order' } as const;
        const [hold] = await transferHoldsById(tx, [id], { ...to, expiresAt: null });
        refuseOtherPlace(request, hold?.placeId ?? null);
        return shape(hold);
      });
    },
  );
}

function shape(hold: Hold | undefined) {
  if (hold === undefined) {
    throw stockRefusals.hold_unknown();
  }
  return {
    id: formatId('hold', hold.id),
    placeId: formatId('place', hold.placeId),
    itemId: formatId('item', hold.itemId),
    quantity: fromMilli(hold.quantityMilli),
    reason: hold.reason,
    expiresAt: hold.expiresAt?.toString() ?? null,
  };
}
