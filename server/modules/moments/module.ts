import type { Module } from '#kernel/module';
import { countListener, erasureListener } from './listeners.ts';
import { momentsRoutes } from './routes.ts';
import { sourceRoutes } from './source-routes.ts';

export const momentsModule: Module = {
  name: 'moments',
  title: { ja: '行動の記録', en: 'Moments' },
  canBeOff: true,
  routes: (app, house) => {
    momentsRoutes(app, house);
    sourceRoutes(app, house);
  },
  listeners: [countListener, erasureListener],
};
