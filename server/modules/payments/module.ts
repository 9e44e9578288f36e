import type { Module } from '#kernel/module';
import { paymentsJobs } from './jobs.ts';
import { settleListener } from './listeners.ts';
import { chooseProviders } from './providers.ts';
import { paymentsRoutes } from './routes.ts';
import { stripeRoutes } from './stripe-routes.ts';

export const paymentsModule: Module = {
  name: 'payments',
  title: { ja: '支払い', en: 'Payments' },
  canBeOff: false,
  prepare: async ({ config, db }) => chooseProviders(config, db),
  routes: async (app, house) => {
    paymentsRoutes(app, house);
    await stripeRoutes(app, house);
  },
  listeners: [settleListener],
  jobs: paymentsJobs,
};
