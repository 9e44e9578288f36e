// The reference page of the API. What draws it is four megabytes and two hundred files that most houses never ask for, and a
// plugin of Fastify's that must be there before the house answers: so it lives in a server of its own, without a port,
// which is made when somebody first opens the page.
import Fastify, { type FastifyInstance } from 'fastify';
import type { App } from './http.ts';

const prefix = '/api/reference';

/** Registers the page under /api/reference. */
export function serveReference(app: App): void {
  let page: Promise<FastifyInstance> | undefined;
  for (const url of [prefix, `${prefix}/*`]) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      page ??= openPage(app.swagger());
      const inner = await page;
      const answer = await inner.inject({ method: 'GET', url: request.url });
      return reply.code(answer.statusCode).headers(answer.headers).send(answer.payload);
    });
  }
}

async function openPage(content: ReturnType<App['swagger']>): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference');
  const page = Fastify();
  await page.register(reference, {
    routePrefix: prefix,
    configuration: { withDefaultFonts: false, content },
  });
  return page;
}
