// Walks the pages of an app in a real browser, at the sizes and in the languages that people use. What is to be
// looked at is a list of routes, so that an app joins by adding its own.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { comeToRest } from './come-to-rest.ts';
import type { Language } from './translated.ts';
import { stringsIn } from './translated.ts';

export type Route = {
  readonly name: string;
  readonly path: string;
  /** What is done on the page before it is looked at: a dialog opened, the line cut. */
  readonly act?: (page: Page) => Promise<void>;
  readonly undo?: (page: Page) => Promise<void>;
  /** Where the page has another way to say that it has come. */
  readonly settled?: (page: Page) => Promise<void>;
};

export type AppToWalk = {
  readonly name: string;
  readonly base: string;
  readonly routes: readonly Route[];
  /** Before the first page: cookies and what a browser remembers. */
  readonly prepare: (page: Page, language: Language) => Promise<void>;
  /** A page has come: nothing is loading any more. */
  readonly settled: (page: Page) => Promise<void>;
  /** The shop's own words on its pages, in whatever language they were written, beside those that the API answers. */
  readonly data?: readonly string[];
};

/** Opens a page of an app and waits until there is something to look at. */
export async function openRoute(page: Page, app: AppToWalk, route: Route): Promise<void> {
  await page.goto(`${app.base}${route.path}`);
  await (route.settled ?? app.settled)(page);
  await route.act?.(page);
  await comeToRest(page);
}

export type Size = { readonly width: number; readonly height: number };

export const sizes: readonly Size[] = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

export type Visit = {
  readonly page: Page;
  readonly route: Route;
  readonly size: Size;
  readonly language: Language;
  /** Strings that the API gave this page, longest first. */
  readonly data: readonly string[];
};

/** What these answer is written by us, in both languages, and must not pass for a shop's own words. */
const ourOwnWords: ReadonlySet<string> = new Set(['/api/house', '/api/house/modules']);

export type Walk = {
  readonly sizes: readonly Size[];
  readonly languages: readonly Language[];
  /** Of two pages the first or the second; both unless told. */
  readonly half?: 0 | 1;
};

/** Every size in both languages; in the short proofs each page once, Japanese on the phone or English on the desk. */
export function walksOf(isShort = process.env.ENGAWA_PROOF === 'short'): readonly Walk[] {
  return isShort
    ? [
        { sizes: sizes.slice(0, 1), languages: ['ja'], half: 0 },
        { sizes: sizes.slice(-1), languages: ['en'], half: 1 },
      ]
    : [{ sizes, languages: ['ja', 'en'] }];
}

/** What a walk was, for the record. */
export function describeWalks(walks: readonly Walk[]): string {
  return walks
    .map(
      (walk) =>
        `${walk.half === undefined ? '' : 'one half '}in ${walk.languages.map((each) => (each === 'ja' ? 'Japanese' : 'English')).join(' and ')} ` +
        `at ${walk.sizes.map(({ width }) => width).join(', ')} px`,
    )
    .join(', ');
}

/** Visits every route at every size in every language, one after the other; answers what the visits say. */
export async function walkPages<Said>(
  browser: Browser,
  app: AppToWalk,
  walk: Walk,
  visit: (visit: Visit) => Promise<readonly Said[]>,
  /** Is handed each window before its first page. */
  opened: (context: BrowserContext) => Promise<unknown> = () => Promise.resolve(),
): Promise<Said[]> {
  const said: Said[] = [];
  for (const language of walk.languages) {
    const context = await browser.newContext({
      locale: language === 'ja' ? 'ja-JP' : 'en-GB',
      // What fades in is looked at when it is there.
      reducedMotion: 'reduce',
    });
    await opened(context);
    const page = await context.newPage();
    const strings = new Set(app.data);
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (path.startsWith('/api/') && !ourOwnWords.has(path)) {
        const isJson = (response.headers()['content-type'] ?? '').includes('json');
        void (isJson ? response.json() : Promise.resolve(undefined))
          .then((answer: unknown) => stringsIn(answer, strings))
          .catch(() => undefined);
      }
    });
    await app.prepare(page, language);
    const routes = app.routes.filter(
      (_, index) => walk.half === undefined || index % 2 === walk.half,
    );
    for (const route of routes) {
      for (const size of walk.sizes) {
        await page.setViewportSize({ ...size });
        await openRoute(page, app, route);
        const data = [...strings].toSorted((a, b) => b.length - a.length);
        said.push(...(await visit({ page, route, size, language, data })));
        await route.undo?.(page);
      }
    }
    await context.close();
  }
  return said;
}
