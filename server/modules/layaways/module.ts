import type { Module } from '#kernel/module';
import { followClosing } from './follow-closing.ts';
import { closedShops, endedHolds } from './listeners.ts';
import { layawaysRoutes } from './routes.ts';

export const layawaysModule: Module = {
  name: 'layaways',
  title: { ja: '取り置き', en: 'Holds at a shop' },
  canBeOff: true,
  routes: layawaysRoutes,
  listeners: [endedHolds, closedShops],
  jobs: [followClosing],
};
