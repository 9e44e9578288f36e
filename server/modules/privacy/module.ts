import type { Module } from '#kernel/module';
import { preparePurposes } from './consent.ts';
import { rewrapJob } from './jobs.ts';
import { privacyRoutes } from './routes.ts';

export const privacyModule: Module = {
  name: 'privacy',
  title: { ja: 'プライバシー', en: 'Privacy' },
  canBeOff: false,
  routes: privacyRoutes,
  jobs: [rewrapJob],
  prepare: ({ db }) => preparePurposes(db),
};
