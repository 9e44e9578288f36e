import type { Module } from '#kernel/module';
import { expireValueJob } from './jobs.ts';
import { ledgerRoutes } from './routes.ts';

export const ledgerModule: Module = {
  name: 'ledger',
  title: { ja: 'ポイント・残高', en: 'Ledger of value' },
  canBeOff: false,
  routes: ledgerRoutes,
  jobs: [expireValueJob],
};
