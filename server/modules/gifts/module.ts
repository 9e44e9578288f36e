import type { Module } from '#kernel/module';
import { endGifts, remindGifts } from './jobs.ts';
import { paidGifts } from './listeners.ts';
import { giftRoutes } from './routes.ts';
import { settingRoutes } from './setting-routes.ts';
import { tillRoutes } from './till-routes.ts';

export const giftsModule: Module = {
  name: 'gifts',
  title: { ja: 'ギフト', en: 'Gifts' },
  canBeOff: true,
  routes: (app, house) => {
    giftRoutes(app, house);
    tillRoutes(app, house);
    settingRoutes(app, house);
  },
  listeners: [paidGifts],
  jobs: [endGifts, remindGifts],
};
