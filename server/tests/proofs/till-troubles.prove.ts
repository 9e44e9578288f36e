import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { playTillTroubles } from '../stories/till-troubles.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

test.skipIf(browserLacking() !== undefined)(
  'what goes wrong at a till: a tab closed after a card was charged and while a sale is written, a colleague taking over by PIN without a line, practice beside a real basket, the camera for a reader: nothing lost, nothing doubled (48, 77, 130, 134)',
  async () => {
    const beganAt = performance.now();
    const browser = await openBrowser();
    try {
      const seen = await playTillTroubles(browser);
      const { camera, practice, afterCard, afterWriting, away } = seen;
      const sales = [
        '1100: card 1100, 鈴木 健',
        '540: cash 540, 鈴木 健',
        '540: cash 540, 佐藤 美咲',
      ];
      recordProof({
        claim:
          'What goes wrong at a till: tabs closed at the worst moment, a colleague without a line, practice, the camera: nothing is lost or doubled',
        measured:
          `sales in the end ${away.books.join(' · ')}; wrong PINs without a line ${away.told.join(', ')}; ` +
          `the right one opened in ${away.seconds.toFixed(1)} s; a barcode held before the camera ¥${camera.totalMinor} once; ` +
          `after practice ${practice.books.length} sales in the house`,
        holds: away.books.join() === sales.join() && practice.books.length === 0,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(seen.errors).toEqual([]);
      expect(camera.totalMinor).toBe(1100);
      expect(practice).toEqual({ frame: 'solid', isMarked: true, books: [] });
      expect(afterCard).toEqual(sales.slice(0, 1));
      expect(afterWriting).toEqual(sales.slice(0, 2));
      expect(away.told).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait']);
      expect(away.books).toEqual(sales);
    } finally {
      await browser.close();
    }
  },
);
