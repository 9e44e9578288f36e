import type { Module } from '#kernel/module';
import { overviewRoutes } from './routes.ts';

export const overviewModule: Module = {
  name: 'overview',
  title: { ja: 'ひと目で', en: 'At a glance' },
  canBeOff: true,
  routes: overviewRoutes,
};
