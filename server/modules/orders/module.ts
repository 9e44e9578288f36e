import type { Module } from '#kernel/module';
import { unpaidOrders } from './listeners.ts';
import { ordersRoutes } from './routes.ts';

export const ordersModule: Module = {
  name: 'orders',
  title: { ja: '注文', en: 'Orders' },
  canBeOff: false,
  routes: ordersRoutes,
  listeners: [unpaidOrders],
};
