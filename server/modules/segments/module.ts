import type { Module } from '#kernel/module';
import { segmentsRoutes } from './routes.ts';
import { sendJob } from './send-to-segment.ts';

export const segmentsModule: Module = {
  name: 'segments',
  title: { ja: 'セグメント', en: 'Segments' },
  canBeOff: false,
  routes: segmentsRoutes,
  jobs: [sendJob],
};
