// The till's pages, each with something on it: a basket, a member, a payment, a receipt, practice.
import type { Page } from 'playwright-core';
import { scan } from './scan-code.ts';
import type { Route } from './walk-pages.ts';

/** `doneId` is an order that was handed over, `cardNumber` a member's. */
export function tillRoutes(doneId: string, cardNumber: string): readonly Route[] {
  return [
    { name: 'till closed', path: '/till' },
    { name: 'drawer closed', path: '/till/drawer' },
    { name: 'till open', path: '/till', act: openTheTill },
    {
      name: 'till with a basket',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
      },
    },
    {
      name: 'till with a member',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
        await scan(page, cardNumber);
        await page.locator('[data-act=best]').waitFor();
      },
    },
    {
      name: 'till what a member has',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
        await scan(page, cardNumber);
        await page.locator('[data-act=best]').click();
        await page.locator('[data-coupon]').waitFor();
        await page.locator('[data-act=points-all]').click();
        await page.locator('[data-act=member]').click();
        await page.locator('[data-sheet=member]').waitFor();
      },
    },
    {
      name: 'till line',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
        await page.locator('[data-lines] li button').first().click();
        await page.locator('dialog[open]').waitFor();
      },
    },
    {
      name: 'till unknown barcode',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await scan(page, '4569951116179');
        await page.locator('dialog[open]').waitFor();
      },
    },
    {
      name: 'till payment',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
        await page.locator('[data-act=pay]').click();
        await page.locator('[data-act=exact]').waitFor();
      },
    },
    {
      name: 'till practice',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await practise(page);
        await fillBasket(page);
      },
      undo: (page) => page.locator('[data-act=practice-end]').click(),
    },
    {
      name: 'till done',
      path: '/till',
      act: async (page) => {
        await openTheTill(page);
        await fillBasket(page);
        await page.locator('[data-act=pay]').click();
        await page.locator('[data-act=exact]').click();
        await page.locator('[data-act=complete]').click();
        await page.locator('[data-receipt] svg').waitFor();
        await page.locator('[data-waiting="0"]').waitFor();
      },
    },
    { name: 'gift cards', path: '/till/gift-cards', act: beginCards },
    {
      name: 'gift cards paid',
      path: '/till/gift-cards',
      act: async (page) => {
        await beginCards(page);
        await page.locator('[data-act=to-payment]').click();
        await page.locator('[data-act=exact]').waitFor();
      },
    },
    {
      name: 'gift cards sold',
      path: '/till/gift-cards',
      act: sellCards,
    },
    { name: 'till journal', path: '/till/journal' },
    {
      name: 'gift cards taken back',
      path: '/till/journal',
      act: async (page) => {
        const address = page.url();
        await page.goto(address.replace('/till/journal', '/till/gift-cards'));
        await sellCards(page);
        await page.goto(address);
        await page.locator('[data-act=void-cards]').first().click();
        await page.locator('dialog[open] [data-act=void-now]').waitFor();
      },
    },
    { name: 'till return', path: `/till/returns/${doneId}`, act: openTheTill },
    { name: 'till return without receipt', path: '/till/returns', act: openTheTill },
    { name: 'drawer', path: '/till/drawer', act: openTheTill },
    {
      name: 'till conflicts',
      path: '/till/conflicts',
      act: (page) => page.locator('[data-parked]').first().waitFor(),
    },
  ];
}

/** Opens a drawer if none is open, and comes back to where it was. */
async function openTheTill(page: Page): Promise<void> {
  const address = page.url();
  const isOpen = await page.evaluate(
    `JSON.parse(localStorage.getItem('engawa-till') ?? '{}').drawer != null`,
  );
  if (isOpen !== true) {
    await page.goto(address.replace(/\/till.*$/, '/till/drawer'));
    await page.locator('form input').nth(1).fill('30000');
    await page.locator('[data-act=open-drawer]').click();
    await page.locator('[data-act=close-drawer]').waitFor();
    await page.locator('[data-act=close-drawer]').waitFor();
  }
  await page.evaluate(
    `localStorage.setItem('engawa-till', JSON.stringify({
      ...JSON.parse(localStorage.getItem('engawa-till') ?? '{}'), basket: undefined }))`,
  );
  await page.goto(address);
  await page.locator('[data-shelf=ready]').waitFor();
}

/** What was sold before is shown until the clerk goes on. */
async function beginCards(page: Page): Promise<void> {
  await openTheTill(page);
  const choose = page.locator('[data-act=to-payment]');
  const sold = page.locator('[data-cards]');
  await choose.or(sold).waitFor();
  if ((await sold.count()) > 0) {
    await page.locator('[data-act=next]').click();
    await choose.waitFor();
  }
}

async function sellCards(page: Page): Promise<void> {
  await beginCards(page);
  await page.locator('[data-act=more-cards]').click();
  await page.locator('[data-act=to-payment]').click();
  await page.locator('[data-act=exact]').click();
  await page.locator('[data-cards="2"] svg').nth(1).waitFor();
}

async function practise(page: Page): Promise<void> {
  const address = page.url();
  await page.goto(address.replace(/\/till.*$/, '/till/drawer'));
  await page.locator('[data-act=practice]').click();
  await page.goto(address);
  await page.locator('html[data-practice] [data-shelf=ready]').waitFor();
}

async function fillBasket(page: Page): Promise<void> {
  await page.locator('[data-act=search]').fill('HN-100');
  await page.locator('[data-found="HN-100"] li button').first().click();
  await page.locator('[data-lines="1"]').waitFor();
}
