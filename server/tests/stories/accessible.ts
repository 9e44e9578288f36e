// What axe finds on a page, and whether all of it can be reached by the keyboard alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { comeToRest } from './come-to-rest.ts';
import type { Visit } from './walk-pages.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const grave: ReadonlySet<string> = new Set(['serious', 'critical']);

/**
 * Serious and critical findings of axe on the page that is open, as sentences. It is judged at rest and stays so while axe
 * reads it: half way through a fade, letters have less contrast than they are about to have.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const isCalm = await page.evaluate<boolean>(
    `matchMedia('(prefers-reduced-motion: reduce)').matches`,
  );
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await comeToRest(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  await page.emulateMedia({ reducedMotion: isCalm ? 'reduce' : 'no-preference' });
  return violations
    .filter(({ impact }) => grave.has(impact ?? ''))
    .map(({ id, help, nodes }) => `${id} (${help}): ${nodes[0]?.html.slice(0, 200) ?? ''}`);
}

const script = readFileSync(join(import.meta.dirname, 'walk-by-keyboard.js'), 'utf8');

type Place = {
  readonly count: number;
  readonly index: number;
  readonly names: readonly string[];
  readonly hasRing: boolean;
};

/** What Tab does not reach on the page that is open, or reaches without showing it, as sentences. */
export async function keyboardGaps(page: Page): Promise<string[]> {
  await page.evaluate('document.activeElement?.blur(); getSelection()?.removeAllRanges()');
  const start = await page.evaluate<Place>(script);
  const reached = new Set<string>();
  const unseen: string[] = [];
  // Some more than there are: a field of dates has several stops, the skip link comes and goes.
  for (let press = 0; press < start.count * 2 + 20; press += 1) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate<Place>(script);
    const name = place.names[place.index];
    if (name !== undefined) {
      reached.add(name);
      if (!place.hasRing) {
        unseen.push(name);
      }
    }
    if (start.names.every((each) => reached.has(each))) {
      break;
    }
  }
  return [
    ...start.names
      .filter((name) => !reached.has(name))
      .map((name) => `${name} is not reached by Tab`),
    ...unseen.map((name) => `${name} does not show that it has the keyboard`),
  ];
}

export async function lookForBarriers(visit: Visit): Promise<string[]> {
  const { page, route, size, language } = visit;
  const found = [...(await axeFindings(page)), ...(await keyboardGaps(page))];
  return found.map((each) => `${route.name}, ${language}, ${size.width} px: ${each}`);
}
