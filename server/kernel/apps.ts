// The apps in the browser: built files under their own path, and a landing page that says what is where.
// Built files carry a hash in their name and are kept for ever; the page that names them is asked for anew
// each time, so a new release shows at the next load.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './http.ts';

export type AppName = 'shop' | 'console' | 'staff';

type Dist = Readonly<Partial<Record<AppName, string>>>;

export type AppsOptions = {
  /** Where each app was built to. */
  readonly dist: Dist;
};

const titles: Readonly<Record<AppName, { readonly ja: string; readonly en: string }>> = {
  shop: { ja: 'お店', en: 'Shop' },
  console: { ja: '本部', en: 'Headquarters' },
  staff: { ja: '店舗', en: 'Staff tablet' },
};

/** Nothing but files of this server, and nothing inside the page: injected text stays text. */
export const pagePolicy = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** The tablet's reader of barcodes is WebAssembly, which browsers compile only where they are told so. */
function policyOf(name: AppName): string {
  return name === 'staff' ? `${pagePolicy}; script-src 'self' 'wasm-unsafe-eval'` : pagePolicy;
}

/** Serves `/`, and each app under `/<name>/`. An unbuilt app answers with how to build it. */
export async function serveApps(app: App, { dist }: AppsOptions): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(serveStatic, { root: Object.values(dist), serve: false });
    for (const [name, root] of entriesOf(dist)) {
      // The shop's pages are rendered by the server (storefront/serve-shop.ts).
      if (name !== 'shop') {
        serveApp(scope, name, root);
      }
    }
    scope.get('/', { schema: { hide: true } }, (request, reply) => {
      const own = appOfHost(request.hostname);
      return own === undefined
        ? sendPage(reply, 200, landing(dist), fontsOf(dist))
        : reply.redirect(`/${own}/`);
    });
  });
}

function entriesOf(dist: Dist): [AppName, string][] {
  return Object.entries(dist) as [AppName, string][];
}

function serveApp(app: App, name: AppName, root: string): void {
  app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) => reply.redirect(`/${name}/`));
  app.get(
    `/${name}/*`,
    { schema: { hide: true } },
    (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
      const path = request.params['*'];
      if (extname(path) !== '' && path !== 'index.html') {
        if (path.startsWith('assets/')) {
          return reply.sendFile(path, root, { maxAge: '365d', immutable: true });
        }
        reply.header('cache-control', 'no-cache');
        return reply.sendFile(path, root, { cacheControl: false });
      }
      if (!existsSync(join(root, 'index.html'))) {
        return sendPage(reply, 503, unbuilt(name));
      }
      reply.header('cache-control', 'no-cache');
      reply.header('content-security-policy', policyOf(name));
      return reply.sendFile('index.html', root, { cacheControl: false });
    },
  );
}

/** `console.localhost` or `console.example.jp` is the console's own host name. */
function appOfHost(hostname: string): AppName | undefined {
  const [first = ''] = hostname.split('.');
  return first in titles ? (first as AppName) : undefined;
}

const style = `
html{background:#f6f2e8;color:#1f1d1a;font:1rem/1.7 'Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif}
body{margin:0 auto;max-width:38rem;padding:4rem 1.5rem}
h1{font-size:1.75rem;letter-spacing:.1em;margin:0}
p{margin:.5rem 0 0}
.soft{color:#59544a}
ul{list-style:none;margin:2.5rem 0 0;padding:0}
li{border-top:1px solid #ddd5c4}
a{color:#2b3f6c;display:block;padding:1rem 0;text-decoration:none}
a:hover b{text-decoration:underline}
a:focus-visible{outline:3px solid #2b3f6c;outline-offset:2px}
code{background:#ece6d8;border-radius:.25rem;padding:.1rem .4rem}
`;

/** The stylesheet of fonts that came with a build: a machine may have no Japanese font of its own. */
function fontsOf(dist: Dist): string {
  for (const [name, root] of entriesOf(dist)) {
    const assets = join(root, 'assets');
    const files = existsSync(assets) ? readdirSync(assets) : [];
    const fonts = files.find((file) => /^fonts-[\w-]+\.css$/.test(file));
    if (fonts !== undefined) {
      return `<link rel="stylesheet" href="/${name}/assets/${fonts}">\n`;
    }
  }
  return '';
}

function sendPage(reply: FastifyReply, status: number, body: string, head = ''): FastifyReply {
  const hash = createHash('sha256').update(style).digest('base64');
  return reply
    .code(status)
    .header('cache-control', 'no-cache')
    .header('content-security-policy', `${pagePolicy}; style-src 'self' 'sha256-${hash}'`)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>縁側 Engawa</title>
${head}<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`);
}

function landing(dist: Dist): string {
  const apps = entriesOf(dist).map(([name]) => {
    const { ja, en } = titles[name];
    return { href: `/${name}/`, ja, en };
  });
  const links = [
    ...apps,
    { href: '/api/reference', ja: 'API リファレンス', en: 'API reference' },
    { href: '/healthz', ja: '稼働確認', en: 'Health' },
  ];
  const items = links.map(
    ({ href, ja, en }) =>
      `<li><a href="${href}"><b>${ja}</b> <span class="soft" lang="en">${en}</span><br><code>${href}</code></a></li>`,
  );
  return `<main>
<h1>縁側</h1>
<p class="soft">ひとりのお客様、ひとつの在庫、ひとつの注文、ひとつの台帳、ひとつの記録。</p>
<p class="soft" lang="en">One customer, one stock, one order, one ledger, one log.</p>
<ul>
${items.join('\n')}
</ul>
</main>`;
}

function unbuilt(name: AppName): string {
  return `<main>
<h1>${titles[name].ja}</h1>
<p>この画面はまだ組み立てられていません。リポジトリで <code>npm run build</code> を実行し、読み込み直してください。</p>
<p class="soft" lang="en">This app has not been built yet. Run <code>npm run build</code> in the repository and load the page again.</p>
</main>`;
}
