// The drawn pictures of the example company. They are drawn when asked for: a picture is a kilobyte or two and takes
// some ten microseconds, so none is kept.
import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { App } from '#kernel/http';

/** Under this the drawn pictures are served. */
export const picturesPath = '/media/example/';

/** Under this its films with their captions. */
export const filmsPath = '/media/example-films/';

/** Serves `/media/example/<drawing>-<colour>-<pattern>.svg`. Call it before the server listens. */
export function servePicturesFrom(app: App): void {
  app.register(serveStatic, {
    root: join(import.meta.dirname, '../../examples/company/films'),
    prefix: filmsPath,
    decorateReply: false,
    maxAge: '1d',
    index: false,
  });
  app.get<{ Params: { name: string } }>(
    `${picturesPath}:name`,
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const { pictureNamed } = await import('../../examples/company/index.ts');
      const svg = pictureNamed(request.params.name);
      if (svg === undefined) {
        return reply.callNotFound();
      }
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .type('image/svg+xml')
        .send(svg);
    },
  );
}
