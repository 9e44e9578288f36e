// What becomes of gifts of goods that nobody took.
import { type App, read, write } from '#kernel/http';
import type { House } from '#kernel/module';
import { IdempotencyHeaders, problems } from '#kernel/schemas';
import { GiftSettings } from './schemas.ts';
import { findUnclaimed, saveUnclaimed } from './store-unclaimed.ts';

const tags = ['gifts'];

export function settingRoutes(app: App, { db }: House): void {
  app.get(
    '/api/gifts/settings',
    {
      config: { access: 'gifts.read' },
      schema: {
        operationId: 'getGiftSettings',
        tags,
        summary: 'What becomes of goods that nobody took in time',
        response: { 200: GiftSettings, ...problems },
      },
    },
    (request) => read(db, request, async (tx) => ({ unclaimed: await findUnclaimed(tx) })),
  );
  app.put(
    '/api/gifts/settings',
    {
      config: { access: 'house.write' },
      schema: {
        operationId: 'setGiftSettings',
        tags,
        summary: 'Keep what was paid for goods that nobody took, or give it back to the buyer',
        headers: IdempotencyHeaders,
        body: GiftSettings,
        response: { 200: GiftSettings, ...problems },
      },
    },
    (request) =>
      write(db, request, async (tx) => {
        await saveUnclaimed(tx, request.body.unclaimed);
        return request.body;
      }),
  );
}
