import type { Module } from '#kernel/module';
import { forgetReviews } from './listeners.ts';
import { reviewRoutes } from './routes.ts';

export const reviewsModule: Module = {
  name: 'reviews',
  title: { ja: 'レビュー', en: 'Reviews' },
  canBeOff: true,
  routes: reviewRoutes,
  listeners: [forgetReviews],
};
