// The status of one order for whoever holds its secret link, as it is and live.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { streamLog } from '#kernel/realtime';
import { AmountMinor, Currency, Id, Instant, Nullable, problems } from '#kernel/schemas';
import { ordersRefusals } from './errors.ts';
import {
  ordersChanged,
  ordersDayMoved,
  ordersLinesCancelled,
  ordersParcelSent,
  ordersPromiseMoved,
  ordersReturnRequestChanged,
  ordersReturnRequested,
  ordersSubstituteAnswered,
  ordersSubstituteAsked,
} from './events.ts';
import { findOrderByToken } from './find-order-by-token.ts';
import type { OrderView } from './views.ts';

const tags = ['orders'];
const params = Type.Object({ orderId: Id('order') });
const querystring = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 100, description: 'From the link.' }),
});
const changes: ReadonlySet<string> = new Set([
  ...Object.values(ordersChanged).map(({ type }) => type),
  ordersPromiseMoved.type,
  ordersDayMoved.type,
  ordersLinesCancelled.type,
  ordersParcelSent.type,
  ordersSubstituteAsked.type,
  ordersSubstituteAnswered.type,
  ordersReturnRequested.type,
  ordersReturnRequestChanged.type,
]);

const OrderStatus = Type.Object({
  id: Id('order'),
  number: Type.String(),
  state: Type.String(),
  fulfilment: Type.String(),
  handoverPlaceId: Nullable(Id('place')),
  orderedAt: Instant,
  readyBy: Nullable(Instant),
  changedAt: Instant,
  totalMinor: AmountMinor,
  currency: Currency,
});

/** Routes of a status link under /api/orders. */
export function statusRoutes(app: App, { db, log }: House): void {
  app.get(
    '/api/orders/:orderId/status',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'getOrderStatus',
        tags,
        summary: 'How far an order is, by its secret link',
        params,
        querystring,
        response: { 200: OrderStatus, ...problems },
      },
    },
    async (request, reply) => {
      const id = parseId('order', request.params.orderId);
      const { token } = request.query;
      const view = await read(db, request, (tx) => findOrderByToken(tx, id, token));
      if (view === undefined) {
        throw ordersRefusals.unknown();
      }
      reply.header('cache-control', 'no-store');
      return toStatus(view);
    },
  );

  app.get(
    '/api/orders/:orderId/stream',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'streamOrderStatus',
        tags,
        summary: 'Changes of one order as server-sent events, by its secret link',
        params,
        querystring,
      },
    },
    async (request, reply) => {
      const { orderId } = request.params;
      const id = parseId('order', orderId);
      const { token } = request.query;
      const view = await read(db, request, (tx) => findOrderByToken(tx, id, token));
      if (view === undefined) {
        throw ordersRefusals.unknown();
      }
      streamLog(log, request, reply, {
        subject: orderId,
        types: changes,
        // The holder of a link learns the state and when it came; not who changed it, nor whose it is.
        tell: ({ type, time, data }) => ({ type, time, state: data.state }),
      });
      return reply;
    },
  );
}

function toStatus({ order }: OrderView) {
  return {
    id: formatId('order', order.id),
    number: order.number,
    state: order.state,
    fulfilment: order.fulfilment,
    handoverPlaceId:
      order.handover_place_id === null ? null : formatId('place', order.handover_place_id),
    orderedAt: order.ordered_at.toString(),
    readyBy: order.promised_until?.toString() ?? null,
    changedAt: order.changed_at.toString(),
    totalMinor: order.total_minor,
    currency: order.currency,
  };
}
