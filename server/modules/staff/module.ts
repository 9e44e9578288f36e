import type { Module } from '#kernel/module';
import { apiKeyRoutes } from './api-key-routes.ts';
import { factorRoutes } from './factor-routes.ts';
import { forgetChallengesJob } from './jobs.ts';
import { memberRoutes } from './member-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { sessionRoutes } from './session-routes.ts';

export const staffModule: Module = {
  name: 'staff',
  title: { ja: 'スタッフ', en: 'Staff' },
  canBeOff: false,
  routes: (app, house) => {
    sessionRoutes(app, house);
    memberRoutes(app, house);
    apiKeyRoutes(app, house);
    factorRoutes(app, house);
    passkeyRoutes(app, house);
  },
  jobs: [forgetChallengesJob],
};
