// What is taken off an order before its hand-over, and what comes back after it.
import { Type } from 'typebox';
import { type App, actorOf, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { cancelLines } from '../cancel/cancel-lines.ts';
import { placesOf } from '../parcels/places-of.ts';
import { OrderSummary } from '../schemas.ts';
import { shapeOrders } from '../shape-order.ts';
import type { Disposition } from '../store/changes.ts';
import {
  NewCancellation,
  type NewReturn,
  NewReturn as NewReturnShape,
  ReturnAsked,
  ReturnMade,
  ReturnPreview,
} from './schemas.ts';
import { type ExchangeTaken, type ExchangeToTake, takeBack } from './take-exchange.ts';
import { type LineToReturn, planReturn } from './take-return.ts';

const tags = ['orders'];
const params = Type.Object({ orderId: Id('order') });

/** Routes of cancellations and returns under /api/orders. */
export function returnsRoutes(app: App, house: House): void {
  cancelling(app, house);
  returning(app, house);
}

function cancelling(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/cancellations',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'cancelOrderLines',
        tags,
        summary: 'Take lines, or pieces of them, off an order before its hand-over',
        params,
        headers: IdempotencyHeaders,
        body: NewCancellation,
        response: { 200: OrderSummary, ...problems },
      },
    },
    async (request) => {
      const orderId = parseId('order', request.params.orderId);
      const { lines, reason } = request.body;
      return write(db, request, async (tx) => {
        const wanted = lines.map(({ line, quantity }) => ({
          line,
          quantityMilli: toMilli(quantity),
        }));
        const row = await cancelLines(tx, { orderId, lines: wanted, reason });
        refuseOtherPlace(request.principal, ...(await placesOf(tx, row)));
        const [summary] = await shapeOrders(tx, [row]);
        return summary as OrderSummary;
      });
    },
  );
}

function returning(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/returns',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'takeReturn',
        tags,
        summary: 'Take goods back, at any place; the answer is the return, an order of its own',
        params,
        headers: IdempotencyHeaders,
        body: NewReturnShape,
        response: { 201: ReturnMade, ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const { body, principal } = request;
      const made = await write(db, request, async (tx) => {
        const taken = await takeBack(tx, {
          ...(body.id === undefined ? {} : { returnId: parseId('order', body.id) }),
          orderId,
          placeId: parseId('place', body.placeId),
          lines: linesOf(body.lines),
          reason: body.reason,
          isPaidOutInCash: body.refundAs === 'cash',
          staffId: principal.kind === 'staff' ? principal.id : null,
          ...insteadOf(body, actorOf(principal)),
        });
        return shapeReturn(tx, taken);
      });
      return reply.code(201).send(made);
    },
  );

  app.post(
    '/api/orders/:orderId/returns/preview',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'previewReturn',
        tags,
        summary: 'What a return of these lines would give back; nothing is written',
        params,
        body: ReturnAsked,
        response: { 200: ReturnPreview, ...problems },
      },
    },
    async (request) => {
      const orderId = parseId('order', request.params.orderId);
      const lines = linesOf(request.body.lines);
      return write(db, request, async (tx) => {
        const { reason = 'changed_mind' } = request.body;
        const plan = await planReturn(tx, { orderId, lines, reason });
        const { moneyMinor, deliveryMinor, pointsMinor, pointsTakenBack, taxes } = plan;
        return {
          moneyMinor,
          deliveryMinor,
          pointsMinor,
          pointsTakenBack,
          taxes: [...taxes.taken],
        };
      });
    },
  );
}

async function shapeReturn(tx: Tx, { row, parts, placed }: ExchangeTaken): Promise<ReturnMade> {
  const [summary] = await shapeOrders(tx, [row]);
  return {
    ...(summary as OrderSummary),
    refunds: parts.map(({ paymentId, method, amountMinor }) => ({
      paymentId: formatId('payment', paymentId),
      method,
      amountMinor,
    })),
    exchangeOrderId: placed === undefined ? null : formatId('order', placed.row.id),
  };
}

function insteadOf(
  { exchange }: NewReturn,
  actor: string,
): Partial<Pick<ExchangeToTake, 'instead'>> {
  if (exchange === undefined) {
    return {};
  }
  const { lines, recordId, payments = [] } = exchange;
  const instead = {
    lines: lines.map(({ itemId, quantity, seenPriceMinor }) => ({
      itemId: parseId('item', itemId),
      quantityMilli: toMilli(quantity),
      ...(seenPriceMinor === undefined ? {} : { seenPriceMinor }),
    })),
    ...(recordId === undefined ? {} : { recordId: parseId('record', recordId) }),
    payments,
    actor,
  };
  return { instead };
}

function linesOf(lines: NewReturn['lines']): LineToReturn[] {
  return lines.map(({ line, quantity, disposition }) => ({
    line,
    quantityMilli: toMilli(quantity),
    disposition: disposition as Disposition,
  }));
}
