import type { Module } from '#kernel/module';
import { blockExpiredLotsJob, expireHoldsJob, learnShrinkageJob } from './jobs.ts';
import { stockRoutes } from './routes.ts';

export const stockModule: Module = {
  name: 'stock',
  title: { ja: '在庫', en: 'Stock' },
  canBeOff: false,
  routes: stockRoutes,
  jobs: [expireHoldsJob, blockExpiredLotsJob, learnShrinkageJob],
};
