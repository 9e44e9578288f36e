import type { Module } from '#kernel/module';
import { chooseChannels } from './channels.ts';
import { messagesJobs } from './jobs.ts';
import { deliverListener, forgetListener, withdrawalListener } from './listeners.ts';
import { messagesRoutes } from './routes.ts';

export const messagesModule: Module = {
  name: 'messages',
  title: { ja: 'メッセージ', en: 'Messages' },
  canBeOff: false,
  prepare: async ({ config, db }) => chooseChannels(config, db),
  routes: messagesRoutes,
  listeners: [deliverListener, forgetListener, withdrawalListener],
  jobs: messagesJobs,
};
