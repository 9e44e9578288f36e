import type { Module } from '#kernel/module';
import { setTierSource } from '#orders';
import { expiryNotices } from './jobs.ts';
import { earningOrders, givingEvents } from './listeners.ts';
import { loyaltyRoutes } from './routes.ts';
import { settingRoutes } from './setting-routes.ts';
import { findTierCodes } from './tiers/find-standing.ts';

export const loyaltyModule: Module = {
  name: 'loyalty',
  title: { ja: 'ポイント付与・スタンプ・会員ランク', en: 'Earning rules, stamps, tiers' },
  canBeOff: true,
  routes: (app, house) => {
    loyaltyRoutes(app, house);
    settingRoutes(app, house);
  },
  listeners: [earningOrders, givingEvents],
  jobs: [expiryNotices],
  prepare: ({ db }) => {
    setTierSource(db, findTierCodes);
    return Promise.resolve();
  },
};
