import type { Module } from '#kernel/module';
import { basketRoutes } from './baskets/routes.ts';
import { dropBaskets, startDueTickets } from './jobs.ts';
import { closedKitchens, endedTickets, lessenedTickets, paidTickets } from './listeners.ts';
import { menuRoutes } from './menu/routes.ts';
import { settingRoutes } from './menu/setting-routes.ts';
import { shopRoutes } from './shops/routes.ts';
import { closeKitchen } from './tickets/close-kitchen.ts';
import { ticketRoutes } from './tickets/routes.ts';

export const kitchenModule: Module = {
  name: 'kitchen',
  title: { ja: 'カフェとキッチン', en: 'Café and kitchen' },
  canBeOff: true,
  routes: (app, house) => {
    menuRoutes(app, house);
    settingRoutes(app, house);
    shopRoutes(app, house);
    basketRoutes(app, house);
    ticketRoutes(app, house);
  },
  listeners: [paidTickets, endedTickets, lessenedTickets, closedKitchens],
  jobs: [startDueTickets, dropBaskets, closeKitchen],
};
