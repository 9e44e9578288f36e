import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { playTillPromotions } from '../stories/till-promotions.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'promotions without a code at the till, online and offline: seen on the lines before paying, booked as they were given',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    try {
      const seen = await playTillPromotions(browser);
      const { online, offline, booked, hint, axe } = seen;
      recordProof({
        claim:
          'Promotions without a code at the till, with a line and without: the same yen on the lines before paying, in the books as they were given',
        measured: `off the lines ${online.lines.join(', ')} with a line, ${offline.lines.join(', ')} without; totals ¥${online.totalMinor}, ¥${offline.totalMinor}; booked ${booked.map((lines) => lines.join(' + ')).join(', ')}; before that it said "${hint.replaceAll('\n', ' ')}"`,
        holds: online.totalMinor === offline.totalMinor && axe.length === 0,
        seconds: (performance.now() - beganAt) / 1000,
      });
      // What the tea costs is off both of them: whoever brings one back has paid for the other.
      expect(online).toEqual({ lines: [362, 178], totalMinor: 1100 });
      expect(offline).toEqual(online);
      expect(booked).toEqual([
        [362, 178],
        [362, 178],
      ]);
      expect(hint).toContain('手提げ袋に煎茶をおつけします');
      expect(axe).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
