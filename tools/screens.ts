/**
 * `npm run screens`: pictures of the main pages of the shop and the console into docs/screens/, from a house with the
 * small example in it. On a phone and a desk in Japanese; the first page of each also in English and on a tablet.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openConsoleHouse } from '../server/tests/stories/console-pages.ts';
import { shopToWalk } from '../server/tests/stories/shop-pages.ts';
import type { Language } from '../server/tests/stories/translated.ts';
import { type AppToWalk, type Size, sizes } from '../server/tests/stories/walk-pages.ts';
import { browserLacking, openBrowser } from '../server/tests/support/browser.ts';

const folder = join(import.meta.dirname, '../docs/screens');
const heightMax = 2200;
const heightMin = 360;
const bytesMax = 150_000;

const languages: readonly Language[] = ['ja', 'en'];

/** Every size and language for the first page; phone and desk in Japanese for the others. */
function isWanted(isFirst: boolean, language: Language, { width }: Size): boolean {
  return isFirst || (language === 'ja' && width !== 820);
}

/** One window a language, as a person has; answers how many were taken. */
async function takeScreens(browser: Browser, name: string, app: AppToWalk): Promise<number> {
  let count = 0;
  for (const language of languages) {
    const context = await browser.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-GB' });
    const page = await context.newPage();
    await app.prepare(page, language);
    for (const [index, route] of app.routes.entries()) {
      for (const size of sizes.filter((each) => isWanted(index === 0, language, each))) {
        await page.setViewportSize({ ...size });
        await page.goto(`${app.base}${route.path}`);
        await app.settled(page);
        const file = `${name}-${route.name.replaceAll(' ', '-')}-${size.width}-${language}.png`;
        await takeScreen(page, size, file);
        count += 1;
      }
    }
    await context.close();
  }
  return count;
}

/** A page that would weigh too much is cut lower down, so that a picture stays a picture. */
async function takeScreen(page: Page, size: Size, file: string): Promise<void> {
  const length = Number(await page.evaluate('document.documentElement.scrollHeight'));
  let height = Math.max(size.height, Math.min(heightMax, length));
  for (;;) {
    const picture = await page.screenshot({
      fullPage: true,
      clip: { x: 0, y: 0, width: size.width, height },
      animations: 'disabled',
    });
    if (picture.length <= bytesMax || height <= heightMin) {
      writeFileSync(join(folder, file), picture);
      return;
    }
    height = Math.max(heightMin, Math.round(height * Math.min(0.9, bytesMax / picture.length)));
  }
}

const lacking = browserLacking();
if (lacking !== undefined) {
  console.error(`No screens can be taken here: ${lacking}.`);
  process.exit(1);
}
const house = await openConsoleHouse();
const browser = await openBrowser();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const shop = await shopToWalk(house.server, await browser.newPage());
  const taken = [
    await takeScreens(browser, 'shop', shop),
    await takeScreens(browser, 'console', house.app),
  ];
  console.log(`${taken.reduce((sum, each) => sum + each)} screens are in docs/screens/.`);
} finally {
  await browser.close();
  await house.close();
}
