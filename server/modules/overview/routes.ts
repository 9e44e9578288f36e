// Routes under /api/overview: what the first page of headquarters asks.
import { Type } from 'typebox';
import { type App, read } from '#kernel/http';
import { parseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import { Id, PlainDate, problems } from '#kernel/schemas';
import { findLastWeek } from './last-week.ts';
import { Path, ShopReport, StockAlerts, StockTotals, Today } from './schemas.ts';
import { tellPath } from './tell-path.ts';
import { tellShopReport } from './tell-shop-report.ts';
import { tellStockAlerts, tellStockTotals } from './tell-stock.ts';
import { tellToday } from './tell-today.ts';

const tags = ['overview'];
const config = { access: 'overview.read' } as const;

export function overviewRoutes(app: App, house: House): void {
  const { db, modulesOn } = house;
  const { timeZone, currency } = house.config;
  app.get(
    '/api/overview/today',
    {
      config,
      schema: {
        operationId: 'getToday',
        tags,
        summary: 'Sales of all places as one number, bookings and sign-ups of today',
        response: { 200: Today, ...problems },
      },
    },
    async (request) => {
      const hasBookings = modulesOn.has('bookings');
      const lastWeek = await findLastWeek(db, timeZone);
      return read(db, request, (tx) =>
        tellToday(tx, { timeZone, currency, hasBookings }, lastWeek),
      );
    },
  );

  app.get(
    '/api/overview/path',
    {
      config,
      schema: {
        operationId: 'getPath',
        tags,
        summary: 'The stage between O2O and OMO, and what to switch on next',
        response: { 200: Path, ...problems },
      },
    },
    (request) => read(db, request, (tx) => tellPath(tx, modulesOn)),
  );
  app.get(
    '/api/overview/shop-report',
    {
      config,
      schema: {
        operationId: 'getShopReport',
        tags,
        summary:
          'What a shop sold in some business days: by day, by rate of tax, by means of payment',
        querystring: Type.Object({
          placeId: Id('place'),
          from: Type.Optional(PlainDate),
          until: Type.Optional(PlainDate),
        }),
        response: { 200: ShopReport, ...problems },
      },
    },
    (request) => {
      const { placeId, ...span } = request.query;
      const asked = { placeId: parseId('place', placeId), ...span };
      return read(db, request, (tx) => tellShopReport(tx, asked, timeZone));
    },
  );
  stockRoutes(app, house);
}

function stockRoutes(app: App, { db }: House): void {
  app.get(
    '/api/overview/stock-alerts',
    {
      config,
      schema: {
        operationId: 'getStockAlerts',
        tags,
        summary: 'Where stock ran out, is down to its safety, or does not fit',
        response: { 200: StockAlerts, ...problems },
      },
    },
    (request) => read(db, request, (tx) => tellStockAlerts(tx)),
  );

  app.get(
    '/api/overview/stock-totals',
    {
      config,
      schema: {
        operationId: 'getStockTotals',
        tags,
        summary: 'What all places have of some items',
        querystring: Type.Object({
          itemIds: Type.Array(Id('item'), { minItems: 1, maxItems: 100 }),
        }),
        response: { 200: StockTotals, ...problems },
      },
    },
    (request) => {
      const ids = request.query.itemIds.map((id) => parseId('item', id));
      return read(db, request, (tx) => tellStockTotals(tx, ids));
    },
  );
}
