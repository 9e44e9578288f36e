// The pages of the console with something on each of them.
import type { Page } from 'playwright-core';
import type { RealServer } from '../support/real-server.ts';
import { openBookable, tryCatalogFile, writeEarning, writeMenu } from './console-samples.ts';
import { blockSigns, fillReviews } from './namesakes.ts';
import {
  addDevice,
  addFeed,
  addWebhook,
  askAndLeak,
  keepAndReceive,
  orderToPickUp,
} from './operating-samples.ts';
import { sellForDays } from './preorder-sample.ts';
import { stopSomebody } from './stopped-customer.ts';
import type { Language } from './translated.ts';
import type { AppToWalk, Route } from './walk-pages.ts';
import { openWholesale } from './wholesale-stage.ts';

/** What there is to walk through in the console of a house with the small example in it. */
export async function consoleToWalk(server: RealServer): Promise<AppToWalk> {
  const owner = await server.signIn();
  const key = { name: 'POS', roles: ['integrator'] };
  await server.request('POST', '/api/staff/api-keys', key, owner);
  await fillReviews(server, owner, { obvious: 1, contradicting: 1 });
  await blockSigns(server, owner);
  await askAndLeak(server, owner);
  const token = owner.authorization.slice('Bearer '.length);
  return {
    name: 'console',
    base: `${server.base}/console`,
    routes: await routesOf(server, owner),
    prepare: async (page, language) => {
      await page.context().addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
      await page.addInitScript(remember(language));
    },
    settled,
  };
}

function remember(language: Language): string {
  return `localStorage.setItem('engawa-language', '${language}')`;
}

async function settled(page: Page): Promise<void> {
  await page.locator('[data-frame][data-following=open] h1').waitFor({ timeout: 15_000 });
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

/** A sample of waiting never ends. */
async function settledBesideSamples(page: Page): Promise<void> {
  await page.locator('[data-frame][data-following=open] h1').waitFor({ timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function settledAtDoor(page: Page): Promise<void> {
  await page.locator('form input[type=password]').waitFor({ timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function settledBeforeFrame(page: Page): Promise<void> {
  await page.locator('[data-act=begin]').waitFor({ timeout: 15_000 });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function routesOf(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<readonly Route[]> {
  const first = async (path: string, list: string, name = 'id'): Promise<string> => {
    const { body } = await server.request('GET', path, undefined, owner);
    const id: unknown = body[list]?.[0]?.[name];
    if (typeof id !== 'string') {
      throw new Error(`${path} has nothing to show`);
    }
    return id;
  };
  const itemId = await first('/api/catalog/items?q=HN-1002', 'items');
  const promotionId = await writeSample(server, owner);
  const { ruleId, cardId } = await writeEarning(server, owner);
  const { cafeId, menuItemId } = await writeMenu(server, owner);
  const orderId = await first('/api/orders?limit=1', 'orders');
  const handedOverId = await first('/api/orders?state=handed_over&limit=1', 'orders');
  const customerId = await first('/api/customers?limit=1', 'customers');
  const { customerId: stoppedId } = await stopSomebody(server, 'console');
  const giftOrderId = await first('/api/gifts?limit=1', 'purchases', 'orderId');
  const placeId = await first('/api/places?capability=takes_returns', 'places');
  const { partyId, invoiceId } = await openWholesale(server, owner, { placeId, itemId });
  const { body: sold } = await server.request(
    'GET',
    `/api/orders/${handedOverId}`,
    undefined,
    owner,
  );
  const priceListId = await first('/api/catalog/price-lists', 'priceLists');
  const soldAtId = String(sold.placeId);
  const back = { lines: [{ line: 1, quantity: 1 }], way: 'shop', reason: 'defect' };
  await server.request('POST', `/api/orders/${handedOverId}/return-requests`, back, owner);
  const staffId = await first('/api/staff/members', 'members');
  const importId = await first('/api/imports', 'imports');
  const preorderId = await sellForDays(server, owner, itemId);
  const segmentId = await addSegment(server, owner);
  const uploadId = await tryCatalogFile(server, owner);
  const resourceId = await openBookable(server, owner, placeId);
  const pickupId = await orderToPickUp(server, owner, { placeId, itemId });
  const webhookId = await addWebhook(server, owner);
  await addFeed(server, owner);
  await addDevice(server, owner, placeId);
  await keepAndReceive(server, owner, { placeId, itemId });
  const { route: partnerRoute, staffId: partnerStaffId } = await addPartner(server, owner);
  return [
    { name: 'today', path: '/' },
    { name: 'log', path: '/log' },
    {
      name: 'feeds and what was set aside',
      path: '/log/feeds',
      act: async (page) => {
        await page.locator('[data-aside="web-shop item_unknown"] [data-act=discard]').click();
        await page.locator('dialog[open] [data-act=discard-now]').waitFor();
      },
    },
    { name: 'links and posters', path: '/log/sources' },
    { name: 'orders', path: '/orders' },
    { name: 'wholesale accounts', path: '/orders/accounts' },
    { name: 'wholesale account', path: `/orders/accounts/${partyId}` },
    { name: 'new wholesale account', path: '/orders/accounts/new' },
    { name: 'wholesale invoice', path: `/orders/invoices/${invoiceId}` },
    {
      name: 'returns asked for',
      path: '/orders/returns',
      act: async (page) => {
        await page.locator('[data-act=refuse]').first().click();
        await page.locator('dialog[open] [data-act=refuse-now]').waitFor();
      },
    },
    { name: 'delivery fees', path: '/orders/delivery' },
    { name: 'selling and sending', path: '/orders/terms' },
    { name: 'gifts bought', path: '/orders/gifts' },
    { name: 'gifts of a purchase', path: `/orders/gifts/${giftOrderId}` },
    {
      name: 'gift to take back',
      path: `/orders/gifts/${giftOrderId}`,
      act: async (page) => {
        await page.locator('[data-act=revoke]').first().click();
        await page.locator('dialog[open] [data-act=revoke-now]').waitFor();
      },
    },
    { name: 'order', path: `/orders/${orderId}` },
    {
      name: 'another time for a pickup',
      path: `/orders/${pickupId}`,
      act: async (page) => {
        await page.locator('[data-act=other-time]').click();
        await page.locator('[data-form=other-time] [name=readyBy]').waitFor();
      },
    },
    {
      name: 'goods taken back',
      path: `/orders/${handedOverId}`,
      act: async (page) => {
        await page.locator('[data-act=give-back]').click();
        await page.locator('form input[name=line-1]').fill('1');
        await page.locator('form button[type=submit]').click();
        await page.locator('form [role=status]').waitFor();
      },
    },
    { name: 'customers', path: '/customers' },
    {
      name: 'customer',
      path: `/customers/${customerId}`,
      act: async (page) => {
        await page.locator('details:has([data-adjust]) summary').click();
        await page.locator('[data-adjust] [name=amount]').fill('１');
        await page.locator('[data-adjust] [type=submit]').click();
        await page.locator('[data-adjust] [aria-live] p').waitFor();
      },
    },
    { name: 'rights of a customer', path: `/customers/${customerId}/rights` },
    { name: 'customer, use stopped', path: `/customers/${stoppedId}` },
    { name: 'rights of a customer, use stopped', path: `/customers/${stoppedId}/rights` },
    { name: 'sign-ups', path: '/customers/sign-ups' },
    { name: 'register a customer', path: '/customers/new' },
    { name: 'health notes', path: '/health' },
    partnerRoute,
    { name: 'person of a partner company', path: `/staff/${partnerStaffId}` },
    { name: 'segments', path: '/customers/segments' },
    { name: 'segment', path: `/customers/segments/${segmentId}` },
    { name: 'requests about data', path: '/rights' },
    { name: 'leak reports', path: '/rights/leaks' },
    { name: 'books of provisions', path: '/rights/provisions' },
    {
      name: 'how long data is kept',
      path: '/rights/retention',
      act: async (page) => {
        await page.locator('[data-rule=guests] input[name=days]').fill('365');
        await page.locator('[data-rule=guests] button[type=submit]').click();
        await page.locator('dialog[open] [data-act=shorten]').waitFor();
      },
    },
    { name: 'customer reviews', path: '/customers/reviews' },
    { name: 'customer reviews put away', path: '/customers/reviews?show=unsure' },
    { name: 'matching rules', path: '/customers/rules' },
    { name: 'catalogue', path: '/catalog' },
    { name: 'item', path: `/catalog/items/${itemId}` },
    { name: 'new item', path: '/catalog/new' },
    { name: 'price lists', path: '/catalog/price-lists' },
    { name: 'price list', path: `/catalog/price-lists/${priceListId}` },
    { name: 'catalogue as a file', path: '/catalog/file' },
    { name: 'catalogue file tried', path: `/catalog/file?upload=${uploadId}` },
    { name: 'reviews of products', path: '/catalog/reviews' },
    { name: 'sales for chosen days', path: '/catalog/preorders' },
    { name: 'new sale for chosen days', path: '/catalog/preorders/new' },
    {
      name: 'sale for chosen days',
      path: `/catalog/preorders/${preorderId}?item=${itemId}`,
    },
    { name: 'promotions', path: '/offers' },
    { name: 'new promotion', path: '/offers/new' },
    {
      name: 'promotion',
      path: `/offers/${promotionId}`,
      act: async (page) => {
        await page.locator('[data-lot=made]').waitFor();
        for (const form of ['order-lot', 'give-coupon', 'share-code']) {
          await page.locator(`[data-fold=${form}] summary`).click();
        }
        await page.locator('form[data-form=share-code] button[type=submit]').waitFor();
      },
    },
    { name: 'points, cards and tiers', path: '/loyalty' },
    { name: 'new earning rule', path: '/loyalty/rules/new' },
    { name: 'earning rule', path: `/loyalty/rules/${ruleId}` },
    { name: 'new stamp card', path: '/loyalty/cards/new' },
    { name: 'stamp card', path: `/loyalty/cards/${cardId}` },
    { name: 'menus', path: '/kitchen' },
    { name: 'menu item', path: `/kitchen/items/${menuItemId}` },
    { name: 'new menu item', path: '/kitchen/items/new' },
    { name: 'choice of a menu', path: '/kitchen/groups/sweetness' },
    { name: 'new choice of a menu', path: '/kitchen/groups/new' },
    { name: 'café', path: `/kitchen/shops/${cafeId}` },
    { name: 'stock', path: '/stock' },
    { name: 'stock of an item', path: `/stock/items/${itemId}` },
    {
      name: 'what is kept',
      path: `/stock/holds?placeId=${placeId}`,
      act: async (page) => {
        await page.locator('[data-act=release]').first().click();
        await page.locator('dialog[open] [data-act=release-now]').waitFor();
      },
    },
    {
      name: 'lots and dates',
      path: '/stock/lots',
      act: async (page) => {
        await page.locator('[data-act=recall]').first().click();
        await page.locator('dialog[open] input[name=because]').waitFor();
      },
    },
    { name: 'places', path: '/places' },
    { name: 'place', path: `/places/${placeId}` },
    { name: 'report of a shop', path: `/places/${soldAtId}/report` },
    { name: 'new place', path: '/places/new' },
    {
      name: 'devices',
      path: '/places/devices',
      act: async (page) => {
        await page.locator('[data-act=retire]').first().click();
        await page.locator('dialog[open] [data-act=retire-now]').waitFor();
      },
    },
    { name: 'what can be booked', path: `/places/${placeId}/bookings/${resourceId}` },
    { name: 'something new to book', path: `/places/${placeId}/bookings/new` },
    {
      name: 'hours of a place',
      path: `/places/${placeId}`,
      act: async (page) => {
        await page.locator('[data-act=hours]').click();
        await page.locator('input[name=opens-1-0]').waitFor();
      },
    },
    { name: 'staff', path: '/staff' },
    { name: 'endless aisle', path: '/staff/credits' },
    { name: 'member of staff', path: `/staff/${staffId}` },
    { name: 'new member', path: '/staff/new' },
    { name: 'imports', path: '/imports' },
    { name: 'import', path: `/imports/${importId}` },
    {
      name: 'settings',
      path: '/house',
      act: async (page) => {
        await page.locator('[data-act=prove]').click();
        await page.locator('[data-part=proven]').waitFor();
      },
    },
    {
      name: 'webhook',
      path: `/house/webhooks/${webhookId}`,
      act: async (page) => {
        await page.locator('[data-act=renew]').click();
        await page.locator('dialog[open] [data-act=renew-now]').waitFor();
      },
    },
    { name: 'all components', path: '/ui', settled: settledBesideSamples },
    { name: 'no such page', path: '/nowhere' },
    { name: 'sign-in', path: '/sign-in', settled: settledAtDoor },
    { name: 'second factor', path: '/second-factor', settled: settledBeforeFrame },
    {
      name: 'second factor begun',
      path: '/second-factor',
      settled: settledBeforeFrame,
      act: async (page) => {
        await page.locator('[data-act=begin]').click();
        await page.locator('form input[name=code]').waitFor();
      },
    },
  ];
}

/** A promotion with a condition, a limit, a budget and a lot of codes, approved for no shop's harm: it asks for a coupon. */
async function writeSample(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<string> {
  const terms = {
    lane: 'default',
    priority: 0,
    stacking: 'stackable',
    needsCoupon: true,
    currency: 'JPY',
    conditions: [{ kind: 'between_hours', from: '00:00', until: '10:00' }],
    benefits: [{ kind: 'n_for_m', take: 3, pay: 2 }],
    budgetMinor: 100_000,
    holdoutBp: 1000,
  };
  const body = { code: 'morning-set', nameJa: '朝のまとめ買い', nameEn: 'Morning set', terms };
  const { body: made } = await server.request('POST', '/api/offers/promotions', body, owner);
  for (const to of ['propose', 'approve']) {
    await server.request('POST', `/api/offers/promotions/${made.id}/state`, { to }, owner);
  }
  const lot = { name: '十一月のレシート', codes: 500, validUntil: '2099-12-01T00:00:00Z' };
  await server.request('POST', `/api/offers/promotions/${made.id}/lots`, lot, owner);
  return made.id;
}

/** A segment with every sort of field in its sentence, and a message to it. */
async function addSegment(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<string> {
  const conditions = [
    { kind: 'bought', days: 365, times: 1 },
    { kind: 'points', least: 1 },
  ];
  const wish = { name: '夏のお客様', purpose: 'marketing_mail', conditions };
  const { body } = await server.request('POST', '/api/segments', wish, owner);
  const words = { subject: '秋の新作', text: '秋の新作が入りました。' };
  await server.request('POST', `/api/segments/${body.id}/sendings`, words, owner);
  return body.id;
}

/** A partner company with somebody who looks for it; the page as that person sees it. */
async function addPartner(
  server: RealServer,
  owner: { readonly authorization: string },
): Promise<{ readonly route: Route; readonly staffId: string }> {
  const party = { code: 'partner-1', kind: 'partner', nameJa: '提携社', nameEn: 'Partner' };
  const { body: company } = await server.request('POST', '/api/places/parties', party, owner);
  const secret = { login: 'partner', password: 'long enough' };
  const person = { ...secret, name: '提携 太郎', roles: ['partner'] };
  const { body: made } = await server.request('POST', '/api/staff/members', person, owner);
  const path = `/api/rights/partner-people/${made.id}`;
  await server.request('PUT', path, { partyId: company.id }, owner);
  const { body: entered } = await server.request('POST', '/api/staff/sign-in', secret);
  const be = (page: Page, token: string) =>
    page.context().addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
  const route: Route = {
    name: 'shared with a partner company',
    path: '/rights',
    act: async (page) => {
      await be(page, entered.token);
      await page.goto(`${server.base}/console/shared`);
      await page.locator('[data-frame] main h1').waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    },
    undo: (page) => be(page, owner.authorization.slice('Bearer '.length)),
  };
  return { route, staffId: made.id };
}
