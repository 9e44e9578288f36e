import type { Module } from '#kernel/module';
import { placesRoutes } from './routes.ts';

export const placesModule: Module = {
  name: 'places',
  title: { ja: '場所', en: 'Places' },
  canBeOff: false,
  routes: placesRoutes,
};
