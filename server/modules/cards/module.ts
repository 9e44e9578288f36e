import type { CodeSender } from '#customers';
import type { Module } from '#kernel/module';
import { forgetCardsJob } from './jobs.ts';
import { erasureListener } from './listeners.ts';
import { cardsRoutes } from './routes.ts';

/** The module with the port through which codes reach people. */
export function createCardsModule(ports: { readonly codeSender: CodeSender }): Module {
  return {
    name: 'cards',
    title: { ja: '会員証', en: 'Member cards' },
    canBeOff: false,
    routes: (app, house) => cardsRoutes(app, house, ports.codeSender),
    listeners: [erasureListener],
    jobs: [forgetCardsJob],
  };
}
