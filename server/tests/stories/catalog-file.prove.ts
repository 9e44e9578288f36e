// The catalogue goes out of the console as CSV, is edited, tried, looked at and taken; what is broken comes back to be
// mended. At full count with 300,000 items, which must not stand in the server's memory.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';
import { databaseUrlOf, makeHome, startServer } from '../support/real-server.ts';
import { watchMemory } from '../support/watch-memory.ts';
import { fillShelf } from './large-shelf.ts';

const items = roundsOf({ full: 300_000, short: 1000 });
/** Of 300,000 items; an import of orders by the command line takes some 470 MiB in all. */
const grownMibMax = 600;
const waitMs = items > 10_000 ? 600_000 : 60_000;

/** Every hundredth row gets a price that is none, the others of every tenth a yen more. */
function edit(text: string): { readonly text: string; broken: number; changed: number } {
  const [head = '', ...lines] = text.split('\r\n');
  const at = head.split(',').indexOf('販売価格');
  const tally = { broken: 0, changed: 0 };
  const edited = lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length < at || index % 10 > 0) {
      return line;
    }
    const isBroken = index % 100 === 0;
    tally[isBroken ? 'broken' : 'changed'] += 1;
    return cells.with(at, isBroken ? '未定' : String(Number(cells[at]) + 1)).join(',');
  });
  return { text: [head, ...edited].join('\r\n'), ...tally };
}

async function download(page: Page, act: string): Promise<string> {
  const coming = page.waitForEvent('download', { timeout: waitMs });
  await page.locator(`[data-act=${act}]`).click();
  const file: Download = await coming;
  return readFileSync(await file.path(), 'utf8');
}

async function tryFile(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('[data-act=try]').click();
  await page.locator('[data-upload=tried]').waitFor({ timeout: waitMs });
}

/** New, changed, left alone, refused. */
async function counts(page: Page): Promise<number[]> {
  const texts = await page.locator('[data-upload] dl dd').allTextContents();
  return texts.map((text) => Number(text.replaceAll(',', '')));
}

async function take(page: Page): Promise<number[]> {
  await page.locator('[data-act=take]').click();
  await page.locator('[data-upload=finished]').waitFor({ timeout: waitMs });
  return counts(page);
}

test.skipIf(browserLacking() !== undefined)(
  'the catalogue is written out, edited in a spreadsheet, tried, taken in and mended in the console',
  { timeout: 4 * waitMs },
  async () => {
    const beganAt = performance.now();
    const { home, remove } = makeHome('catalog-file');
    const server = await startServer({ home });
    const browser = await openBrowser();
    try {
      await fillShelf(databaseUrlOf(home), items);
      const owner = await server.signIn();
      const context = await browser.newContext({ locale: 'ja-JP', acceptDownloads: true });
      const token = owner.authorization.slice('Bearer '.length);
      await context.addCookies([{ name: 'engawa_staff', value: token, url: server.base }]);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`${server.base}/console/catalog/file`);
      await page.locator('[data-act=write-out]').waitFor();

      const startMib = heldMib(server.pid);
      const memory = watchMemory(server.pid);
      const outAt = performance.now();
      const text = await download(page, 'write-out');
      const outSeconds = (performance.now() - outAt) / 1000;
      const outMib = Math.round(heldMib(server.pid) - startMib);
      expect(text.trimEnd().split('\r\n')).toHaveLength(items + 1);

      const edited = edit(text);
      const path = join(home, 'edited.csv');
      await writeFile(path, edited.text);
      const tryAt = performance.now();
      await tryFile(page, path);
      const trySeconds = (performance.now() - tryAt) / 1000;
      const same = items - edited.changed - edited.broken;
      expect(await counts(page)).toEqual([0, edited.changed, same, edited.broken]);
      const takeAt = performance.now();
      expect(await take(page)).toEqual([0, edited.changed, same, edited.broken]);
      const takeSeconds = (performance.now() - takeAt) / 1000;

      const toMend = await download(page, 'mend');
      expect(toMend.trimEnd().split('\r\n')).toHaveLength(edited.broken + 1);
      await writeFile(path, toMend.replaceAll('未定', '5'));
      await page.goto(`${server.base}/console/catalog/file`);
      await tryFile(page, path);
      expect(await take(page)).toEqual([0, edited.broken, 0, 0]);
      const grownMib = Math.round((memory.stop() ?? startMib) - startMib);
      const inBounds = items < 10_000 || grownMib <= grownMibMax;
      expect(inBounds, `${grownMib} MiB more`).toBe(true);
      recordProof({
        claim:
          'The catalogue goes out as CSV and comes in edited: tried row by row, taken but for what is broken, which comes back to be mended; it never stands in memory',
        measured: `${items} items out in ${outSeconds.toFixed(1)} s, sent and tried in ${trySeconds.toFixed(1)} s, taken in ${takeSeconds.toFixed(1)} s: ${edited.changed} changed, ${edited.broken} broken, mended and taken; the server held ${outMib} MiB more after the file was out and ${grownMib} MiB more at most`,
        holds: true,
        seconds: (performance.now() - beganAt) / 1000,
      });
    } finally {
      await browser.close();
      await server.stop();
      await remove();
    }
  },
);

/** Where there is no /proc nothing is told of memory. */
function heldMib(pid: number): number {
  const path = `/proc/${pid}/status`;
  const kib = /VmRSS:\s+(\d+) kB/.exec(existsSync(path) ? readFileSync(path, 'utf8') : '')?.[1];
  return Number(kib ?? 0) / 1024;
}
