import type { Module } from '#kernel/module';
import { sweepCarts } from './jobs.ts';
import { forgetSeenItems, forgetWishes } from './listeners.ts';
import { cartsRoutes } from './routes.ts';

export const cartsModule: Module = {
  name: 'carts',
  title: { ja: 'カート', en: 'Carts' },
  canBeOff: false,
  routes: cartsRoutes,
  listeners: [forgetWishes, forgetSeenItems],
  jobs: [sweepCarts],
};
