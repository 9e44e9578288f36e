import type { Module } from '#kernel/module';
import { clientelingRoutes } from './clienteling/routes.ts';
import { creditedOrders, forgetWhatWasWritten } from './listeners.ts';
import { floorRoutes } from './routes.ts';

export const floorModule: Module = {
  name: 'floor',
  title: { ja: '接客', en: 'Shop floor' },
  canBeOff: true,
  routes: (app, house) => {
    floorRoutes(app, house);
    clientelingRoutes(app, house);
  },
  listeners: [creditedOrders, forgetWhatWasWritten],
};
