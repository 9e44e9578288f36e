// The floor at the edge: questions from shop to shop, and credits.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Principal } from '#kernel/sessions';
import type { Tx } from '#kernel/transaction';
import { nameMembers } from '#staff';
import { Credits, NewAnswer, NewStockCall, StockCalls } from './schemas.ts';
import { answerShop, askShops } from './stock-calls.ts';
import { type CallRow, listCallRows } from './store.ts';
import { sumCreditRows } from './store-credits.ts';

const tags = ['floor'];
const shownFor = { hours: 12 } as const;

/** Routes under /api/floor. */
export function floorRoutes(app: App, house: House): void {
  asking(app, house);
  answering(app, house);
  crediting(app, house);
}

function asking(app: App, { db }: House): void {
  app.post(
    '/api/floor/stock-calls',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'askShopsForStock',
        tags,
        summary: 'Ask other shops whether something is there; their tablets ring',
        headers: IdempotencyHeaders,
        body: NewStockCall,
        response: { 201: StockCalls, ...problems },
      },
    },
    async (request, reply) => {
      const { itemId, fromPlaceId, toPlaceIds, quantity } = request.body;
      const calls = await write(db, request, async (tx) => {
        const from = parseId('place', fromPlaceId);
        refuseOtherPlace(request.principal, from);
        const rows = await askShops(tx, {
          itemId: parseId('item', itemId),
          fromPlaceId: from,
          toPlaceIds: toPlaceIds.map((id) => parseId('place', id)),
          quantityMilli: toMilli(quantity),
          askedBy: staffOf(request.principal),
        });
        return { calls: await shape(tx, rows) };
      });
      return reply.code(201).send(calls);
    },
  );
  app.get(
    '/api/floor/stock-calls',
    {
      config: { access: 'floor.read' },
      schema: {
        operationId: 'listStockCalls',
        tags,
        summary: 'What a shop was asked and has asked in the last twelve hours',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: StockCalls, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const placeId = parseId('place', request.query.placeId);
        return {
          calls: await shape(tx, await listCallRows(tx, placeId, tx.now.subtract(shownFor))),
        };
      }),
  );
}

function answering(app: App, { db }: House): void {
  app.post(
    '/api/floor/stock-calls/:callId/answer',
    {
      config: { access: 'floor.write' },
      schema: {
        operationId: 'answerStockCall',
        tags,
        summary: 'Say whether it is there, and whether it is kept for the shop that asked',
        params: Type.Object({ callId: Id('stockCall') }),
        headers: IdempotencyHeaders,
        body: NewAnswer,
        response: { 200: StockCalls, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        const id = parseId('stockCall', request.params.callId);
        const { principal } = request;
        const { answer, isKept = false } = request.body;
        const row = await answerShop(tx, id, { answer, isKept, answeredBy: staffOf(principal) });
        refuseOtherPlace(principal, row.to_place_id);
        return { calls: await shape(tx, [row]) };
      }),
  );
}

function crediting(app: App, { db }: House): void {
  app.get(
    '/api/floor/credits',
    {
      config: { access: 'floor.read' },
      schema: {
        operationId: 'listCredits',
        tags,
        summary: 'Sales that other places send, by the shop and the clerk who served her',
        querystring: Type.Object({
          from: Type.String({ format: 'date-time' }),
          until: Type.Optional(Type.String({ format: 'date-time' })),
          placeId: Type.Optional(Id('place')),
        }),
        response: { 200: Credits, ...problems },
      },
    },
    (request) => {
      const { from, until, placeId } = request.query;
      return read(db, request, async (tx) => {
        const rows = await sumCreditRows(
          tx,
          Temporal.Instant.from(from),
          until === undefined ? tx.now.add({ hours: 24 }) : Temporal.Instant.from(until),
          placeId === undefined ? null : parseId('place', placeId),
        );
        const names = await nameMembers(
          tx,
          rows.flatMap((row) => row.staff_id ?? []),
        );
        return {
          credits: rows.map((row) => ({
            placeId: formatId('place', row.place_id),
            staffId: formatOptionalId('staff', row.staff_id),
            clerk: names.get(row.staff_id ?? '') ?? null,
            currency: row.currency,
            orders: row.orders,
            totalMinor: row.total_minor,
            returnedMinor: row.returned_minor,
          })),
        };
      });
    },
  );
}

function staffOf(principal: Principal): string | null {
  return principal.kind === 'staff' ? principal.id : null;
}

async function shape(tx: Tx, rows: readonly CallRow[]) {
  const ids = rows.flatMap((row) => [row.asked_by ?? [], row.answered_by ?? []].flat());
  const names = await nameMembers(tx, ids);
  return rows.map((row) => ({
    id: formatId('stockCall', row.id),
    itemId: formatId('item', row.item_id),
    fromPlaceId: formatId('place', row.from_place_id),
    toPlaceId: formatId('place', row.to_place_id),
    quantity: fromMilli(row.quantity_milli),
    askedAt: String(row.asked_at),
    askedBy: names.get(row.asked_by ?? '') ?? null,
    answer: row.answer,
    answeredAt: row.answered_at === null ? null : String(row.answered_at),
    answeredBy: names.get(row.answered_by ?? '') ?? null,
    keptUntil: row.kept_until?.toString() ?? null,
  }));
}
