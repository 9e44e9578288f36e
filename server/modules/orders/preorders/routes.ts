// 予約販売 over HTTP: what is made for chosen days, which days are left, what is to be made.
import { type Static, Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import { formatId, formatOptionalId, newId, parseId, tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { fromMilli, toMilli } from '#kernel/quantity';
import { Id, IdempotencyHeaders, PageQuery, problems, WantedQuantity } from '#kernel/schemas';
import { ordersRefusals } from '../errors.ts';
import { findDays } from './find-days.ts';
import type { Preorder, PreorderDay } from './preorder.ts';
import { readDay } from './read-day.ts';
import {
  DaysOffered,
  DaysToMake,
  type DayToMake,
  NewDayLimit,
  NewPreorder,
  PreorderPage,
  PreorderShape,
} from './schemas.ts';
import { setDayLimit, setPreorder } from './set-preorder.ts';
import { findPreorder, findPreorderDays, listPreorders } from './store.ts';

const tags = ['orders'];
const params = Type.Object({ preorderId: Id('preorder') });

/** Routes under /api/orders/preorders. */
export function preorderRoutes(app: App, house: House): void {
  offering(app, house);
  setting(app, house);
  making(app, house);
}

function offering(app: App, { db }: House): void {
  app.get(
    '/api/orders/preorders/days',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPreorderDays',
        tags,
        summary: 'The days on which an item can be had at a place, ordered now',
        querystring: Type.Object({
          itemId: Id('item'),
          placeId: Id('place'),
          channel: Type.Optional(Type.String({ maxLength: 20, default: 'web' })),
          quantity: Type.Optional(WantedQuantity),
          from: Type.Optional(Type.String({ format: 'date' })),
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, default: 31 })),
        }),
        response: { 200: DaysOffered, ...problems },
      },
    },
    async (request) => {
      const { itemId, placeId, channel = 'web', quantity = 1, from, days = 31 } = request.query;
      const asked = {
        itemId: parseId('item', itemId),
        placeId: parseId('place', placeId),
        channel,
        quantityMilli: toMilli(quantity),
        ...(from === undefined ? {} : { from: readDay(from) }),
        days,
      };
      const found = await read(db, request, (tx) => findDays(tx, asked));
      return {
        preorderId: formatId('preorder', found.preorder.id),
        isTakenNow: found.isTakenNow,
        days: found.days.map(({ day, orderUntil, word }) => ({
          day: day.toString(),
          orderUntil: orderUntil.toString(),
          word,
        })),
      };
    },
  );

  app.get(
    '/api/orders/preorders',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listPreorders',
        tags,
        summary: 'What is made for chosen days, newest first',
        querystring: Type.Object({ itemId: Type.Optional(Id('item')), ...PageQuery }),
        response: { 200: PreorderPage, ...problems },
      },
    },
    async (request) => {
      const { itemId, after, limit = 50 } = request.query;
      const item = itemId === undefined ? null : parseId('item', itemId);
      const before = tryParseId('preorder', after ?? '') ?? null;
      const rows = await read(db, request, (tx) => listPreorders(tx, item, before, limit + 1));
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        preorders: shown.map(shape),
        next: rows.length > limit && last !== undefined ? formatId('preorder', last.id) : null,
      };
    },
  );
}

function setting(app: App, { db }: House): void {
  app.post(
    '/api/orders/preorders',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'addPreorder',
        tags,
        summary: 'Take orders for an item that is made for a chosen day',
        headers: IdempotencyHeaders,
        body: NewPreorder,
        response: { 201: PreorderShape, ...problems },
      },
    },
    async (request, reply) => {
      const made = await write(db, request, async (tx) =>
        shape(await setPreorder(tx, toPreorder(newId(), request.body))),
      );
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/api/orders/preorders/:preorderId',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'setPreorder',
        tags,
        summary: 'Change it whole; what was promised stays promised',
        params,
        headers: IdempotencyHeaders,
        body: NewPreorder,
        response: { 200: PreorderShape, ...problems },
      },
    },
    async (request) => {
      const id = parseId('preorder', request.params.preorderId);
      return write(db, request, async (tx) => {
        if ((await findPreorder(tx, id)) === undefined) {
          throw ordersRefusals.preorder_unknown();
        }
        return shape(await setPreorder(tx, toPreorder(id, request.body)));
      });
    },
  );

  app.put(
    '/api/orders/preorders/:preorderId/days/:day',
    {
      config: { access: 'catalog.write' },
      schema: {
        operationId: 'setPreorderDay',
        tags,
        summary: 'Give a day a limit of its own, or close it',
        params: Type.Object({ ...params.properties, day: Type.String({ format: 'date' }) }),
        headers: IdempotencyHeaders,
        body: NewDayLimit,
        response: { 200: DaysToMake, ...problems },
      },
    },
    async (request) => {
      const id = parseId('preorder', request.params.preorderId);
      const day = readDay(request.params.day);
      const { limit } = request.body;
      return write(db, request, async (tx) => {
        const set = await setDayLimit(tx, id, day, limit === null ? null : toMilli(limit));
        return { days: [shapeDay(set.preorder, set.row)] };
      });
    },
  );
}

function making(app: App, { db }: House): void {
  app.get(
    '/api/orders/preorders/:preorderId/days',
    {
      config: { access: 'orders.read' },
      schema: {
        operationId: 'listDaysToMake',
        tags,
        summary: 'What is promised for each day, for whoever makes it',
        params,
        querystring: Type.Object({
          from: Type.String({ format: 'date' }),
          until: Type.String({ format: 'date' }),
        }),
        response: { 200: DaysToMake, ...problems },
      },
    },
    async (request) => {
      const id = parseId('preorder', request.params.preorderId);
      const from = readDay(request.query.from);
      const until = readDay(request.query.until);
      return read(db, request, async (tx) => {
        const preorder = await findPreorder(tx, id);
        if (preorder === undefined) {
          throw ordersRefusals.preorder_unknown();
        }
        const rows = await findPreorderDays(tx, id, from, until);
        return { days: rows.map((row) => shapeDay(preorder, row)) };
      });
    },
  );
}

function toPreorder(id: string, body: NewPreorder): Preorder {
  return {
    id,
    itemId: parseId('item', body.itemId),
    timeZone: readZone(body.timeZone ?? 'Asia/Tokyo'),
    firstDay: body.firstDay === undefined ? null : readDay(body.firstDay),
    lastDay: body.lastDay === undefined ? null : readDay(body.lastDay),
    weekdays: [...new Set(body.weekdays ?? [1, 2, 3, 4, 5, 6, 7])].toSorted((a, b) => a - b),
    closesOnHolidays: body.closesOnHolidays ?? false,
    leadDays: body.leadDays,
    cutoffMinute: body.cutoffMinute ?? 1440,
    dayLimitMilli: toMilli(body.dayLimit),
    isActive: body.isActive ?? true,
    windows: body.windows.map((each) => ({
      placeId: each.placeId === undefined ? null : parseId('place', each.placeId),
      channel: each.channel ?? null,
      opensAt: Temporal.Instant.from(each.opensAt),
      closesAt: each.closesAt === undefined ? null : Temporal.Instant.from(each.closesAt),
    })),
  };
}

/** Refuses with orders.zone_unknown. */
function readZone(timeZone: string): string {
  try {
    return Temporal.Now.zonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    throw ordersRefusals.zone_unknown({ zone: timeZone });
  }
}

function shape(preorder: Preorder): PreorderShape {
  const { id, itemId, dayLimitMilli, windows, firstDay, lastDay, ...rest } = preorder;
  return {
    ...rest,
    id: formatId('preorder', id),
    itemId: formatId('item', itemId),
    dayLimit: fromMilli(dayLimitMilli),
    firstDay: firstDay?.toString() ?? null,
    lastDay: lastDay?.toString() ?? null,
    weekdays: [...rest.weekdays],
    windows: windows.map((each) => ({
      placeId: formatOptionalId('place', each.placeId),
      channel: each.channel,
      opensAt: each.opensAt.toString(),
      closesAt: each.closesAt?.toString() ?? null,
    })),
  };
}

function shapeDay(preorder: Preorder, row: PreorderDay): Static<typeof DayToMake> {
  return {
    day: row.day.toString(),
    limit: fromMilli(row.limitMilli ?? preorder.dayLimitMilli),
    taken: fromMilli(row.takenMilli),
    isSpecial: row.limitMilli !== null,
  };
}
