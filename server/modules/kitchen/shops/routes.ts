// Cafés over HTTP: choosing one, setting one up, pausing; what changes on a menu is heard live.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { streamLog } from '#kernel/realtime';
import { Id, IdempotencyHeaders, problems } from '#kernel/schemas';
import { kitchenPauseChanged } from '../events.ts';
import { Minutes, Pause, Shop, ShopToSet } from '../schemas.ts';
import { viewMinutes } from '../tickets/view-tickets.ts';
import { setPause, setShop } from './set-shop.ts';
import { viewShops } from './view-shops.ts';

const tags = ['kitchen'];
const params = Type.Object({ placeId: Id('place') });
const Done = Type.Object({ isDone: Type.Literal(true) });
const done = { isDone: true } as const;
const pauses: ReadonlySet<string> = new Set([kitchenPauseChanged.type]);

export function shopRoutes(app: App, house: House): void {
  choosing(app, house);
  setting(app, house);
}

function choosing(app: App, { db, log }: House): void {
  app.get(
    '/api/kitchen/shops',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listCafes',
        tags,
        summary: 'Cafés that take orders ahead: how far, open or not, when a cup would be ready',
        querystring: Type.Object({
          latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
          longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
        }),
        response: { 200: Type.Object({ shops: Type.Array(Shop) }), ...problems },
      },
    },
    (request) => {
      const { latitude, longitude } = request.query;
      const from =
        latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
      return read(db, request, async (tx) => ({ shops: await viewShops(tx, from) }));
    },
  );

  app.get(
    '/api/kitchen/shops/:placeId/stream',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'streamMenu',
        tags,
        summary: 'What sells out and comes back at a café, as server-sent events',
        params,
      },
    },
    async (request, reply) => {
      streamLog(log, request, reply, {
        subject: request.params.placeId,
        types: pauses,
        tell: ({ type, time, data }) => ({
          type,
          time,
          what: data.what,
          isPaused: data.isPaused,
        }),
      });
      return reply;
    },
  );
}

function setting(app: App, { db }: House): void {
  app.put(
    '/api/kitchen/shops/:placeId',
    {
      config: { access: 'kitchen.write' },
      schema: {
        operationId: 'setCafe',
        tags,
        summary: 'Let a place take orders ahead, with its stations and what each makes in a slot',
        params,
        headers: IdempotencyHeaders,
        body: ShopToSet,
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.params.placeId);
      return write(db, request, async (tx) => {
        await setShop(tx, { placeId, ...request.body });
        return done;
      });
    },
  );

  app.put(
    '/api/kitchen/shops/:placeId/pauses',
    {
      config: { access: 'kitchen.write' },
      schema: {
        operationId: 'pauseAtCafe',
        tags,
        summary: 'Stop or resume an item, an option or the whole kitchen of a café',
        params,
        headers: IdempotencyHeaders,
        body: Pause,
        response: { 200: Done, ...problems },
      },
    },
    (request) => {
      const placeId = parseId('place', request.params.placeId);
      return write(db, request, async (tx) => {
        await setPause(tx, { placeId, ...request.body });
        return done;
      });
    },
  );

  app.get(
    '/api/kitchen/minutes',
    {
      config: { access: 'kitchen.read' },
      schema: {
        operationId: 'sumMinutesAtCounter',
        tags,
        summary: 'How long people stood at the counters, from “I’m here” to the hand-over',
        querystring: Type.Object({
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 1 })),
        }),
        response: { 200: Minutes, ...problems },
      },
    },
    (request) => {
      const { days = 1 } = request.query;
      return read(db, request, async (tx) => ({
        places: await viewMinutes(tx, tx.now.subtract({ hours: 24 * days }), tx.now),
      }));
    },
  );
}
