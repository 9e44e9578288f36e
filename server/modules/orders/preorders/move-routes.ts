// Another day for an order (予約販売): asked by her with the link of her order or signed in, or by staff for her.
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { ordersRefusals } from '../errors.ts';
import { refuseStrangers } from '../refuse-strangers.ts';
import { type DayMoves, findDayMoves, moveDay } from './move-day.ts';
import { readDay } from './read-day.ts';
import { DayMoved, DaysToMoveTo } from './schemas.ts';

const tags = ['orders'];
const params = Type.Object({ orderId: Id('order') });

/** Routes of /api/orders/{orderId}/day and days. */
export function moveDayRoutes(app: App, { db }: House): void {
  app.get(
    '/api/orders/:orderId/days',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'listDaysToMoveTo',
        tags,
        summary: 'To which days an order can be moved; its secret link, its customer, or staff',
        params,
        querystring: Type.Object({ token: Type.Optional(Text(100)) }),
        response: { 200: DaysToMoveTo, ...problems },
      },
    },
    async (request, reply) => {
      const orderId = parseId('order', request.params.orderId);
      const found = await read(db, request, async (tx) => {
        const by = await refuseStrangers(tx, request.principal, orderId, request.query.token);
        return findDayMoves(tx, orderId, by);
      });
      if (found === undefined) {
        throw ordersRefusals.no_day();
      }
      reply.header('cache-control', 'no-store');
      return shape(found);
    },
  );

  app.post(
    '/api/orders/:orderId/day',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'moveOrderDay',
        tags,
        summary: 'Move what is made for a day to another; its secret link, its customer, or staff',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            day: Type.String({ format: 'date', description: 'One of those that are listed.' }),
            token: Type.Optional(Text(100)),
          },
          { additionalProperties: false },
        ),
        response: { 200: DayMoved, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const day = readDay(request.body.day);
      return write(db, request, async (tx) => {
        const by = await refuseStrangers(tx, request.principal, orderId, request.body.token);
        const row = await moveDay(tx, { orderId, day, by });
        if (by === 'shop') {
          refuseOtherPlace(request.principal, row.place_id, row.handover_place_id);
        }
        return { orderId: request.params.orderId, day: day.toString() };
      });
    },
  );
}

function shape({ day, until, days }: DayMoves): Static<typeof DaysToMoveTo> {
  return {
    day: day.toString(),
    until: until?.toString() ?? null,
    days: days.map((each) => ({
      day: each.day.toString(),
      orderUntil: each.orderUntil.toString(),
      word: each.word,
    })),
  };
}
