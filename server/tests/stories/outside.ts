// What pages send to somebody else than this house: requests of any kind (scripts, pictures, fonts, beacons), sockets,
// servers named for WebRTC, and what the content policy stopped from being sent. Compared with what the shop's page on
// external transmission declares.
import type { BrowserContext, Page } from 'playwright-core';

export type OutsideWatch = {
  /** `https://tracker.example (beacon on /shop/cart)`, each once. */
  seen(): readonly string[];
};

/** Runs in the page: the policy stops before a request is made, and WebRTC asks without one. */
const watchInside = `
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
    globalThis.engawaOutside(blockedURI, 'stopped by ' + effectiveDirective));
  if (typeof RTCPeerConnection === 'function') {
    const Plain = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Plain {
      constructor(settings) {
        for (const { urls } of settings?.iceServers ?? [])
          for (const url of [urls].flat()) globalThis.engawaOutside(url, 'WebRTC');
        super(settings);
      }
    };
  }`;

/** Watches every page of a context from now on. `base` is this house, `declared` are hosts that may be asked. */
export async function watchOutside(
  context: BrowserContext,
  base: string,
  declared: readonly string[],
): Promise<OutsideWatch> {
  const seen = new Set<string>();
  const note = (url: string, how: string, page: string) => {
    const origin = outsideOf(url, base);
    if (origin !== undefined && !declared.includes(hostOf(origin))) {
      seen.add(`${origin} (${how} on ${pathOf(page)})`);
    }
  };
  await context.exposeBinding('engawaOutside', ({ page }, url: unknown, how: unknown) =>
    note(String(url), String(how), page.url()),
  );
  await context.addInitScript(watchInside);
  context.on('request', (request) => {
    const page = request.serviceWorker() === null ? pageOf(request) : 'a service worker';
    note(request.url(), request.resourceType(), page);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => note(socket.url(), 'websocket', page.url()));
  });
  return { seen: () => [...seen] };
}

/** The hosts that the shop's page on external transmission lists. */
export async function declaredHosts(page: Page, base: string): Promise<readonly string[]> {
  await page.goto(`${base}/shop/privacy/transmissions`);
  await page.locator('main h1').waitFor();
  return page.locator('[data-host]').allInnerTexts();
}

function pageOf(request: { frame(): { url(): string } }): string {
  try {
    return request.frame().url();
  } catch {
    // The first request of a navigation has no frame yet.
    return '/';
  }
}

/** Undefined for this house itself and for what is inside the page (data:, blob:, inline). */
function outsideOf(url: string, base: string): string | undefined {
  if (/^(?:stun|turn)s?:/.test(url)) {
    return url.split('?')[0];
  }
  if (!URL.canParse(url) || !/^(?:https?|wss?):/.test(url)) {
    return undefined;
  }
  const { protocol, host } = new URL(url);
  return host === new URL(base).host ? undefined : `${protocol}//${host}`;
}

function hostOf(origin: string): string {
  return origin.replace(/^\w+:(?:\/\/)?/, '');
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
