// Orders over HTTP. Placing goes through a batch, everything else is a transaction of its own.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { createBatch } from '#kernel/batch';
import { asIdempotentFlight } from '#kernel/batch-idempotency';
import { type App, actorOf, idempotentInputOf, read, write } from '#kernel/http';
import { formatId, formatOptionalId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, PageQuery, problems } from '#kernel/schemas';
import { cancelOrder } from './cancel/cancel-order.ts';
import { changeState } from './change-state.ts';
import { type CartOrder, placeCartOrder } from './checkout/place-cart-order.ts';
import { assertMayNameCustomer, assertMaySell, buyerOf, channelOf } from './customer-at-till.ts';
import { ordersRefusals } from './errors.ts';
import { placesOf } from './parcels/places-of.ts';
import { tellParcels } from './parcels/tell-parcels.ts';
import { readDay } from './preorders/read-day.ts';
import { readMoment } from './promise/read-moment.ts';
import { tellRoute } from './routing/tell-route.ts';
import {
  NewOrder,
  OrderDetail,
  OrderPage,
  OrderPlaced,
  OrderStateWord,
  OrderSummary,
  SalesSummary,
  StateChange,
} from './schemas.ts';
import { shapeOrder, shapeOrders } from './shape-order.ts';
import { type Tender, tendersOf } from './tender/tender.ts';
import { listOrders, summariseSales, viewOrder } from './views.ts';
import { assertMayBuyFor } from './wholesale/buyers.ts';

const tags = ['orders'];
const params = Type.Object({ orderId: Id('order') });

/** Routes under /api/orders. */
export function ordersRoutes(app: App, house: House): void {
  placing(app, house);
  reading(app, house);
  changing(app, house);
}

function placing(app: App, { db }: House): void {
  const work = asIdempotentFlight(placeCartOrder, (placed) => ({
    ...shapeOrder(placed.row, placed),
    paymentId: formatId('payment', placed.paymentId),
    paymentIds: placed.paymentIds.map((id) => formatId('payment', id)),
    changeMinor: placed.changeMinor,
    pointsEarned: placed.pointsEarned,
  }));
  const batch = createBatch(db, work);
  app.post(
    '/api/orders',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'placeOrder',
        tags,
        summary: 'Place an order; no account is needed',
        headers: IdempotencyHeaders,
        body: NewOrder,
        response: { 201: OrderPlaced, ...problems },
      },
    },
    async (request, reply) => {
      const idempotency = idempotentInputOf(db, request);
      const { recordId } = request.body;
      if (recordId !== undefined) {
        await read(db, request, (tx) =>
          assertMayNameCustomer(tx, request.principal, parseId('record', recordId)),
        );
      }
      const { partyId } = request.body;
      if (partyId !== undefined) {
        await read(db, request, (tx) =>
          assertMayBuyFor(tx, request.principal, parseId('party', partyId)),
        );
      }
      const input = toOrder(request, request.body);
      assertMaySell(request.principal, input.fulfilment, tendersOf(input.payment));
      if (input.fulfilment === 'carry_out') {
        refuseOtherPlace(request.principal, input.placeId);
      }
      const placed = await batch.submit(
        idempotency === undefined ? { input } : { input, idempotency },
      );
      return reply.code(201).send(placed);
    },
  );
}

function toOrder(request: FastifyRequest, body: NewOrder): CartOrder {
  const { principal } = request;
  const { cartToken, lines = [] } = body;
  if ((cartToken === undefined) === (body.lines === undefined)) {
    throw ordersRefusals.lines_needed();
  }
  const isStaff = principal.kind === 'staff';
  const buyer = buyerOf(principal, body.isForStaff);
  return {
    ...(body.id === undefined ? {} : { orderId: parseId('order', body.id) }),
    placeId: parseId('place', body.placeId),
    fulfilment: body.fulfilment,
    ...(body.handoverPlaceId === undefined
      ? {}
      : { handoverPlaceId: parseId('place', body.handoverPlaceId) }),
    ...(body.isFromAnywhere === true && principal.kind !== 'customer' && principal.kind !== 'guest'
      ? { isFromAnywhere: true }
      : {}),
    channel: channelOf(principal, body.channel),
    ...(cartToken === undefined ? {} : { cartToken }),
    lines: lines.map((line) => ({
      itemId: parseId('item', line.itemId),
      quantityMilli: toMilli(line.quantity),
      ...(line.seenPriceMinor === undefined ? {} : { seenPriceMinor: line.seenPriceMinor }),
      ...(line.day === undefined ? {} : { day: readDay(line.day) }),
    })),
    ...(body.recordId === undefined ? {} : { recordId: parseId('record', body.recordId) }),
    ...(body.partyId === undefined ? {} : { partyId: parseId('party', body.partyId) }),
    ...(principal.kind === 'customer' ? { recordId: principal.id, isHerself: true } : {}),
    ...(body.contact === undefined ? {} : { contact: body.contact }),
    payment: paymentOf(body),
    ...(body.couponCodes === undefined ? {} : { couponCodes: body.couponCodes }),
    ...(buyer === undefined ? {} : { buyer }),
    ...(body.seenDeliveryMinor === undefined ? {} : { seenDeliveryMinor: body.seenDeliveryMinor }),
    ...(body.seenParcels === undefined ? {} : { seenParcels: body.seenParcels }),
    ...(body.seenReadyBy === undefined ? {} : { seenReadyBy: readMoment(body.seenReadyBy) }),
    ...(body.position === undefined ? {} : { position: body.position }),
    ...(isStaff ? { staffId: principal.id } : {}),
    actor: actorOf(principal),
  };
}

function paymentOf({ payment, payments }: NewOrder): Tender | readonly Tender[] {
  const given = payments ?? payment;
  if (given === undefined) {
    throw ordersRefusals.payment_needed();
  }
  return given;
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/orders',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listOrders',
        tags,
        summary: 'Orders, newest first',
        querystring: Type.Object({
          placeId: Type.Optional(Id('place')),
          state: Type.Optional(OrderStateWord),
          q: Type.Optional(
            Type.String({ maxLength: 100, description: 'An order number, ours or the source’s.' }),
          ),
          ...PageQuery,
        }),
        response: { 200: OrderPage, ...problems },
      },
    },
    async (request) => {
      const { placeId, state, q, after, limit = 50 } = request.query;
      const from = parseAfter(after);
      return read(db, request, async (tx) => {
        const rows = await listOrders(tx, {
          ...(placeId === undefined ? {} : { placeId: parseId('place', placeId) }),
          ...(state === undefined ? {} : { state }),
          ...(q === undefined || q === '' ? {} : { number: q }),
          ...(from === undefined ? {} : { after: from }),
          limit: limit + 1,
        });
        const shown = rows.slice(0, limit);
        const last = shown.at(-1);
        const next =
          rows.length > limit && last !== undefined
            ? `${last.ordered_at.toString()}~${formatId('order', last.id)}`
            : null;
        return { orders: await shapeOrders(tx, shown), next };
      });
    },
  );

  app.get(
    '/api/orders/summary',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'summariseSales',
        tags,
        summary: 'Sales by place, source and currency',
        querystring: Type.Object({
          placeId: Type.Optional(Id('place')),
          source: Type.Optional(Type.String({ maxLength: 100 })),
          from: Type.Optional(Type.String({ format: 'date' })),
          until: Type.Optional(Type.String({ format: 'date' })),
        }),
        response: { 200: SalesSummary, ...problems },
      },
    },
    async (request) => {
      const { placeId, ...rest } = request.query;
      const filter = placeId === undefined ? rest : { ...rest, placeId: parseId('place', placeId) };
      const rows = await read(db, request, (tx) => summariseSales(tx, filter));
      return {
        rows: rows.map((row) => ({
          placeId: formatId('place', row.place_id),
          source: row.source,
          currency: row.currency,
          orders: row.orders,
          returns: row.returns,
          lines: row.lines,
          returnLines: row.return_lines,
          customers: row.customers,
          netMinor: row.net_minor,
        })),
      };
    },
  );

  app.get(
    '/api/orders/:orderId',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getOrder',
        tags,
        summary: 'One order with lines, taxes and what happened to it',
        params,
        response: { 200: OrderDetail, ...problems },
      },
    },
    async (request) => {
      const id = parseId('order', request.params.orderId);
      return read(db, request, async (tx) => {
        const view = await viewOrder(tx, id);
        const [summary] = view === undefined ? [] : await shapeOrders(tx, [view.order]);
        if (view === undefined || summary === undefined) {
          throw ordersRefusals.unknown();
        }
        const { order } = view;
        return {
          ...summary,
          itemsMinor: order.items_minor,
          discountMinor: order.discount_minor,
          pointsMinor: order.points_minor,
          deliveryMinor: order.delivery_minor,
          isTaxIncluded: order.is_tax_included,
          returnsOrderId: formatOptionalId('order', order.returns_order_id),
          returnIds: view.returnIds.map((each) => formatId('order', each)),
          lines: view.lines.map((line) => ({
            line: line.line,
            itemId: formatId('item', line.item_id),
            name: line.name,
            quantity: fromMilli(line.quantity_milli),
            unitPrice: line.unit_price,
            amountMinor: line.amount_minor,
            discountMinor: line.discount_minor,
            returnedQuantity: fromMilli(line.returned_milli),
            taxRateBp: line.tax_rate_bp,
            day: line.day?.toString() ?? null,
          })),
          parcels: await tellParcels(tx, order),
          taxes: view.taxes.map((tax) => ({
            rateBp: tax.rate_bp,
            taxedMinor: tax.taxed_minor,
            taxMinor: tax.tax_minor,
          })),
          route: await tellRoute(tx, id),
          transitions: view.transitions.map((each) => ({
            at: each.at.toString(),
            from: each.from_state,
            to: each.to_state,
            actor: each.actor,
            reason: each.reason,
          })),
        };
      });
    },
  );
}

function changing(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/state',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'changeOrderState',
        tags,
        summary: 'Accept, prepare, hand over, ship, cancel …',
        params,
        headers: IdempotencyHeaders,
        body: StateChange,
        response: { 200: OrderSummary, ...problems },
      },
    },
    async (request) => {
      const id = parseId('order', request.params.orderId);
      const { to, reason } = request.body;
      return write(db, request, async (tx) => {
        const row =
          to === 'cancelled'
            ? await cancelOrder(tx, id, reason ?? null)
            : await changeState(tx, id, to, reason ?? null);
        refuseOtherPlace(request.principal, ...(await placesOf(tx, row)));
        const [summary] = await shapeOrders(tx, [row]);
        return summary as OrderSummary;
      });
    },
  );
}

/** `<orderedAt>~<order id>`; anything else begins at the newest. */
function parseAfter(after: string | undefined): { orderedAt: string; id: string } | undefined {
  const [orderedAt, id] = after?.split('~') ?? [];
  if (orderedAt === undefined || id === undefined) {
    return undefined;
  }
  try {
    return { orderedAt: Temporal.Instant.from(orderedAt).toString(), id: parseId('order', id) };
  } catch {
    return undefined;
  }
}
