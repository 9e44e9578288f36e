// Text that is cut, leaves its box or the window, or is not in the language of its page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { complaintOf, type Language } from './translated.ts';
import type { Visit } from './walk-pages.ts';

const script = readFileSync(join(import.meta.dirname, 'measure-text.js'), 'utf8');

type Measured = {
  readonly found: readonly { readonly kind: string; readonly tag: string; readonly text: string }[];
  readonly texts: readonly string[];
  readonly title: string;
  readonly lang: string;
};

/** What is wrong with the text of the page that is open, as sentences. */
export async function complaintsAbout(
  page: Page,
  language: Language,
  data: readonly string[],
): Promise<string[]> {
  const measured = await page.evaluate<Measured>(script);
  const spoken = [...measured.texts, measured.title].flatMap((text) => {
    const complaint = complaintOf(text, language, data);
    return complaint === undefined ? [] : [`"${text}" ${complaint}`];
  });
  return [
    ...(measured.lang === language ? [] : [`the page says it is in "${measured.lang}"`]),
    ...measured.found.map(({ kind, tag, text }) => `"${text}" (${tag}) ${kind}`),
    ...spoken,
  ];
}

/** The same as a visit of a walk, with where it was. */
export async function lookAtText(visit: Visit): Promise<string[]> {
  const { page, route, size, language, data } = visit;
  const complaints = await complaintsAbout(page, language, data);
  return complaints.map((each) => `${route.name}, ${language}, ${size.width} px: ${each}`);
}
