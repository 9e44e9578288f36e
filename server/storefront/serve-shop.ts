// The shop in this server: React Router renders its pages here and asks the modules in this process, so a page is
// one function call away from the database. Scripts run by nonce only.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from '#kernel/apps';
import { type App, cookieNames } from '#kernel/http';
import type { House } from '#kernel/module';
import { uploadBytesMax } from '#reviews';
import type { Storefront } from './contract.ts';
import { serveMedia } from './media.ts';
import { type OpenStorefront, openStorefront } from './open-storefront.ts';

/** What the build of the shop exports (apps/shop/src/entry.server.tsx). */
type PageContext = { readonly storefront: Storefront; readonly nonce: string };
type Handler = (request: Request, context: PageContext) => Promise<Response>;
type ShopBuild = {
  readonly entry: { readonly module: { createHandler(build: unknown): Handler } };
};

const bodyBytesMax = 64 * 1024;
const base = '/shop';

/** Serves the shop under /shop/ and its pictures under /media/; `dist` is where it was built to. */
export async function serveShop(app: App, house: House, dist: string): Promise<OpenStorefront> {
  mkdirSync(join(house.config.home, 'media'), { recursive: true });
  const storefront = await openStorefront(house);
  app.addHook('onClose', async () => storefront.stop());
  await serveMedia(app, house, storefront);
  const client = join(dist, 'client');
  if (existsSync(client)) {
    await app.register(async (scope) => {
      await scope.register(serveStatic, {
        root: join(client, 'assets'),
        prefix: `${base}/assets/`,
        decorateReply: false,
        maxAge: '365d',
        immutable: true,
        index: false,
      });
    });
  }
  await servePages(app, storefront, dist);
  return storefront;
}

/** Form posts reach the app as they came: its plugin reads no body. */
async function servePages(app: App, storefront: OpenStorefront, dist: string): Promise<void> {
  await app.register(async (scope) => {
    const files = await namedFiles(scope, join(dist, 'client'));
    const handler = await loadHandler(dist);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: bodyBytesMax },
      (_request: FastifyRequest, body: Buffer, done: (error: null, body: Buffer) => void) =>
        done(null, body),
    );
    const page = async (request: FastifyRequest, reply: FastifyReply) => {
      const name = request.url.slice(base.length + 1).split('?')[0] ?? '';
      if (files.has(name)) {
        reply.header('cache-control', 'no-cache');
        if (name === 'offline.html') {
          reply.header('content-security-policy', pagePolicy);
        }
        return reply.sendFile(name);
      }
      return answerPage(handler, storefront, request, reply);
    };
    scope.get(base, { schema: { hide: true } }, (_request, reply) => reply.redirect(`${base}/`));
    // A GS1 Digital Link has its keys right behind the host name.
    for (const link of ['/01/:gtin', '/01/:gtin/*']) {
      scope.get(link, { schema: { hide: true } }, (request, reply) =>
        reply.redirect(`${base}${request.url}`),
      );
    }
    scope.get(`${base}/*`, { schema: { hide: true } }, page);
    scope.post(`${base}/*`, { schema: { hide: true } }, page);
    // Photographs are large: nobody's are read who may not send them.
    scope.post<{ Params: { itemId: string }; Querystring: { order?: string; t?: string } }>(
      `${base}/items/:itemId/review`,
      {
        schema: { hide: true },
        bodyLimit: uploadBytesMax,
        onRequest: async (request, reply) => {
          const { order, t } = request.query;
          const link =
            order === undefined || t === undefined ? undefined : { orderId: order, token: t };
          const session = request.cookies[cookieNames.customer];
          if (!(await storefront.mayReview(session, request.params.itemId, link))) {
            return reply.redirect(request.url, 303);
          }
          return undefined;
        },
      },
      page,
    );
  });
}

/** The files that have a name of their own: icons, manifest, service worker, offline page. */
async function namedFiles(scope: App, client: string): Promise<ReadonlySet<string>> {
  if (!existsSync(client)) {
    return new Set();
  }
  await scope.register(serveStatic, { root: client, serve: false, cacheControl: false });
  return new Set(
    [
      'manifest.webmanifest',
      'card.webmanifest',
      'sw.js',
      'offline.html',
      'offline.css',
      'icon.svg',
      'veranda.svg',
      'icon-192.png',
      'icon-512.png',
      'icon-maskable.png',
      'robots.txt',
    ].filter((name) => existsSync(join(client, name))),
  );
}

async function loadHandler(dist: string): Promise<Handler | undefined> {
  const path = join(dist, 'server/index.js');
  if (!existsSync(path)) {
    return undefined;
  }
  const build = (await import(pathToFileURL(path).href)) as ShopBuild;
  return build.entry.module.createHandler(build);
}

async function answerPage(
  handler: Handler | undefined,
  storefront: OpenStorefront,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (handler === undefined) {
    return sendPlain(
      reply,
      'このお店の画面はまだ組み立てられていません。リポジトリで npm run build を実行し、起動し直してください。',
      'The shop has not been built yet. Run npm run build in the repository and start again.',
    );
  }
  // Asked first: inside a page it would be one more failure of a loader, answered as a bug.
  if (!(await storefront.isOpen())) {
    return sendPlain(
      reply,
      'まもなく開店します。販売する場所がまだ登録されていません。',
      'Opening soon: no place of this house sells yet.',
    );
  }
  const nonce = randomBytes(16).toString('base64');
  const response = await handler(toWebRequest(request), { storefront, nonce });
  const { pathname } = new URL(request.url, 'http://house');
  const policy = policyWith(nonce, await storefront.imageHosts(), pathname);
  reply.header('content-security-policy', policy);
  return sendWhole(reply, response);
}

/**
 * A page has no part that comes late, so it is sent in one piece: streamed, it waited several times for a thread that
 * compresses, which on a busy machine took longer than making the page.
 */
async function sendWhole(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const body = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') {
      reply.header(name, value);
    }
  }
  for (const cookie of response.headers.getSetCookie()) {
    reply.header('set-cookie', cookie);
  }
  return reply.code(response.status).send(response.body === null ? undefined : body);
}

/** What is on the list of external transmissions (outside.ts) may be loaded, nothing else. */
function policyWith(nonce: string, imageHosts: readonly string[], path: string): string {
  return [
    "default-src 'self'",
    // The reader of barcodes is WebAssembly, which browsers compile only where they are told so.
    `script-src 'self' 'nonce-${nonce}'${path === `${base}/scan` ? " 'wasm-unsafe-eval'" : ''}`,
    ["img-src 'self' data:", ...imageHosts.map((host) => `https://${host}`)].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':')) {
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
  }
  const url = `${request.protocol}://${request.host}${request.url}`;
  return request.method === 'GET' || request.method === 'HEAD'
    ? new Request(url, { method: request.method, headers })
    : new Request(url, {
        method: request.method,
        headers,
        body: request.body as Buffer<ArrayBuffer>,
      });
}

function sendPlain(reply: FastifyReply, ja: string, en: string): FastifyReply {
  return reply
    .code(503)
    .header('retry-after', '5')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'")
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>縁側</title><h1>縁側</h1><p>${ja}</p><p lang="en">${en}</p></html>`,
    );
}
