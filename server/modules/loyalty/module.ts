import type { Module } from '#kernel/module';
import { setTierSource } from '#orders';
import { expiryNotices } from './jobs.ts';
import { earningOrders, givingByEvents, tellingPostings } from './listeners.ts';
import { httpMaster } from './master/http-master.ts';
import { setPointMaster } from './master/point-master.ts';
import { masterRoutes } from './master/routes.ts';
import { tellMasterAgainJob, tellMasterJob } from './master/tell-master.ts';
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
    masterRoutes(app, house);
  },
  listeners: [earningOrders, givingByEvents, tellingPostings],
  jobs: [expiryNotices, tellMasterJob, tellMasterAgainJob],
  prepare: ({ db, config }) => {
    setTierSource(db, findTierCodes);
    setPointMaster(db, httpMaster(config));
    return Promise.resolve();
  },
};
