// The crawl that looks for undeclared destinations finds each way in which a page could send something elsewhere.
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { watchOutside } from './outside.ts';

const elsewhere = 'tracker.invalid';

/** Ways to tell somebody else, by what a page holds. */
const ways: Readonly<Record<string, string>> = {
  script: `<script src="https://${elsewhere}/a.js"></script>`,
  image: `<img src="https://${elsewhere}/a.gif">`,
  stylesheet: `<link rel="stylesheet" href="https://${elsewhere}/a.css">`,
  font: `<style>@font-face{font-family:x;src:url(https://${elsewhere}/a.woff2)}p{font-family:x}</style><p>a</p>`,
  fetch: `<script>fetch('https://${elsewhere}/a').catch(() => 0)</script>`,
  ping: `<script>navigator.sendBeacon('https://${elsewhere}/a', 'x')</script>`,
  websocket: `<script>try { new WebSocket('wss://${elsewhere}/a') } catch {}</script>`,
  WebRTC: `<script>new RTCPeerConnection({ iceServers: [{ urls: 'stun:${elsewhere}' }] }).close()</script>`,
};

test.skipIf(browserLacking() !== undefined)(
  'an undeclared destination is found, however a page asks it; a declared one and the house itself are not told',
  { timeout: 90_000 },
  async () => {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const isStrict = url.pathname === '/strict';
      response.writeHead(200, {
        'content-type': 'text/html',
        ...(isStrict ? { 'content-security-policy': "default-src 'self'" } : {}),
      });
      const way = isStrict ? 'image' : url.pathname.slice(1);
      response.end(`<!doctype html><img src="/own.png">${ways[way] ?? ''}<h1>${way}</h1>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const browser = await openBrowser();
    try {
      const context = await browser.newContext();
      const watch = await watchOutside(context, base, []);
      const page = await context.newPage();
      for (const way of [...Object.keys(ways), 'strict', 'nothing']) {
        await page.goto(`${base}/${way}`);
        await page.waitForLoadState('networkidle');
      }
      const found = (how: string) =>
        expect.poll(() => watch.seen().some((each) => each.endsWith(`on /${how})`)), {
          timeout: 30_000,
        });
      for (const way of [...Object.keys(ways), 'strict']) {
        await found(way).toBe(true);
      }
      expect(watch.seen().filter((each) => !each.includes(elsewhere))).toEqual([]);
      expect(watch.seen().some((each) => each.includes('stopped by img-src'))).toBe(true);

      const other = await browser.newContext();
      const declared = await watchOutside(other, base, [elsewhere]);
      const visitor = await other.newPage();
      await visitor.goto(`${base}/image`);
      await visitor.waitForLoadState('networkidle');
      expect(declared.seen()).toEqual([]);
    } finally {
      await browser.close();
      server.close();
    }
  },
);
