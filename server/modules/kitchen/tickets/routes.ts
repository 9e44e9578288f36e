// Tickets over HTTP: the display of a kitchen, and what she sees and says of her own order by its secret link.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findOrderByToken } from '#orders';
import { kitchenRefusals } from '../errors.ts';
import { Code, Display, Ticket } from '../schemas.ts';
import { viewStations } from '../shops/view-shops.ts';
import { approach } from './approach.ts';
import { findCups, findTicket, type TicketRow } from './store.ts';
import { shapeTicket, viewDisplay } from './view-tickets.ts';
import { arrive, bumpTicket, handOver, recallTicket } from './work-ticket.ts';

const tags = ['kitchen'];
const params = Type.Object({ orderId: Id('order') });
const Shown = { ...Ticket.properties };
const TicketAnswer = Type.Object(Shown);

export function ticketRoutes(app: App, house: House): void {
  showing(app, house);
  working(app, house);
  handing(app, house);
  telling(app, house);
}

async function shaped(tx: Tx, row: TicketRow) {
  const cups = (await findCups(tx, [row.order_id])).get(row.order_id) ?? [];
  const { cups: shownCups, ...ticket } = shapeTicket(row, cups);
  return {
    ...ticket,
    cups: shownCups.map((cup) => ({
      ...cup,
      optionsJa: [...cup.optionsJa],
      optionsEn: [...cup.optionsEn],
      allergens: [...cup.allergens],
    })),
  };
}

function showing(app: App, { db }: House): void {
  app.get(
    '/api/kitchen/display',
    {
      config: { access: 'kitchen.read' },
      schema: {
        operationId: 'getKitchenDisplay',
        tags,
        summary: 'What a kitchen has to make and to hand over, by promised time',
        querystring: Type.Object({ placeId: Id('place') }),
        response: { 200: Display, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.query.placeId);
      refuseOtherPlace(request.principal, placeId);
      return read(db, request, async (tx) => {
        const display = await viewDisplay(tx, placeId);
        const plain = (tickets: typeof display.tickets) =>
          tickets.map((ticket) => ({
            ...ticket,
            cups: ticket.cups.map((cup) => ({
              ...cup,
              optionsJa: [...cup.optionsJa],
              optionsEn: [...cup.optionsEn],
              allergens: [...cup.allergens],
            })),
          }));
        return {
          at: display.at,
          stations: await viewStations(tx, placeId),
          tickets: plain(display.tickets),
          last: plain(display.last),
          pauses: display.pauses,
        };
      });
    },
  );
}

async function refuseOtherKitchen(tx: Tx, request: FastifyRequest, orderId: string): Promise<void> {
  const ticket = await findTicket(tx, orderId);
  if (ticket === undefined) {
    throw kitchenRefusals.ticket_unknown();
  }
  refuseOtherPlace(request.principal, ticket.place_id);
}

function working(app: App, { db }: House): void {
  const steps = [
    ['bump', 'bumpTicket', 'A station has made its part; without one, all is made', bumpTicket],
    ['recall', 'recallTicket', 'It has to be made after all, or again', recallTicket],
  ] as const;
  for (const [path, operationId, summary, step] of steps) {
    app.post(
      `/api/kitchen/tickets/:orderId/${path}`,
      {
        config: { access: 'kitchen.write' },
        schema: {
          operationId,
          tags,
          summary,
          params,
          headers: IdempotencyHeaders,
          body: Type.Object({ station: Type.Optional(Code) }, { additionalProperties: false }),
          response: { 200: TicketAnswer, ...problems },
        },
      },
      (request) => {
        const orderId = parseId('order', request.params.orderId);
        return write(db, request, async (tx) => {
          await refuseOtherKitchen(tx, request, orderId);
          return shaped(tx, await step(tx, orderId, request.body.station ?? null));
        });
      },
    );
  }
}

function handing(app: App, { db }: House): void {
  app.post(
    '/api/kitchen/hand-overs',
    {
      config: { access: 'kitchen.write' },
      schema: {
        operationId: 'handOverTicket',
        tags,
        summary: 'Hand an order over: by the code that she shows, or chosen on the display',
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            placeId: Id('place'),
            code: Type.Optional(Text(100)),
            orderId: Type.Optional(Id('order')),
          },
          { additionalProperties: false },
        ),
        response: { 200: TicketAnswer, ...problems },
      },
    },
    (request) => {
      const { code, orderId } = request.body;
      const placeId = parseId('place', request.body.placeId);
      return write(db, request, async (tx) => {
        if (code === undefined && orderId === undefined) {
          throw kitchenRefusals.not_hers();
        }
        const wish =
          code === undefined
            ? { placeId, orderId: parseId('order', orderId ?? '') }
            : { placeId, code };
        return shaped(tx, await handOver(tx, wish));
      });
    },
  );
}

/** The uuid of an order whose link this is. Refuses with kitchen.ticket_unknown. */
async function ownOrder(tx: Tx, typedId: string, token: string): Promise<string> {
  const orderId = parseId('order', typedId);
  if ((await findOrderByToken(tx, orderId, token)) === undefined) {
    throw kitchenRefusals.ticket_unknown();
  }
  return orderId;
}

const token = Type.String({ minLength: 1, maxLength: 100, description: 'From the link.' });

function telling(app: App, { db }: House): void {
  app.post(
    '/api/kitchen/tickets/:orderId/arrive',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'sayArrived',
        tags,
        summary: '“I’m here”: the kitchen sees that she stands at the counter',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object({ token }, { additionalProperties: false }),
        response: { 200: TicketAnswer, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) =>
        shaped(
          tx,
          await arrive(tx, await ownOrder(tx, request.params.orderId, request.body.token)),
        ),
      ),
  );

  app.post(
    '/api/kitchen/tickets/:orderId/approach',
    {
      config: { access: 'public', purpose: 'duty' },
      schema: {
        operationId: 'sayApproach',
        tags,
        summary: 'How far she is, with her consent; kept is the minute she is expected only',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            token,
            latitude: Type.Number({ minimum: -90, maximum: 90 }),
            longitude: Type.Number({ minimum: -180, maximum: 180 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: TicketAnswer, ...problems },
      },
    },
    (request) => {
      const { latitude, longitude } = request.body;
      return write(db, request, async (tx) => {
        const orderId = await ownOrder(tx, request.params.orderId, request.body.token);
        return shaped(tx, await approach(tx, orderId, { latitude, longitude }));
      });
    },
  );
}
