import { expect, test } from 'vitest';
import { recordProof, roundsOf } from '../checks/proof-results.ts';
import { playTillDays } from '../stories/till-days.ts';
import { browserLacking, openBrowser } from '../support/browser.ts';

const lacking = browserLacking();

test.skipIf(lacking !== undefined)(
  'offline: 500 sales on each of two tablets over two days, tabs closed and reopened, a clock two hours fast, 30% of answers lost: exactly 1,000 sales, sums equal, conflicts listed, nobody charged twice',
  async () => {
    const browser = await openBrowser();
    const beganAt = performance.now();
    try {
      const salesADay = roundsOf({ full: 250, short: 6 });
      const figures = await playTillDays(browser, {
        tills: 2,
        salesADay,
        lostPercent: 30,
        say: (line) => console.log(line),
      });
      const { handedOver, booked, handedOverMinor, bookedMinor, reportedMinor, paidMinor } =
        figures;
      const { terminalMinor, cardMinor, listed } = figures;
      const isEqual =
        booked === handedOver &&
        new Set([handedOverMinor, bookedMinor, reportedMinor, paidMinor]).size === 1 &&
        figures.doubled === 0 &&
        terminalMinor === cardMinor;
      recordProof({
        claim:
          'Two tablets without a line sell on two days, tabs closed and reopened, one clock two hours fast; the line comes back and 30% of answers are lost: each sale is in the house once, with its own day',
        measured:
          `${handedOver} sales handed over, ${booked} in the house, ${figures.doubled} doubled; ¥${handedOverMinor} at the counters, ` +
          `¥${bookedMinor} in orders, ¥${paidMinor} in payments, ¥${reportedMinor} in drawer reports; by card ¥${terminalMinor} on terminals, ` +
          `¥${cardMinor} in the house, ${figures.pressedTwice} buttons pressed twice; ${figures.lostAnswers} of ${figures.answers} answers lost, ` +
          `told in ${figures.syncSeconds.toFixed(1)} s; business days ${figures.businessDays.join(', ')}; ` +
          `${figures.stockConflicts} shortages listed (${figures.proposals} with proposals), ${figures.clockConflicts} clock noted, ` +
          `${listed.stock + listed.till} on the tablet's list; ${figures.secondsADay.map((each) => each.toFixed(0)).join(' and ')} s a day of selling`,
        holds: isEqual,
        seconds: (performance.now() - beganAt) / 1000,
      });
      expect(figures).toMatchObject({
        booked: handedOver,
        doubled: 0,
        bookedMinor: handedOverMinor,
      });
      expect([reportedMinor, paidMinor]).toEqual([handedOverMinor, handedOverMinor]);
      expect(cardMinor).toBe(terminalMinor);
      expect(figures.businessDays).toEqual(['2026-11-20', '2026-11-21']);
      // What nobody noticed would prove nothing.
      expect(figures.lostAnswers).toBeGreaterThan(0);
      expect(figures.pressedTwice).toBeGreaterThan(0);
      expect(terminalMinor).toBeGreaterThan(0);
      expect(listed).toEqual({ stock: 10, till: 1 });
      expect(figures.clockConflicts).toBe(1);
      expect(figures.stockConflicts).toBe(10);
      expect(figures.proposals).toBe(10);
    } finally {
      await browser.close();
    }
  },
);
