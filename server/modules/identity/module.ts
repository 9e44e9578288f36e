import type { Module } from '#kernel/module';
import { learnBookJob } from './jobs.ts';
import { scoreListener } from './listeners.ts';
import { identityRoutes } from './routes.ts';

export const identityModule: Module = {
  name: 'identity',
  title: { ja: '名寄せ', en: 'Identity' },
  canBeOff: true,
  routes: identityRoutes,
  listeners: [scoreListener],
  jobs: [learnBookJob],
};
