import type { Module } from '#kernel/module';
import { importsRoutes } from './routes.ts';
import { forgetUploadsJob, takeUploadJob } from './uploads/jobs.ts';

export const importsModule: Module = {
  name: 'imports',
  title: { ja: '取り込み', en: 'Imports' },
  canBeOff: true,
  routes: importsRoutes,
  jobs: [takeUploadJob, forgetUploadsJob],
};
