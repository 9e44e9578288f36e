import type { Module } from '#kernel/module';
import { deviceRoutes } from './device-routes.ts';
import { registryRoutes } from './routes.ts';

export const devicesModule: Module = {
  name: 'devices',
  title: { ja: '端末', en: 'Devices' },
  canBeOff: true,
  routes: (app, house) => {
    registryRoutes(app, house);
    deviceRoutes(app, house);
  },
};
