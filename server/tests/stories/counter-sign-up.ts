// Joining at the counter: the tablet's form is the shop's form, field by field. A name is typed with an input method (the
// browser's own composition), a postal code in wide digits, and the code she reads out makes the address hers.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { freePort, makeHome, type RealServer, startServer } from '../support/real-server.ts';
import { openRealShop } from '../support/real-shop.ts';
import { signUp } from '../support/sign-up.ts';

export type CounterSignUp = {
  /** Names of the fields, in their order, on the tablet and in the shop. */
  readonly onTablet: readonly string[];
  readonly inShop: readonly string[];
  /** What stood in the kana fields when the name was typed, and in the address. */
  readonly kana: readonly string[];
  readonly address: readonly string[];
  /** The towns to choose from, where one code has several. */
  readonly choices: number;
  readonly isProved: boolean;
};

const email = 'counter@example.jp';

export async function signUpAtCounter(): Promise<CounterSignUp> {
  const { home, remove } = makeHome('counter');
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const server = await startServer({ home, port });
  const browser = await openBrowser();
  try {
    await openRealShop(server, { items: 1, pieces: 1 });
    const owner = await server.signIn();
    const context = await browser.newContext({
      locale: 'ja-JP',
      viewport: { width: 1280, height: 800 },
    });
    await context.addCookies([
      { name: 'engawa_staff', value: owner.authorization.slice('Bearer '.length), url: address },
      { name: 'engawa_customer', value: await signUp(home), url: address },
    ]);
    const shop = await context.newPage();
    await shop.goto(`${address}/shop/account/profile`);
    const inShop = await fieldsOf(shop);
    await shop.close();

    const page = await context.newPage();
    await page.goto(`${address}/staff/customers`);
    await page.getByRole('button', { name: '試し店' }).click();
    await page.getByRole('link', { name: '会員登録のお手伝い' }).click();
    const onTablet = await fieldsOf(page);
    const cdp = await context.newCDPSession(page);
    await compose(page, cdp, 'familyName', ['た', 'たか', 'たかは', 'たかはし', '髙橋'], '髙橋');
    await compose(page, cdp, 'givenName', ['は', 'はな', 'はなこ', '花子'], '花子');
    const kana = await valuesOf(page, ['familyKana', 'givenKana']);
    await page.locator('[name=postalCode]').fill('４９８００００');
    const towns = page.locator('select[name=town] option');
    await towns.nth(1).waitFor({ state: 'attached' });
    // The first says what to do.
    const choices = (await towns.count()) - 1;
    await page.locator('[name=postalCode]').fill('６０４ー８０８１');
    const city = page.locator('[name=city]');
    for (let tries = 0; (await city.inputValue()) === '' && tries < 600; tries += 1) {
      await page.waitForTimeout(50);
    }
    const filled = await valuesOf(page, ['prefecture', 'city']);
    await page.locator('[name=email]').fill(email);
    await page.getByRole('button', { name: '登録する' }).click();
    await page.locator('[name=code]').fill(await codeTo(server, owner));
    await page.getByRole('button', { name: '確認する' }).click();
    await page.getByText('メールアドレスを確認しました。').waitFor();
    return { onTablet, inShop, kana, address: filled, choices, isProved: true };
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function fieldsOf(page: Page): Promise<string[]> {
  await page.locator('form [name=familyName]').waitFor();
  return page
    .locator('form:has([name=familyName]) [name]')
    .evaluateAll((all) => all.map((each) => String(each.getAttribute('name'))));
}

function valuesOf(page: Page, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => page.locator(`[name=${name}]`).inputValue()));
}

/** Types as with an input method: kana first, then the characters chosen for them. */
async function compose(
  page: Page,
  cdp: CDPSession,
  name: string,
  shown: readonly string[],
  chosen: string,
): Promise<void> {
  await page.locator(`[name=${name}]`).focus();
  for (const text of shown) {
    const at = text.length;
    await cdp.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
  }
  await cdp.send('Input.insertText', { text: chosen });
}

async function codeTo(server: RealServer, owner: { authorization: string }): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await server.request('GET', '/api/messages/mailbox', undefined, owner);
    const mail = body.messages.find((each: { to: string }) => each.to === email);
    const code = /\d{6}/.exec(mail?.text ?? '')?.[0];
    if (code !== undefined) {
      return code;
    }
    await sleep(100);
  }
  throw new Error('no code came by mail');
}
