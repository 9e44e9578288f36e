import type { Module } from '#kernel/module';
import { resourceRoutes } from './resource-routes.ts';
import { bookingRoutes } from './routes.ts';
import { settingRoutes } from './setting-routes.ts';

export const bookingsModule: Module = {
  name: 'bookings',
  title: { ja: '予約', en: 'Bookings' },
  canBeOff: true,
  routes: (app, house) => {
    resourceRoutes(app, house);
    settingRoutes(app, house);
    bookingRoutes(app, house);
  },
};
