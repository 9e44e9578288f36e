import type { Module } from '#kernel/module';
import { offerRoutes } from './catalog/offer-routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { drawerRoutes } from './drawers/routes.ts';
import { conflictRoutes } from './entries/conflict-routes.ts';
import { entryRoutes } from './entries/routes.ts';
import { printJobRoutes } from './printing/job-routes.ts';
import { printReceipt } from './printing/jobs.ts';
import { labelJobRoutes } from './printing/label-routes.ts';
import { receiptFormRoutes } from './printing/receipt-routes.ts';

export const tillsModule: Module = {
  name: 'tills',
  title: { ja: 'レジ', en: 'Tills' },
  canBeOff: true,
  routes: (app, house) => {
    entryRoutes(app, house);
    conflictRoutes(app, house);
    drawerRoutes(app, house);
    catalogRoutes(app, house);
    offerRoutes(app, house);
    receiptFormRoutes(app, house);
    printJobRoutes(app, house);
    labelJobRoutes(app, house);
  },
  jobs: [printReceipt],
};
