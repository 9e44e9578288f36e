// The font comes in some 240 files by range of characters, far too many to keep beforehand. What the app itself can
// say is known, though: those characters are asked for once, through the service worker, which keeps their files.
import { workSentences } from '@engawa/ui/work';
import { en } from '../words/en.ts';
import { ja } from '../words/ja.ts';

const family = 'Noto Sans JP';
const weights = [400, 700] as const;
const always = '0123456789¥,.:/-※＊年月日時分(月火水木金土日)様';

/** Has the font's files for every sentence of the app kept; what shops and items are called follows as it is shown. */
export async function keepFonts(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    return;
  }
  await navigator.serviceWorker.ready;
  const letters = [...new Set(`${always}${textOf(ja)}${textOf(en)}${workSentences.join('')}`)].join(
    '',
  );
  await Promise.all(
    weights.map((weight) => document.fonts.load(`${weight} 16px "${family}"`, letters)),
  );
  // Files that came before the service worker was there are asked for again; the browser has them at hand.
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.woff2'));
  for (const file of new Set(files)) {
    await fetch(file).catch(() => undefined);
  }
}

/** All characters of a table, those inside of its sentences that count or name something too. */
function textOf(table: object): string {
  return Object.values(table)
    .map((value: unknown) =>
      typeof value === 'object' && value !== null ? textOf(value) : String(value),
    )
    .join('');
}
