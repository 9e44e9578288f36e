// Carts over HTTP. A cart is found by its token on any device, and by her record once she has signed in.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { findItems } from '#catalog';
import { asFlight, createBatch } from '#kernel/batch';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { type Cart, findCart, isOfAnother, joinCarts, putInCart } from './cart.ts';
import { cartsRefusals } from './errors.ts';
import { openCarts } from './open-carts.ts';
import { CartShape, CartToken, LineToSet, NewCart, OpenedCart } from './schemas.ts';
import type { CartLineRow } from './store.ts';

const tags = ['carts'];
const params = Type.Object({ token: CartToken });

/** Routes under /api/carts. */
export function cartsRoutes(app: App, house: House): void {
  opening(app, house);
  reading(app, house);
  changing(app, house);
}

function opening(app: App, { db }: House): void {
  const batch = createBatch(db, asFlight(openCarts));
  app.post(
    '/api/carts',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'openCart',
        tags,
        summary: 'Open a cart, with what is put in first',
        body: NewCart,
        response: { 201: OpenedCart, ...problems },
      },
    },
    async (request, reply) => {
      const { placeId, lines = [] } = request.body;
      const { cart, token } = await batch.submit({
        placeId: parseId('place', placeId),
        recordId: recordOf(request) ?? null,
        lines: toLines(lines),
      });
      return reply.code(201).send({ token, ...shapeCart(cart) });
    },
  );
}

function reading(app: App, { db }: House): void {
  app.get(
    '/api/carts/mine',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'getOwnCart',
        tags,
        summary: 'The cart of who is signed in',
        response: { 200: CartShape, ...problems },
      },
    },
    async (request) => read(db, request, async (tx) => shapeCart(await cartOf(tx, request))),
  );

  app.get(
    '/api/carts/:token',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getCart',
        tags,
        summary: 'What is in a cart',
        params,
        response: { 200: CartShape, ...problems },
      },
    },
    async (request) => {
      const { token } = request.params;
      return read(db, request, async (tx) => shapeCart(await cartOf(tx, request, token)));
    },
  );
}

function changing(app: App, { db }: House): void {
  app.put(
    '/api/carts/:token/lines/:itemId',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'setCartLine',
        tags,
        summary: 'Say how many of an item are in a cart',
        params: Type.Object({ token: CartToken, itemId: Id('item') }),
        body: LineToSet,
        response: { 200: CartShape, ...problems },
      },
    },
    async (request) => {
      const { token } = request.params;
      const itemId = parseId('item', request.params.itemId);
      const { quantity, seenPriceMinor = null } = request.body;
      return write(db, request, async (tx) => {
        const cart = await cartOf(tx, request, token);
        if (quantity > 0 && (await findItems(tx, [itemId])).get(itemId)?.isActive !== true) {
          throw cartsRefusals.item_unknown();
        }
        const isThere = await putInCart(tx, cart, {
          itemId,
          quantityMilli: toMilli(quantity),
          seenPriceMinor,
          isAdded: false,
          recordId: recordOf(request),
        });
        if (!isThere) {
          throw cartsRefusals.full();
        }
        return shapeCart(await cartOf(tx, request, token));
      });
    },
  );

  app.post(
    '/api/carts/:token/join',
    {
      config: { access: 'customer' },
      schema: {
        operationId: 'joinCart',
        tags,
        summary: 'After signing in: the cart becomes hers, and what lay in her own comes into it',
        params,
        response: { 200: CartShape, ...problems },
      },
    },
    async (request) => {
      const { token } = request.params;
      const recordId = recordOf(request) ?? '';
      return write(db, request, async (tx) => {
        await joinCarts(tx, (await cartOf(tx, request, token)).id, recordId);
        return shapeCart(await cartOf(tx, request, token));
      });
    },
  );
}

/** By its token, or the one of who is signed in. What another has taken home is not found by who is signed in. */
async function cartOf(tx: Tx, request: FastifyRequest, token?: string): Promise<Cart> {
  const recordId = recordOf(request);
  const cart = await findCart(tx, token === undefined ? { recordId } : { token });
  if (cart === undefined || isOfAnother(cart, recordId)) {
    throw cartsRefusals.unknown();
  }
  return cart;
}

function recordOf({ principal }: FastifyRequest): string | undefined {
  return principal.kind === 'customer' ? principal.id : undefined;
}

/** An item named twice counts once, as it was said last. */
function toLines(lines: NonNullable<NewCart['lines']>): CartLineRow[] {
  const rows = lines.map(({ itemId, quantity, seenPriceMinor = null }): [string, CartLineRow] => {
    const item_id = parseId('item', itemId);
    return [
      item_id,
      { item_id, quantity_milli: toMilli(quantity), seen_price_minor: seenPriceMinor },
    ];
  });
  return [...new Map(rows).values()];
}

function shapeCart({ placeId, lines }: Cart): CartShape {
  return {
    placeId: formatId('place', placeId),
    lines: lines.map((line) => ({
      itemId: formatId('item', line.item_id),
      quantity: fromMilli(line.quantity_milli),
      seenPriceMinor: line.seen_price_minor,
    })),
  };
}
