// Baskets of the café over HTTP: opened, filled by several phones, ordered by one.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type App, actorOf, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { AmountMinor, Id, IdempotencyHeaders, problems, Text } from '#kernel/schemas';
import { PaymentPart } from '#orders';
import { kitchenRefusals } from '../errors.ts';
import { Basket, BasketChange, NewLines, Secret } from '../schemas.ts';
import {
  addToBasket,
  type BasketChange as ChangeOfBasket,
  changeBasket,
  openBasket,
  setBasketLine,
} from './basket.ts';
import { placeBasket } from './place-basket.ts';
import { type BasketShown, viewBasket } from './view-basket.ts';

const tags = ['kitchen'];
const params = Type.Object({ token: Secret });
const Seat = { seatKey: Type.Optional(Secret) };
const SeatKept = Type.Object({
  seatKey: Secret,
});

export function basketRoutes(app: App, house: House): void {
  opening(app, house);
  filling(app, house);
  ordering(app, house);
}

function opening(app: App, { db }: House): void {
  app.post(
    '/api/kitchen/baskets',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'openBasket',
        tags,
        summary: 'Begin an order at a café',
        headers: IdempotencyHeaders,
        body: Type.Object(
          { placeId: Id('place'), isEatenIn: Type.Optional(Type.Boolean()) },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ token: Secret, seatKey: Secret }), ...problems },
      },
    },
    async (request, reply) => {
      const { isEatenIn = false } = request.body;
      const placeId = parseId('place', request.body.placeId);
      const { token, seatKey } = await write(db, request, async (tx) => {
        const opened = await openBasket(tx, { placeId, isEatenIn });
        return { token: opened.token, seatKey: opened.seatKey };
      });
      return reply.code(201).send({ token, seatKey });
    },
  );

  app.get(
    '/api/kitchen/baskets/:token',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getBasket',
        tags,
        summary: 'What lies in a basket, what it costs, and when it can be ready',
        params,
        querystring: Type.Object({
          ...Seat,
          latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
          longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        }),
        response: { 200: Basket, ...problems },
      },
    },
    async (request) => {
      const { seatKey, latitude, longitude } = request.query;
      const from =
        latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
      const basket = await read(db, request, (tx) =>
        viewBasket(tx, request.params.token, seatKey, from),
      );
      if (basket === undefined) {
        throw kitchenRefusals.basket_unknown();
      }
      return toAnswer(basket);
    },
  );
}

function toAnswer(basket: BasketShown) {
  return {
    ...basket,
    times: [...basket.times],
    taxes: [...basket.taxes],
    lines: basket.lines.map((line) => ({
      ...line,
      options: [...line.options],
      allergens: [...line.allergens],
    })),
  };
}

function filling(app: App, { db }: House): void {
  app.post(
    '/api/kitchen/baskets/:token/lines',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'addToBasket',
        tags,
        summary: 'Put pieces into a basket; a phone without a seat takes one',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object({ ...Seat, lines: NewLines }, { additionalProperties: false }),
        response: { 200: SeatKept, ...problems },
      },
    },
    (request) => {
      const { seatKey, lines } = request.body;
      const wanted = lines.map(({ itemId, options = [], quantity = 1 }) => ({
        itemId: parseId('item', itemId),
        options,
        quantity,
      }));
      return write(db, request, async (tx) => ({
        seatKey: await addToBasket(tx, request.params.token, seatKey, wanted),
      }));
    },
  );

  app.put(
    '/api/kitchen/baskets/:token/lines/:number',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'setBasketLine',
        tags,
        summary: 'How many of a line; 0 takes it out',
        params: Type.Object({
          token: Secret,
          number: Type.Integer({ minimum: 1, maximum: 100_000 }),
        }),
        headers: IdempotencyHeaders,
        body: Type.Object(
          { ...Seat, quantity: Type.Integer({ minimum: 0, maximum: 50 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    (request) => {
      const { token, number } = request.params;
      const { seatKey, quantity } = request.body;
      return write(db, request, async (tx) => {
        await setBasketLine(tx, token, seatKey, { number, quantity });
        return { isDone: true } as const;
      });
    },
  );

  app.patch(
    '/api/kitchen/baskets/:token',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'changeBasket',
        tags,
        summary: 'Where, when and how: another café, a time, eaten in or taken out, a group',
        params,
        headers: IdempotencyHeaders,
        body: BasketChange,
        response: { 200: Type.Object({ isDone: Type.Literal(true) }), ...problems },
      },
    },
    (request) => {
      const { placeId, wantedAt, ...rest } = request.body;
      const change: ChangeOfBasket = {
        ...rest,
        ...(placeId === undefined ? {} : { placeId: parseId('place', placeId) }),
        ...(wantedAt === undefined
          ? {}
          : { wantedAt: wantedAt === null ? null : Temporal.Instant.from(wantedAt) }),
      };
      return write(db, request, async (tx) => {
        await changeBasket(tx, request.params.token, change);
        return { isDone: true } as const;
      });
    },
  );
}

function ordering(app: App, { db }: House): void {
  app.post(
    '/api/kitchen/baskets/:token/order',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'orderBasket',
        tags,
        summary: 'Order what lies in a basket and pay; again it answers the same order',
        params,
        headers: IdempotencyHeaders,
        body: Type.Object(
          {
            payments: Type.Array(PaymentPart, { minItems: 1, maxItems: 5 }),
            seenTotalMinor: Type.Optional(AmountMinor),
            couponCodes: Type.Optional(Type.Array(Text(60), { maxItems: 10 })),
          },
          { additionalProperties: false },
        ),
        response: {
          201: Type.Object({ orderId: Id('order'), token: Type.String() }),
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { payments, seenTotalMinor, couponCodes } = request.body;
      const placed = await write(db, request, async (tx) => {
        const { orderId, viewToken } = await placeBasket(tx, {
          token: request.params.token,
          payment: payments,
          channel: 'mobile',
          ...(seenTotalMinor === undefined ? {} : { seenTotalMinor }),
          ...(couponCodes === undefined ? {} : { couponCodes }),
          ...buyerOf(request),
          actor: actorOf(request.principal),
        });
        return { orderId: formatId('order', orderId), token: viewToken };
      });
      return reply.code(201).send(placed);
    },
  );
}

function buyerOf({ principal }: FastifyRequest): { readonly recordId?: string } {
  return principal.kind === 'customer' ? { recordId: principal.id } : {};
}
