import type { CodeSender } from '#customers';
import type { Module } from '#kernel/module';
import { forgetCardsJob } from './jobs.ts';
import { erasureListener } from './listeners.ts';
import { cardsRoutes } from './routes.ts';
import { appleRoutes } from './wallet/apple-routes.ts';
import { passListener, refreshPassJob } from './wallet/refresh-pass.ts';
import { walletRoutes } from './wallet/routes.ts';
import { openWallets } from './wallet/wallets.ts';

/** The module with the port through which codes reach people. */
export function createCardsModule(ports: { readonly codeSender: CodeSender }): Module {
  return {
    name: 'cards',
    title: { ja: '会員証', en: 'Member cards' },
    canBeOff: false,
    routes: (app, house) => {
      openWallets(house.config, house.db);
      cardsRoutes(app, house, ports.codeSender);
      walletRoutes(app, house);
      appleRoutes(app, house);
    },
    listeners: [erasureListener, passListener],
    jobs: [forgetCardsJob, refreshPassJob],
  };
}
