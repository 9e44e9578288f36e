// Pictures of the shop: files of the house under /media/files, and a drawn one for each item that has none.
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { App } from '#kernel/http';
import { tryParseId } from '#kernel/ids';
import type { House } from '#kernel/module';
import type { OpenStorefront } from './open-storefront.ts';
import { drawPicture } from './picture.ts';

/** Nothing inside a picture runs, wherever it is opened. */
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export async function serveMedia(
  app: App,
  house: House,
  storefront: OpenStorefront,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', picturePolicy);
    });
    await scope.register(serveStatic, {
      root: join(house.config.home, 'media'),
      prefix: '/media/files/',
      decorateReply: false,
      maxAge: '1d',
      dotfiles: 'deny',
      index: false,
    });
    scope.get<{ Params: { file: string } }>(
      '/media/items/:file',
      { schema: { hide: true } },
      async (request, reply) => {
        const { file } = request.params;
        const id = file.endsWith('.svg') ? tryParseId('item', file.slice(0, -4)) : undefined;
        const toDraw = id === undefined ? undefined : await storefront.pictured(id);
        if (toDraw === undefined) {
          return reply.callNotFound();
        }
        return reply
          .header('cache-control', 'public, max-age=86400')
          .type('image/svg+xml')
          .send(drawPicture(toDraw));
      },
    );
  });
}
