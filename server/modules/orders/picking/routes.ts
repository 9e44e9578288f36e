// Picking over HTTP: the list, single lines, packing, handing over. A clerk of one shop acts for its orders only.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, purposeOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { type Tx, transaction } from '#kernel/transaction';
import { ordersRefusals } from '../errors.ts';
import { findOrderByToken } from '../find-order-by-token.ts';
import { placesOf } from '../parcels/places-of.ts';
import { OrderSummary } from '../schemas.ts';
import { shapeOrders } from '../shape-order.ts';
import { findSoldLines } from '../store/changes.ts';
import type { OrderRow } from '../store/orders.ts';
import { answerSubstitute, reportShort } from './ask-substitute.ts';
import { handOver, packOrder, putBack } from './hand-over.ts';
import { listPicks } from './list-picks.ts';
import { claimLine, type LineInHand, pickLine } from './pick-line.ts';
import {
  HandedOver,
  LineShort,
  Packed,
  ParcelList,
  ParcelNumber,
  PickDone,
  PickList,
  PieceFound,
  SubstituteAnswer,
} from './schemas.ts';
import { findPickRows } from './store.ts';
import { listWaitingParcels } from './store-parcels.ts';

const tags = ['orders'];
const ofPlace = Type.Object({ placeId: Id('place') });
const lineParams = Type.Object({
  orderId: Id('order'),
  line: Type.Integer({ minimum: 1, maximum: 5000 }),
});
const orderParams = Type.Object({ orderId: Id('order') });

/** Routes under /api/orders for whoever gets orders ready. */
export function pickingRoutes(app: App, house: House): void {
  looking(app, house);
  picking(app, house);
  missing(app, house);
  packing(app, house);
  answering(app, house);
}

function looking(app: App, { db }: House): void {
  app.get(
    '/api/orders/picks',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listPicks',
        tags,
        summary: 'What is to be picked at a place, along its shelves',
        querystring: ofPlace,
        response: { 200: PickList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => ({
        lines: await listPicks(tx, parseId('place', request.query.placeId)),
      })),
  );

  app.get(
    '/api/orders/parcels',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listParcels',
        tags,
        summary: 'What stands packed at a place: for her, for the carrier, or to be put back',
        querystring: ofPlace,
        response: { 200: ParcelList, ...problems },
      },
    },
    (request) =>
      read(db, request, async (tx) => {
        const rows = await listWaitingParcels(tx, parseId('place', request.query.placeId), 400);
        return {
          parcels: rows.map((row) => ({
            orderId: formatId('order', row.order_id),
            number: row.number,
            parcel: row.parcel,
            parcels: row.parcels,
            state: row.state,
            fulfilment: row.fulfilment,
            shelf: row.shelf,
            readyAt: row.ready_at.toString(),
            keepUntil: row.keep_until?.toString() ?? null,
          })),
        };
      }),
  );
}

/** Held to the clerk's own place, and told with what is left of the order. */
async function done(tx: Tx, request: FastifyRequest, hand: LineInHand) {
  const { order, line, pick, parcel, placeId } = hand;
  refuseOtherPlace(request.principal, order.place_id, placeId);
  const picks = await findPickRows(tx, [order.id]);
  const pickedOf = new Map(picks.map((row) => [row.line, row.picked_milli]));
  const lines = await findSoldLines(tx, order.id);
  const now = lines.find((each) => each.line === line.line);
  return {
    orderId: formatId('order', order.id),
    line: line.line,
    picked: fromMilli(pick.picked_milli),
    quantity: fromMilli(now?.quantity_milli ?? line.quantity_milli),
    linesLeft: lines.filter(
      (each) =>
        each.day === null &&
        parcel?.lines.includes(each.line) !== false &&
        each.quantity_milli > (pickedOf.get(each.line) ?? 0),
    ).length,
  };
}

function picking(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/picks/:line/claim',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'claimPick',
        tags,
        summary: 'Take a line in hand; the second is told who has it',
        params: lineParams,
        response: { 200: PickDone, ...problems },
      },
    },
    (request) => {
      const { orderId, line } = request.params;
      return write(db, request, async (tx) =>
        done(tx, request, await claimLine(tx, parseId('order', orderId), line)),
      );
    },
  );

  app.post(
    '/api/orders/:orderId/picks/:line',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'pickLine',
        tags,
        summary: 'A piece was found: as it was scanned',
        params: lineParams,
        headers: IdempotencyHeaders,
        body: PieceFound,
        response: { 200: PickDone, ...problems },
      },
    },
    (request) => {
      const { orderId, line } = request.params;
      const { code, quantity } = request.body;
      const found = {
        orderId: parseId('order', orderId),
        line,
        code: code ?? null,
        ...(quantity === undefined ? {} : { quantityMilli: toMilli(quantity) }),
      };
      return write(db, request, async (tx) => done(tx, request, await pickLine(tx, found)));
    },
  );
}

function missing(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/picks/:line/short',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'reportShortPick',
        tags,
        summary: 'The rest is not there: ask her what may stand for it, or take it off',
        params: lineParams,
        headers: IdempotencyHeaders,
        body: LineShort,
        response: { 200: PickDone, ...problems },
      },
    },
    (request) => {
      const { orderId, line } = request.params;
      const offerItemIds = request.body.offerItemIds.map((id) => parseId('item', id));
      const short = { orderId: parseId('order', orderId), line, offerItemIds };
      return write(db, request, async (tx) => done(tx, request, await reportShort(tx, short)));
    },
  );

  app.post(
    '/api/orders/:orderId/picks/:line/answer',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'answerSubstituteForHer',
        tags,
        summary: 'She has answered on the telephone',
        params: lineParams,
        headers: IdempotencyHeaders,
        body: SubstituteAnswer,
        response: { 200: OrderSummary, ...problems },
      },
    },
    (request) => {
      const { orderId, line } = request.params;
      const itemId = itemOf(request.body.itemId);
      return write(db, request, async (tx) => {
        const row = await answerSubstitute(tx, {
          orderId: parseId('order', orderId),
          line,
          itemId,
        });
        return summaryOf(tx, request, row);
      });
    },
  );
}

function itemOf(id: string | null): string | null {
  return id === null ? null : parseId('item', id);
}

async function summaryOf(tx: Tx, request: FastifyRequest, row: OrderRow): Promise<OrderSummary> {
  refuseOtherPlace(request.principal, ...(await placesOf(tx, row)));
  const [summary] = await shapeOrders(tx, [row]);
  return summary as OrderSummary;
}

function packing(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/pack',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'packOrder',
        tags,
        summary: 'All of it is found: it is ready, on a shelf',
        params: orderParams,
        headers: IdempotencyHeaders,
        body: Packed,
        response: { 200: OrderSummary, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const { shelf = null, parcel: number } = request.body;
      const which = { number, placeId: request.principal.placeId };
      return write(db, request, async (tx) =>
        summaryOf(tx, request, await packOrder(tx, orderId, shelf, which)),
      );
    },
  );

  app.post(
    '/api/orders/hand-overs',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'handOverOrder',
        tags,
        summary: 'Hand a parcel to who shows the code of its order; a wrong one is refused',
        headers: IdempotencyHeaders,
        body: HandedOver,
        response: { 200: OrderSummary, ...problems },
      },
    },
    (request) => {
      const { orderId, parcelOrderId, placeId } = request.body;
      const hand = {
        orderId: parseId('order', orderId),
        parcelOrderId: parcelOrderId === undefined ? null : parseId('order', parcelOrderId),
        placeId: placeId === undefined ? null : parseId('place', placeId),
      };
      return write(db, request, async (tx) => summaryOf(tx, request, await handOver(tx, hand)));
    },
  );

  app.post(
    '/api/orders/:orderId/put-back',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'putBackOrder',
        tags,
        summary: 'What nobody came for lies on the sales floor again',
        params: orderParams,
        querystring: Type.Object({ parcel: Type.Optional(ParcelNumber) }),
        headers: IdempotencyHeaders,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      await write(db, request, async (tx) => {
        const which = { number: request.query.parcel, placeId: request.principal.placeId };
        const order = await putBack(tx, orderId, which);
        refuseOtherPlace(request.principal, ...(await placesOf(tx, order)));
        return {};
      });
      return reply.code(204).send(null);
    },
  );
}

function answering(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/substitutes/:line',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'answerSubstitute',
        tags,
        summary: 'Take what may stand for a line, or let it be, by the secret link of the order',
        params: lineParams,
        body: Type.Object(
          { token: Text(100), ...SubstituteAnswer.properties },
          { additionalProperties: false },
        ),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const { orderId, line } = request.params;
      const id = parseId('order', orderId);
      const itemId = itemOf(request.body.itemId);
      await transaction(
        db,
        { actor: actorOf(request.principal), purpose: purposeOf(request) },
        async (tx) => {
          if ((await findOrderByToken(tx, id, request.body.token)) === undefined) {
            throw ordersRefusals.unknown();
          }
          await answerSubstitute(tx, { orderId: id, line, itemId });
        },
      );
      return reply.code(204).send(null);
    },
  );
}
