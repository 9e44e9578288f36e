// How many offers a person gets at most.
import { Type } from 'typebox';
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, Nullable, problems } from '#kernel/schemas';
import { findLimits, saveLimits } from './store.ts';

const Limits = Type.Object(
  {
    perDay: Nullable(Type.Integer({ minimum: 1, maximum: 50 })),
    perWeek: Nullable(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  {
    additionalProperties: false,
    description: 'Offers a person, over all channels; null: no limit. What is over it waits.',
  },
);
const tags = ['messages'];

export function limitRoutes(app: App, { db }: House): void {
  app.get(
    '/api/messages/limits',
    {
      config: { access: 'messages.read' },
      schema: {
        operationId: 'getOfferLimits',
        tags,
        summary: 'How many offers a person gets at most in a day and in a week',
        response: { 200: Limits, ...problems },
      },
    },
    (request) => read(db, request, findLimits),
  );
  app.put(
    '/api/messages/limits',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setOfferLimits',
        tags,
        summary: 'Set it; messages about what she asked for are never held back',
        headers: IdempotencyHeaders,
        body: Limits,
        response: { 200: Limits, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await saveLimits(tx, request.body);
        return request.body;
      }),
  );
}
