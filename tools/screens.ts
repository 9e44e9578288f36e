/**
 * `npm run screens`: pictures of every page of shop, console and tablet into docs/screens/<app>/, from a house with the
 * small example in it: 390, 820 and 1440 px wide, in Japanese and English, with a page that lists them. Further words
 * choose apps, `--only WORDS` the pages whose names have them (a pattern), as after a change of a few. WebP, since a thousand
 * pictures have to stay a small part of what is cloned.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Language } from '../server/tests/stories/translated.ts';
import { openWalkHouse } from '../server/tests/stories/walk-house.ts';
import {
  type AppToWalk,
  openRoute,
  type Route,
  sizes,
} from '../server/tests/stories/walk-pages.ts';
import { browserLacking, openBrowser } from '../server/tests/support/browser.ts';

const folder = join(import.meta.dirname, '../docs/screens');
const languages: readonly Language[] = ['ja', 'en'];
/** A page that is longer is cut there: what comes below is more of the same. */
const heightMax = 2000;
const quality = 55;

/** One window a language, as a person has; answers how many were taken. */
async function takeScreens(browser: Browser, app: AppToWalk): Promise<number> {
  let count = 0;
  for (const language of languages) {
    const context = await browser.newContext({ locale: language === 'ja' ? 'ja-JP' : 'en-GB' });
    const page = await context.newPage();
    const camera = await context.newCDPSession(page);
    await app.prepare(page, language);
    for (const route of app.routes) {
      for (const size of sizes) {
        await page.setViewportSize({ ...size });
        await openRoute(page, app, route);
        await takeScreen(page, camera, join(folder, app.name, fileOf(route, size.width, language)));
        await route.undo?.(page);
        count += 1;
      }
    }
    await context.close();
  }
  return count;
}

function fileOf({ name }: Route, width: number, language: Language): string {
  return `${name.replaceAll(' ', '-')}-${width}-${language}.webp`;
}

/** The window grows to the length of the page first, so that a bar at its foot stays there. */
async function takeScreen(page: Page, camera: CDPSession, file: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const length = Number(await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width, height: Math.max(height, Math.min(heightMax, length)) });
  await page.evaluate('scrollTo(0, 0)');
  // What arrives has come to rest.
  await page.evaluate(
    'document.getAnimations().forEach((each) => Number.isFinite(each.effect?.getComputedTiming().endTime) && each.finish())',
  );
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
  const { data } = await camera.send('Page.captureScreenshot', { format: 'webp', quality });
  writeFileSync(file, Buffer.from(data, 'base64'));
}

/** A page of links; GitHub shows it under the folder. */
function indexOf(apps: readonly AppToWalk[]): string {
  const names = [...new Set(apps.map(({ name }) => name))];
  const parts = names.map((name) => {
    const routes = apps.filter((app) => app.name === name).flatMap((app) => app.routes);
    const rows = routes.map((route) => {
      const link = (language: Language) =>
        sizes
          .map(({ width }) => `[${width}](${name}/${fileOf(route, width, language)})`)
          .join(' · ');
      return `| ${route.name} | ${link('ja')} | ${link('en')} |`;
    });
    return [`## ${name}`, '', '| page | 日本語 | English |', '|---|---|---|', ...rows].join('\n');
  });
  return `# Screens\n\nEvery page at 390, 820 and 1440 px, from the small example shop; taken by \`npm run screens\`.\n\n${parts.join('\n\n')}\n`;
}

const lacking = browserLacking();
if (lacking !== undefined) {
  console.error(`No screens can be taken here: ${lacking}.`);
  process.exit(1);
}
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const only = new RegExp(values.only ?? '');
const browser = await openBrowser();
const house = await openWalkHouse(browser);
try {
  if (wanted.length === 0 && values.only === undefined) {
    rmSync(folder, { recursive: true, force: true });
  }
  let count = 0;
  for (const app of house.apps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    mkdirSync(join(folder, app.name), { recursive: true });
    const routes = app.routes.filter(({ name }) => only.test(name));
    count += await takeScreens(browser, { ...app, routes });
  }
  writeFileSync(join(folder, 'README.md'), indexOf(house.apps));
  console.log(`${count} screens are in docs/screens/.`);
} finally {
  await browser.close();
  await house.close();
}
