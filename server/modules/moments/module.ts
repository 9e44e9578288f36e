import type { Module } from '#kernel/module';
import { feedsJob } from './feeds/jobs.ts';
import {
  bundleConsentListener,
  bundleCountListener,
  bundleErasureListener,
  bundleTimelineListener,
} from './feeds/listeners.ts';
import { feedRoutes } from './feeds/routes.ts';
import { ensurePartitions } from './feeds/store.ts';
import { wireRoutes } from './feeds/wire-routes.ts';
import { countListener, erasureListener } from './listeners.ts';
import { momentsRoutes } from './routes.ts';
import { sourceRoutes } from './source-routes.ts';

export const momentsModule: Module = {
  name: 'moments',
  title: { ja: '行動の記録', en: 'Moments' },
  canBeOff: true,
  routes: async (app, house) => {
    momentsRoutes(app, house);
    sourceRoutes(app, house);
    feedRoutes(app, house);
    await wireRoutes(app, house);
  },
  listeners: [
    countListener,
    erasureListener,
    bundleCountListener,
    bundleTimelineListener,
    bundleErasureListener,
    bundleConsentListener,
  ],
  jobs: [feedsJob],
  prepare: ({ db }) => ensurePartitions(db),
};
