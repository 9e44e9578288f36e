import type { Module } from '#kernel/module';
import { couponRoutes } from './coupon-routes.ts';
import { makeCodesJob } from './make-codes.ts';
import { promotionRoutes } from './promotion-routes.ts';
import { redeemRoutes } from './redeem-routes.ts';
import { walletRoutes } from './wallet-routes.ts';

export const offersModule: Module = {
  name: 'offers',
  title: { ja: 'オファー', en: 'Offers' },
  canBeOff: true,
  routes: (app, house) => {
    promotionRoutes(app, house);
    couponRoutes(app, house);
    redeemRoutes(app, house);
    walletRoutes(app, house);
  },
  jobs: [makeCodesJob],
};
