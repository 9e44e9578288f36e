// She asks for notifications in her browser; her order is made ready at the shop; her phone shows it and leads to it. The
// push service of the browser's maker cannot be reached from a test: what she subscribes to is one on this machine, and
// what it receives is opened with the browser's keys and handed to the shop's service worker, as the browser does it. A
// browser without a screen may show nothing, so what the worker asks it to show is written down instead.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openPushService, type PushBrowser } from '../support/push-service.ts';
import { freePort, makeHome, type RealServer, startServer } from '../support/real-server.ts';
import { openRealShop, pickupOrder, type RealShop } from '../support/real-shop.ts';
import { signUp } from '../support/sign-up.ts';

export type Notified = {
  /** The key that her browser was asked to subscribe with. */
  readonly subscribedWith: string;
  /** What her phone shows once the order is ready. */
  readonly shown: readonly Shown[];
  /** The number of her order, and the page to which the notification leads. */
  readonly number: string;
  readonly opened: string;
  /** Whether signing out took the subscription of the browser away. */
  readonly isUnsubscribed: boolean;
};

type Shown = { readonly title: string; readonly body: string; readonly path: string };
type Stage = {
  readonly server: RealServer;
  readonly shop: RealShop;
  readonly page: Page;
  readonly hers: PushBrowser;
  readonly origin: string;
  readonly token: string;
};

const waitMs = 30_000;

/** Plays it once in a house of its own. */
export async function playHerNotifications(): Promise<Notified> {
  const { home, remove } = makeHome('notify');
  const port = await freePort();
  const service = await openPushService();
  const environment = { ENGAWA_WEBHOOK_PRIVATE: 'yes' };
  const server = await startServer({ home, port, environment });
  const browser = await openBrowser();
  try {
    const shop = await openRealShop(server, { items: 1, pieces: 100 });
    const token = await signUp(home);
    const origin = `http://localhost:${port}`;
    const context = await browser.newContext({
      locale: 'ja-JP',
      viewport: { width: 390, height: 844 },
    });
    await context.addCookies([{ name: 'engawa_customer', value: token, url: origin }]);
    const page = await context.newPage();
    page.setDefaultTimeout(waitMs);
    const hers = service.addBrowser();
    await page.addInitScript({ content: subscribingTo(hers) });
    return await play({ server, shop, page, hers, origin, token });
  } finally {
    await browser.close();
    await server.stop();
    await service.close();
    await remove();
  }
}

/** The browser's part of subscribing (Push API), with this push service in place of its maker's. */
function subscribingTo({ subscription }: PushBrowser): string {
  return `
    const kept = () => localStorage.getItem('test_key') === null ? null : {
      toJSON: () => (${JSON.stringify(subscription)}),
      unsubscribe: async () => { localStorage.removeItem('test_key'); return true; },
    };
    PushManager.prototype.getSubscription = async () => kept();
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      localStorage.setItem('test_key', applicationServerKey);
      return kept();
    };
    Notification.requestPermission = async () => 'granted';
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  `;
}

async function play(stage: Stage): Promise<Notified> {
  const { page, hers, origin } = stage;
  await page.goto(`${origin}/shop/account/notifications`);
  await page.getByRole('button', { name: 'この端末で受け取る' }).click();
  await page.getByRole('button', { name: 'この端末での受け取りをやめる' }).waitFor();
  const subscribedWith = await page.evaluate<string>('localStorage.getItem("test_key")');
  const number = await makeReady(stage);
  for (let waitedMs = 0; hers.received().length === 0 && waitedMs < waitMs; waitedMs += 100) {
    await sleep(100);
  }
  const [message] = hers.received();
  if (message === undefined) {
    throw new Error('the push service was given nothing');
  }
  const shown = await handToWorker(page, origin, hers.open(message));
  await page.goto(`${origin}${shown[0]?.path ?? '/shop/'}`);
  await page.getByText(number).first().waitFor();
  const opened = new URL(page.url()).pathname;
  await page.goto(`${origin}/shop/account`);
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await page.waitForURL(`${origin}/shop/`);
  const isUnsubscribed = await page.evaluate<boolean>('localStorage.getItem("test_key") === null');
  return { subscribedWith, shown, number, opened, isUnsubscribed };
}

/** She orders, and the shop has everything ready; answers the number of the order. */
async function makeReady({ server, shop, token }: Stage): Promise<string> {
  const her = { authorization: `Bearer ${token}` };
  const placed = await server.request('POST', '/api/orders', pickupOrder(shop, 0), her);
  const owner = await server.signIn();
  for (const to of ['accepted', 'preparing', 'ready']) {
    await server.request('POST', `/api/orders/${placed.body.id}/state`, { to }, owner);
  }
  return String(placed.body.number);
}

/** What the browser does with a message once it is opened; answers what the worker asks it to show. */
async function handToWorker(page: Page, origin: string, data: string): Promise<readonly Shown[]> {
  const worker = page
    .context()
    .serviceWorkers()
    .find((each) => each.url().endsWith('/shop/sw.js'));
  if (worker === undefined) {
    throw new Error('the shop has no service worker');
  }
  await worker.evaluate(`
    self.shown = [];
    ServiceWorkerRegistration.prototype.showNotification = async (title, { body, data }) => {
      self.shown.push({ title, body, path: data.path });
    };
  `);
  const session = await page.context().newCDPSession(page);
  const registered = Promise.withResolvers<string>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith('/shop/'));
    if (ours !== undefined) {
      registered.resolve(ours.registrationId);
    }
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered.promise;
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += 100) {
    const shown = await worker.evaluate<readonly Shown[]>('self.shown');
    if (shown.length > 0) {
      return shown;
    }
    await sleep(100);
  }
  throw new Error('the phone shows nothing');
}
