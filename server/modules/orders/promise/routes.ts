// Promises of pickups over HTTP: asked by shoppers, set by headquarters and managers, moved by the shop.
import { Type } from 'typebox';
import { cartsRefusals, findCart } from '#carts';
import { type App, read, write } from '#kernel/http';
import { formatId, parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { refuseOtherPlace } from '#kernel/own-place';
import { toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import type { Tx } from '#kernel/transaction';
import { findPlaces } from '#places';
import { ordersRefusals } from '../errors.ts';
import { OrderSummary } from '../schemas.ts';
import { shapeOrders } from '../shape-order.ts';
import { usualRule } from './desk.ts';
import { movePromise } from './move-promise.ts';
import { type Basket, quotePromises } from './quote-promises.ts';
import { readMoment } from './read-moment.ts';
import { PickupRuleShape, PromiseList, PromiseMoved, PromisesAsked } from './schemas.ts';
import { findRules, saveRuleRow } from './store.ts';

const tags = ['orders'];
const placeParams = Type.Object({ placeId: Id('place') });

export function promiseRoutes(app: App, house: House): void {
  asking(app, house);
  setting(app, house);
  moving(app, house);
}

function asking(app: App, { db }: House): void {
  app.post(
    '/api/orders/pickup-promises',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'quotePickupPromises',
        tags,
        summary: 'When each place could have a basket ready, ordered now',
        body: PromisesAsked,
        response: { 200: PromiseList, ...problems },
      },
    },
    (request) => {
      const { placeIds, lines, cartToken } = request.body;
      if ((lines === undefined) === (cartToken === undefined)) {
        throw ordersRefusals.lines_needed();
      }
      const ids = [...new Set(placeIds.map((id) => parseId('place', id)))];
      return read(db, request, async (tx) => {
        const basket =
          lines === undefined
            ? await basketOf(tx, cartToken ?? '')
            : lines.map((line) => ({
                itemId: parseId('item', line.itemId),
                quantityMilli: toMilli(line.quantity),
              }));
        const quotes = await quotePromises(tx, ids, basket);
        return {
          promises: quotes.map(({ place, readyBy, word, isOpenNow }) => ({
            placeId: formatId('place', place.id),
            readyBy: readyBy?.toString() ?? null,
            word,
            isOpenNow,
          })),
        };
      });
    },
  );
}

async function basketOf(tx: Tx, token: string): Promise<Basket> {
  const cart = await findCart(tx, { token });
  if (cart === undefined) {
    throw cartsRefusals.unknown();
  }
  return cart.lines.map((line) => ({ itemId: line.item_id, quantityMilli: line.quantity_milli }));
}

function setting(app: App, { db }: House): void {
  app.get(
    '/api/orders/pickup-rules/:placeId',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'getPickupRule',
        tags,
        summary: 'How soon a place gets pickups ready, and how many in an hour',
        params: placeParams,
        response: { 200: PickupRuleShape, ...problems },
      },
    },
    (request) => {
      const id = parseId('place', request.params.placeId);
      return read(db, request, async (tx) => (await findRules(tx, [id])).get(id) ?? usualRule);
    },
  );

  app.put(
    '/api/orders/pickup-rules/:placeId',
    {
      config: { access: 'places.write' },
      schema: {
        operationId: 'setPickupRule',
        tags,
        summary: 'Change it whole, for the promises from now on',
        params: placeParams,
        headers: IdempotencyHeaders,
        body: PickupRuleShape,
        response: { 200: PickupRuleShape, ...problems },
      },
    },
    (request) => {
      const id = parseId('place', request.params.placeId);
      return write(db, request, async (tx) => {
        if ((await findPlaces(tx, [id])).length === 0) {
          throw ordersRefusals.place_unknown();
        }
        await saveRuleRow(tx, id, request.body);
        return request.body;
      });
    },
  );
}

function moving(app: App, { db }: House): void {
  app.post(
    '/api/orders/:orderId/promise',
    {
      config: { access: 'orders.write' },
      schema: {
        operationId: 'movePickupPromise',
        tags,
        summary: 'Promise anew; she is told',
        params: Type.Object({ orderId: Id('order') }),
        headers: IdempotencyHeaders,
        body: PromiseMoved,
        response: { 200: OrderSummary, ...problems },
      },
    },
    (request) => {
      const orderId = parseId('order', request.params.orderId);
      const { readyBy } = request.body;
      const at = readyBy === undefined ? {} : { readyBy: readMoment(readyBy) };
      return write(db, request, async (tx) => {
        const row = await movePromise(tx, { orderId, reason: 'by_shop', ...at });
        refuseOtherPlace(request.principal, row.place_id, row.handover_place_id);
        const [summary] = await shapeOrders(tx, [row]);
        return summary as OrderSummary;
      });
    },
  );
}
