import type { Module } from '#kernel/module';
import { addressRoutes } from './address-routes.ts';
import { forgetTripsJob } from './jobs.ts';
import { lineRoutes } from './line-routes.ts';
import { erasureListener, signUpListener } from './listeners.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';
import { wayRoutes } from './way-routes.ts';

export const accountsModule: Module = {
  name: 'accounts',
  title: { ja: '会員登録とログイン', en: 'Sign-up and sign-in' },
  canBeOff: false,
  routes: (app, house) => {
    passkeyRoutes(app, house);
    lineRoutes(app, house);
    wayRoutes(app, house);
    signUpRoutes(app, house);
    addressRoutes(app, house);
  },
  listeners: [signUpListener, erasureListener],
  jobs: [forgetTripsJob],
};
