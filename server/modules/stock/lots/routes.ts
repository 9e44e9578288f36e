// Lots at the edge: what goes off soon, what is called back.
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { refuseOtherPlace } from '../own-place.ts';
import { Done } from '../schemas.ts';
import { recallLot, unblockLot } from './block-lots.ts';
import { LotList, LotsQuery, NewRecall } from './schemas.ts';
import type { LotRow } from './store.ts';
import { listLots } from './views.ts';

const tags = ['stock'];
const lotsMax = 200;

/** Routes under /api/stock/lots. */
export function lotRoutes(app: App, house: House): void {
  looking(app, house);
  blocking(app, house);
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/stock/lots',
    {
      config: { access: 'stock.read' },
      schema: {
        operationId: 'listLots',
        tags,
        summary: 'Lots with pieces left, those that go off first before the others',
        querystring: LotsQuery,
        response: { 200: LotList, ...problems },
      },
    },
    async (request) => {
      const { placeId, itemId, before, limit = lotsMax } = request.query;
      const asked = {
        placeId: placeId === undefined ? null : parseId('place', placeId),
        itemId: itemId === undefined ? null : parseId('item', itemId),
        before: before === undefined ? null : Temporal.PlainDate.from(before),
        limit,
      };
      return read(db, request, async (tx) => ({
        lots: await shapeLots(tx, await listLots(tx, asked)),
      }));
    },
  );
}

function blocking(app: App, { db }: House): void {
  app.post(
    '/api/stock/lots/recalls',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'recallLot',
        tags,
        summary: 'Call a lot back at every place (回収); it is promised to nobody any more',
        headers: IdempotencyHeaders,
        body: NewRecall,
        response: { 201: LotList, ...problems },
      },
    },
    async (request, reply) => {
      const { itemId, code, because } = request.body;
      // It is about every place, so nobody who is bound to one may do it.
      refuseOtherPlace(request, null);
      const recall = { itemId: parseId('item', itemId), code, because };
      const lots = await write(db, request, async (tx) =>
        shapeLots(tx, await recallLot(tx, recall)),
      );
      return reply.code(201).send({ lots });
    },
  );

  app.delete(
    '/api/stock/lots/:lotId/block',
    {
      config: { access: 'stock.write' },
      schema: {
        operationId: 'unblockLot',
        tags,
        summary: 'Let a blocked lot be sold again',
        params: Type.Object({ lotId: Id('lot') }),
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = parseId('lot', request.params.lotId);
      return write(db, request, async (tx) => {
        const lot = await unblockLot(tx, id);
        refuseOtherPlace(request, lot.place_id);
        return { isDone: true as const };
      });
    },
  );
}

/** A lot as it came over HTTP. */
export function readLot(lot: {
  readonly code: string;
  readonly bestBefore?: string;
  readonly dateKind?: 'best_before' | 'use_by';
}) {
  return {
    code: lot.code,
    bestBefore: lot.bestBefore === undefined ? null : Temporal.PlainDate.from(lot.bestBefore),
    dateKind: lot.dateKind ?? 'best_before',
  };
}

async function shapeLots(tx: Tx, rows: readonly LotRow[]) {
  const items = await findItems(tx, [...new Set(rows.map((row) => row.item_id))]);
  return rows.map((row) => ({
    id: formatId('lot', row.id),
    placeId: formatId('place', row.place_id),
    itemId: formatId('item', row.item_id),
    itemCode: items.get(row.item_id)?.code ?? '',
    name: items.get(row.item_id)?.name ?? '',
    code: row.code,
    bestBefore: row.best_before?.toString() ?? null,
    dateKind: row.date_kind,
    onHand: fromMilli(row.on_hand_milli),
    state: row.state,
    because: row.blocked_because,
    receivedAt: row.received_at.toString(),
  }));
}
