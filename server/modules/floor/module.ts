import type { Module } from '#kernel/module';
import { creditedOrders } from './listeners.ts';
import { floorRoutes } from './routes.ts';

export const floorModule: Module = {
  name: 'floor',
  title: { ja: '接客', en: 'Shop floor' },
  canBeOff: true,
  routes: floorRoutes,
  listeners: [creditedOrders],
};
