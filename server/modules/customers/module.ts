import type { Module } from '#kernel/module';
import { accountRoutes } from './account-routes.ts';
import { type CodeSender, refusingSender } from './code-sender.ts';
import { healthRoutes } from './health/routes.ts';
import { forgetCodesJob } from './jobs.ts';
import { timelineListener } from './listeners.ts';
import { recordRoutes } from './record-routes.ts';
import { customersRoutes } from './routes.ts';

/** What a module above may give to customers. */
export type CustomersPorts = { readonly codeSender?: CodeSender };

/** The module with its ports; server/modules.ts wires them. */
export function createCustomersModule(ports: CustomersPorts = {}): Module {
  const sender = ports.codeSender ?? refusingSender;
  return {
    name: 'customers',
    title: { ja: 'お客様', en: 'Customers' },
    canBeOff: false,
    routes: (app, house) => {
      customersRoutes(app, house);
      healthRoutes(app, house);
      recordRoutes(app, house);
      accountRoutes(app, house, sender);
    },
    listeners: [timelineListener],
    jobs: [forgetCodesJob],
  };
}
