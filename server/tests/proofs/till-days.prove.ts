import { expect, test } from 'vitest';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { playTillDays } from '../stories/till-days.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'offline: 500 sales on each of two tablets over two days, tabs closed and reopened, a clock two hours fast, 30% of answers lost: exactly 1,000 sales, sums equal, nobody charged twice',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    try {
      const salesADay = roundsOf({ full: 250, short: 12 });
      const figures = await playTillDays(browser, {
        tills: 2,
        salesADay,
        lostPercent: 30,
        say: (line) => console.log(line),
      });
      const { handedOver, booked, handedOverMinor, bookedMinor, reportedMinor, paidMinor } =
        figures;
      const isEqual =
        booked === handedOver &&
        new Set([handedOverMinor, bookedMinor, reportedMinor, paidMinor]).size === 1 &&
        figures.doubled === 0;
      recordProof({
        claim:
          'Two tablets without a line sell on two days, tabs closed and reopened, one clock two hours fast; the line comes back and 30% of answers are lost: each sale is in the house once, with its own day',
        measured:
          `${handedOver} sales handed over, ${booked} in the house, ${figures.doubled} doubled; ¥${handedOverMinor} at the counters, ` +
          `¥${bookedMinor} in orders, ¥${paidMinor} in payments, ¥${reportedMinor} in drawer reports; ${figures.lostAnswers} of ${figures.answers} answers lost, ` +
          `told in ${figures.syncSeconds.toFixed(1)} s; business days ${figures.businessDays.join(', ')}; ` +
          `${figures.stockConflicts} shortages listed (${figures.proposals} with proposals), ${figures.clockConflicts} clock noted`,
        holds: isEqual,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(figures).toMatchObject({
        booked: handedOver,
        doubled: 0,
        bookedMinor: handedOverMinor,
      });
      expect([reportedMinor, paidMinor]).toEqual([handedOverMinor, handedOverMinor]);
      expect(figures.businessDays).toEqual(['2026-11-20', '2026-11-21']);
      // What nobody noticed would prove nothing.
      expect(figures.lostAnswers).toBeGreaterThan(0);
      expect(figures.clockConflicts).toBe(1);
      expect(figures.stockConflicts).toBe(10);
      expect(figures.proposals).toBe(10);
    } finally {
      await browser.close();
    }
  },
);
