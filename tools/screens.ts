/**
 * `npm run screens`: pictures of the main pages of the shop and the console into docs/screens/, from a house with the
 * small example in it. On a phone and a desk in Japanese; the first page of each also in English and on a tablet.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openConsoleHouse } from '../server/tests/stories/console-pages.ts';
import { shopToWalk } from '../server/tests/stories/shop-pages.ts';
import type { Language } from '../server/tests/stories/translated.ts';
import { type AppToWalk, type Size, sizes } from '../server/tests/stories/walk-pages.ts';
import { browserLacking, openBrowser } from '../server/tests/support/browser.ts';

const folder = join(import.meta.dirname, '../docs/screens');
const heightMax = 2600;

type Shot = { readonly language: Language; readonly size: Size };

/** Every size and language for the first page; phone and desk in Japanese for the others. */
function shotsOf(isFirst: boolean): Shot[] {
  return (['ja', 'en'] as const).flatMap((language) =>
    sizes
      .filter(({ width }) => isFirst || (language === 'ja' && width !== 820))
      .map((size) => ({ language, size })),
  );
}

async function takeScreens(browser: Browser, name: string, app: AppToWalk): Promise<number> {
  let count = 0;
  for (const [index, route] of app.routes.entries()) {
    for (const { language, size } of shotsOf(index === 0)) {
      const context = await browser.newContext({
        viewport: { ...size },
        locale: language === 'ja' ? 'ja-JP' : 'en-GB',
      });
      const page = await context.newPage();
      await app.prepare(page, language);
      await page.goto(`${app.base}${route.path}`);
      await app.settled(page);
      const height = Math.min(heightMax, Number(await page.evaluate('document.body.scrollHeight')));
      const file = `${name}-${route.name.replaceAll(' ', '-')}-${size.width}-${language}.png`;
      await page.screenshot({
        path: join(folder, file),
        fullPage: true,
        clip: { x: 0, y: 0, width: size.width, height: Math.max(height, size.height) },
        animations: 'disabled',
      });
      await context.close();
      count += 1;
    }
  }
  return count;
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
