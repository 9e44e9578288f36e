// The pages of the shop with something on each of them: what lies in a cart, an order with its link, a form that is
// to be mended.
import type { Page } from 'playwright-core';
import type { RealServer } from '../support/real-server.ts';
import type { CafeToWalk } from './cafe-walk.ts';
import { chargeForDelivery } from './delivery-terms-sample.ts';
import { furnishAccount, openAddressForm, wordsOfAddress } from './her-account.ts';
import { wordsOfReviews, writeReview } from './her-reviews.ts';
import { giveHerValue, wordsOfGifts } from './her-value.ts';
import { sellForDays } from './preorder-sample.ts';
import { signInByMail } from './sign-in-by-mail.ts';
import { stopSomebody } from './stopped-customer.ts';
import type { Language } from './translated.ts';
import type { AppToWalk } from './walk-pages.ts';

const email = 'hanako@example.jp';

export type ShopToWalk = AppToWalk & {
  readonly itemPath: string;
  /** `name=value`, of a cart with something in it. */
  readonly cartCookie: string;
  /** Of the member who is signed in. */
  readonly cardNumber: string;
  /** The shop's own data on these pages, longest first: in whatever language it was written. */
  readonly data: readonly string[];
};

/** Buys as a guest and leaves another thing in the cart; answers what there is to walk through. */
export async function shopToWalk(
  server: RealServer,
  page: Page,
  cafe?: CafeToWalk,
): Promise<ShopToWalk> {
  const base = `${server.base}/shop`;
  await page.goto(`${base}/items`);
  const itemPath = await pathOfFirst(page);
  await putInCart(page, `${base}${itemPath}`);
  const orderPath = await orderForPickup(page, base);
  await putInCart(page, `${base}${itemPath}`);
  const cookies = await page.context().cookies();
  const cart = cookies.find(({ name }) => name === 'engawa_cart')?.value ?? '';
  // The guest of before signs up with the address she gave.
  const session = await signInByMail(server, email);
  const stopped = await stopSomebody(server, 'shop');
  const cardNumber = await giveHerValue(server, session);
  await furnishAccount(server, session);
  const category = await page.locator('header nav a[href*="/c/"]').first().getAttribute('href');
  const shopId = await placeOf(server);
  const boughtId = await writeReview(server, session, {
    itemId: itemPath.replace('/items/', ''),
    placeId: shopId,
  });
  const booking = await bookOne(server);
  const owner = await server.signIn();
  await chargeForDelivery(server, owner);
  await sellForDays(server, owner, itemPath.replace('/items/', ''));
  const paths = {
    home: '/',
    'all products': '/items',
    category: (category ?? '').replace('/shop', ''),
    search: '/search?q=cha',
    'search narrowed': '/search?q=cha&p=0-1000&p=1000-3000',
    'nothing found': '/search?q=zzzzzz',
    item: itemPath,
    'reviews of an item': `${itemPath}/reviews`,
    'write a review': `${itemPath}/review`,
    'report a review': '/reviews/rvw_01jd0000000000000000000000/report',
    cart: '/cart',
    checkout: '/checkout',
    'checkout sent home': '/checkout?way=delivery',
    order: orderPath,
    'receipts of an order': `/orders/${boughtId}/receipts`,
    'returns of an order': `/orders/${boughtId}/returns`,
    shops: '/stores',
    'sign-in': '/sign-in',
    account: '/account',
    points: '/points',
    'her coupons': '/account/coupons',
    'no such gift': '/gift/nobody-has-this-one',
    'give a gift': '/gifts/new',
    'give an article': `/gifts/new?item=${itemPath.replace('/items/', '')}`,
    'gifts she sent': '/gifts',
    'no gifts by this link': '/gifts/nobody-has-this-one',
    'member card': '/card',
    'ways in': '/account/ways',
    'own details': '/account/profile',
    'her data': '/account/data',
    'her notifications': '/account/notifications',
    'her addresses': '/account/addresses',
    'old card': '/account/old-card',
    'wish list': '/wishes',
    'recently seen': '/seen',
    scan: '/scan',
    'unknown code': '/scan/4999999999996',
    'hold at a shop': `/layaways/new?item=${itemPath.replace('/items/', '')}&place=${shopId}`,
    'pay here': `/here?place=${shopId}`,
    'order for a day': itemPath.replace('/items/', '/preorder/'),
    'no such hold': '/layaways/nobody',
    bookings: '/bookings',
    'times to book': booking.timesPath,
    'her booking': booking.path,
    'another time for her booking': `${booking.path}&day=${booking.day}`,
    'no such booking': '/bookings/nobody',
    'check-in': `/check-in/${shopId}`,
    'terms of sale': '/terms',
    privacy: '/privacy',
    ...(cafe === undefined
      ? {}
      : {
          cafés: '/cafe',
          'menu of a café': `/cafe/${cafe.placeId}`,
          'something to drink': `/cafe/${cafe.placeId}/${cafe.itemId}`,
          'basket of a café': '/cafe/basket',
          'order at a café': cafe.orderPath,
        }),
    'external transmissions': '/privacy/transmissions',
    'all components': '/ui',
    'no such page': '/nowhere',
  };
  return {
    name: 'shop',
    base,
    itemPath,
    cartCookie: `engawa_cart=${cart}`,
    cardNumber,
    // She is greeted by the name that she gave with her order.
    data: [
      '縁側 花子',
      ...wordsOfGifts,
      ...wordsOfReviews,
      ...wordsOfAddress,
      'お品代として',
      ...(await dataOf(server)),
    ],
    routes: [
      ...Object.entries(paths).map(([name, path]) => ({ name, path })),
      { name: 'receipt to print', path: `/orders/${boughtId}/receipts`, act: printReceipt },
      { name: 'a return under way', path: `/orders/${boughtId}/returns`, act: askToReturn },
      { name: 'coupon at the till', path: '/account/coupons', act: showCoupon },
      {
        name: 'her data, use stopped',
        path: '/account/data',
        act: (visitor: Page) =>
          lookAs(visitor, server, { session: stopped.session, back: session }),
      },
      { name: 'a new address', path: '/account/addresses', act: openAddressForm },
    ],
    prepare: async (visitor: Page, language: Language) => {
      const url = `${base}/`;
      await visitor.context().addCookies([
        { name: 'engawa_cart', value: cart, url },
        { name: 'engawa_customer', value: session, url: `${server.base}/` },
        { name: 'engawa_wishes', value: itemPath.replace('/items/', ''), url },
        { name: 'engawa_seen', value: itemPath.replace('/items/', ''), url },
        { name: 'engawa_lang', value: language, url },
        ...(cafe === undefined
          ? []
          : [
              { name: 'engawa_basket', value: cafe.basket, url },
              { name: 'engawa_cafe_order', value: cafe.lastOrder, url },
            ]),
      ]);
    },
    settled: async (visitor: Page) => {
      await settled(visitor);
      // The question whether she may be known comes with her first touch; what it says is looked at too.
      await visitor.evaluate("dispatchEvent(new Event('scroll'))");
    },
  };
}

/** Makes one out for all that was paid, the first time; shows it. */
async function printReceipt(page: Page): Promise<void> {
  const to = page.locator('input[name=to]');
  if ((await to.count()) > 0) {
    await to.fill('縁側 花子');
    await to.press('Enter');
    await to.waitFor({ state: 'detached' });
  }
  await page.locator('main form button').first().click();
  await page.locator('article').waitFor();
}

/** Asks for one piece by parcel, the first time. */
async function askToReturn(page: Page): Promise<void> {
  const way = page.locator('input[name=way][value=parcel]');
  if ((await way.count()) > 0) {
    await page.locator('select[name=quantity-1]').selectOption('1');
    await way.check();
    await page.locator('main form button').last().click();
  }
  await page.locator('[data-return=accepted] img').waitFor();
}

/** Loads the page as somebody else; whoever walks is herself again on the next one. */
async function lookAs(
  visitor: Page,
  { base }: RealServer,
  { session, back }: { readonly session: string; readonly back: string },
): Promise<void> {
  const enter = (value: string) =>
    visitor.context().addCookies([{ name: 'engawa_customer', value, url: `${base}/` }]);
  await enter(session);
  await visitor.reload();
  await visitor.locator('[data-use=stopped]').waitFor();
  await enter(back);
}

async function showCoupon(page: Page): Promise<void> {
  await page.locator('main a[href*="show="]').first().click();
  await page.locator('[data-shown]').waitFor();
}

/** A shop that a person can walk into. */
async function placeOf(server: RealServer): Promise<string> {
  const { body } = await server.request('GET', '/api/places', undefined, await server.signIn());
  return body.places.find((place: { kind: string }) => place.kind === 'store').id;
}

export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor({ timeout: 15_000 });
  await page.locator('head > link[href*="/fonts-"]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

async function pathOfFirst(page: Page): Promise<string> {
  const href = await page.locator('main a[href*="/items/"]').first().getAttribute('href');
  return (href ?? '').replace('/shop', '');
}

async function putInCart(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.locator('main form button[type=submit]').first().click();
  await page.locator('[aria-live=polite] a[href="/shop/cart"]').waitFor();
}

/** Through the form and the page before the order; answers the path of the order's page. */
export async function orderForPickup(page: Page, base: string): Promise<string> {
  await page.goto(`${base}/checkout`);
  await settled(page);
  const contact = {
    familyName: '縁側',
    givenName: '花子',
    familyKana: 'えんがわ',
    givenKana: 'ﾊﾅｺ',
    email,
    phone: '０９０ー１２３４ー５６７８',
  };
  for (const [name, value] of Object.entries(contact)) {
    await page.locator(`[name=${name}]`).fill(value);
  }
  await page.locator('select[name=place]').selectOption({ index: 1 });
  await page.locator('input[name=payment][value=cash]').check();
  await page.locator('button[value=check]').click();
  await page.locator('button[value=place]').click();
  await page.waitForURL('**/orders/**');
  const { pathname, search } = new URL(page.url());
  return `${pathname.replace('/shop', '')}${search}`;
}

/** Names of goods, categories and places, as the shop's Japanese pages have them. */
async function dataOf(server: RealServer): Promise<readonly string[]> {
  const owner = await server.signIn();
  const data = new Set<string>();
  const add = (text: unknown) => {
    if (typeof text === 'string' && text.length > 1) {
      data.add(text);
    }
  };
  const { body: goods } = await server.request(
    'GET',
    '/api/catalog/items?limit=100',
    undefined,
    owner,
  );
  for (const { name, code } of goods.items) {
    // A card has the product's name alone, without that of the variant.
    [name.ja, name.ja.split(' ')[0], name.en, code].forEach(add);
  }
  const { body: places } = await server.request('GET', '/api/places', undefined, owner);
  for (const { name, address } of places.places) {
    [name.ja, name.en, address].forEach(add);
  }
  const answer = await fetch(`${server.base}/shop/`, { headers: { cookie: 'engawa_lang=ja' } });
  for (const [, name] of (await answer.text()).matchAll(/href="\/shop\/c\/[^"]+"[^>]*>([^<]+)</g)) {
    add(name);
  }
  return [...data].toSorted((a, b) => b.length - a.length);
}

/** Something to book, and one booking with its link. */
async function bookOne(server: RealServer) {
  const { body } = await server.request('GET', '/api/bookings/resources');
  const resource = body.resources[0] ?? (await addFittingRoom(server));
  const tomorrow = Temporal.Now.plainDateISO('Asia/Tokyo').add({ days: 3 }).toString();
  const query = `resourceId=${resource.id}&from=${tomorrow}&days=14`;
  const { body: found } = await server.request('GET', `/api/bookings/slots?${query}`);
  const slot = found.slots.find(({ free }: { free: number }) => free > 0);
  const contact = { name: '縁側 花子', email: 'booked@example.jp' };
  const wanted = { resourceId: resource.id, startsAt: slot.startsAt, contact };
  const made = await server.request('POST', '/api/bookings', wanted);
  if (made.status !== 201) {
    throw new Error(`nothing could be booked: ${JSON.stringify(made.body)}`);
  }
  return {
    path: `/bookings/${made.body.id}?t=${made.body.token}`,
    timesPath: `/bookings?place=${resource.placeId}&kind=${resource.kind}`,
    day: tomorrow,
  };
}

async function addFittingRoom(server: RealServer) {
  const room = {
    placeId: await placeOf(server),
    code: 'fitting-room',
    kind: 'fitting',
    nameJa: '試着室',
    nameEn: 'Fitting room',
    capacity: 2,
    rules: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      opensMinute: 600,
      closesMinute: 1140,
      slotMinutes: 30,
    })),
  };
  const owner = await server.signIn();
  const made = await server.request('POST', '/api/bookings/resources', room, owner);
  if (made.status !== 201) {
    throw new Error(`no fitting room could be added: ${JSON.stringify(made.body)}`);
  }
  return made.body;
}
