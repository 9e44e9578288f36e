// The member card with the network off, in a real browser: opened once with a line, then the house is gone and the phone
// has no line; the card is opened anew, photographed, and a till without a line reads the photograph and checks it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { checkCode, isCardCode, type TillKeys, windowMs } from '@engawa/card';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openBrowser } from '../support/browser.ts';
import { freePort, makeHome, startServer } from '../support/real-server.ts';
import { openRealShop } from '../support/real-shop.ts';
import { signUp } from '../support/sign-up.ts';

export type OfflineCard = {
  /** From opening the page without a line until the barcode stands there. */
  readonly barcodeMs: number;
  readonly number: string;
  /** What a reader made of the picture: the barcode, and the QR code that the phone signed without a line. */
  readonly barcodeRead: string | undefined;
  readonly isSigned: boolean;
  /** What the till without a line says of the code: at once, of the copy two windows later, of a forged one. */
  readonly atOnce: string;
  readonly later: string;
  readonly forged: string;
  /** Another page without a line: the one that says so, with its picture and style. */
  readonly otherPage: { readonly heading: string | null; readonly isStyled: boolean };
  /** After signing out nothing of the card is left in the browser. */
  readonly isGoneAfterSignOut: boolean;
};

export async function openCardOffline(): Promise<OfflineCard> {
  const { home, remove } = makeHome('card');
  const port = await freePort();
  const address = `http://localhost:${port}`;
  let server = await startServer({ home, port });
  const browser = await openBrowser();
  try {
    await openRealShop(server, { items: 1, pieces: 1 });
    const token = await signUp(home);
    const keys = (await server.request('GET', '/api/cards/keys')).body;
    const context = await browser.newContext({
      locale: 'ja-JP',
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
    });
    await context.addCookies([{ name: 'engawa_customer', value: token, url: address }]);
    const page = await context.newPage();
    await page.goto(`${address}/shop/card`);
    await untilKept(page);
    await page.close();

    await server.stop();
    await context.setOffline(true);
    const opened = await context.newPage();
    const startedAt = performance.now();
    void opened.goto(`${address}/shop/card`).catch(() => undefined);
    const barcode = opened.getByRole('img', { name: '会員番号のバーコード' });
    await barcode.waitFor({ timeout: 20_000 });
    const barcodeMs = performance.now() - startedAt;
    await opened.getByText('コードは30秒ごとに変わります').waitFor({ timeout: 20_000 });
    const number = ((await opened.locator('main p').first().textContent()) ?? '').replaceAll(
      ' ',
      '',
    );
    const { read, atMs } = await photograph(opened);
    const code = read.find(isCardCode) ?? '';
    const till: TillKeys = {
      keys: new Map([[1, new Uint8Array(Buffer.from(keys.keys[0].publicKey, 'base64url'))]]),
      takenBack: new Set(keys.takenBack as string[]),
    };
    const forgery = code.slice(0, 80) + (code[80] === 'A' ? 'B' : 'A') + code.slice(81);
    const checked = {
      atOnce: await told(code, till, atMs),
      later: await told(code, till, atMs + 2 * windowMs + windowMs / 2),
      forged: await told(forgery, till, atMs),
    };
    const otherPage = await openOther(opened, address);
    await opened.close();

    await context.setOffline(false);
    server = await startServer({ home, port });
    const isGoneAfterSignOut = await signOut(await context.newPage(), address);
    const barcodeRead = read.find((text) => text === number);
    return {
      barcodeMs,
      number,
      barcodeRead,
      isSigned: code !== '',
      ...checked,
      otherPage,
      isGoneAfterSignOut,
    };
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
}

async function openOther(page: Page, address: string): Promise<OfflineCard['otherPage']> {
  await page.goto(`${address}/shop/search`);
  const isStyled = await page.evaluate<boolean>(
    "document.images[0].naturalWidth > 0 && getComputedStyle(document.body).textAlign === 'center'",
  );
  return { heading: await page.locator('h1').textContent(), isStyled };
}

async function told(code: string, till: TillKeys, atMs: number): Promise<string> {
  const checked = await checkCode(code, till, atMs);
  return 'refused' in checked ? checked.refused : checked.number;
}

/** Until the service worker has the page and the phone its certificate. */
async function untilKept(page: Page): Promise<void> {
  await page.getByText('コードは30秒ごとに変わります').waitFor({ timeout: 30_000 });
  // A promise counts as fulfilled for Playwright's waitForFunction, whatever it brings.
  await expect
    .poll(() => page.evaluate("caches.match('/shop/card').then((kept) => kept !== undefined)"), {
      timeout: 30_000,
    })
    .toBe(true);
}

/** What a reader finds on the screen, and when that was. */
async function photograph(page: Page): Promise<{ read: readonly string[]; atMs: number }> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  const picture = await page.screenshot();
  const atMs = Date.now();
  const found = await readBarcodes(new Uint8Array(picture), {
    formats: ['QRCode', 'Code128'],
    tryHarder: true,
    maxNumberOfSymbols: 4,
  });
  return { read: found.map(({ text }) => text), atMs };
}

async function signOut(page: Page, address: string): Promise<boolean> {
  await page.goto(`${address}/shop/account`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await page.waitForURL(`${address}/shop/`);
  const left = await page.evaluate(
    "caches.match('/shop/card').then(async (kept) => kept === undefined && (await indexedDB.databases()).every(({ name }) => name !== 'engawa-card'))",
  );
  return left === true;
}
