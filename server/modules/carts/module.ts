import type { Module } from '#kernel/module';
import { sweepCarts } from './jobs.ts';

export const cartsModule: Module = {
  name: 'carts',
  title: { ja: 'カート', en: 'Carts' },
  canBeOff: false,
  jobs: [sweepCarts],
};
