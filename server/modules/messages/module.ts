import type { Module } from '#kernel/module';
import { chooseChannels } from './channels.ts';
import { messagesJobs } from './jobs.ts';
import { limitRoutes } from './limits/routes.ts';
import { deliverListener, forgetListener, withdrawalListener } from './listeners.ts';
import { myMessageRoutes } from './my-routes.ts';
import { messagesRoutes } from './routes.ts';

export const messagesModule: Module = {
  name: 'messages',
  title: { ja: 'メッセージ', en: 'Messages' },
  canBeOff: false,
  prepare: async ({ config, db }) => chooseChannels(config, db),
  routes: (app, house) => {
    messagesRoutes(app, house);
    myMessageRoutes(app, house);
    limitRoutes(app, house);
  },
  listeners: [deliverListener, forgetListener, withdrawalListener],
  jobs: messagesJobs,
};
