import type { Module } from '#kernel/module';
import { endAllowances } from './jobs.ts';
import { allowanceRoutes } from './routes.ts';

export const allowancesModule: Module = {
  name: 'allowances',
  title: { ja: 'オフライン利用枠', en: 'Offline allowances' },
  canBeOff: false,
  routes: allowanceRoutes,
  jobs: [endAllowances],
};
