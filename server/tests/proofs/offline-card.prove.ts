// Must show: the card page opened with the network off after one visit shows its barcode within a second; the offline till
// verifies it, refuses a copy older than its window and a forged one.
import { expect, test } from 'vitest';
import { boundOf, recordProof } from '../checks/proof-results.ts';
import { openCardOffline } from '../stories/offline-card.ts';
import { browserLacking } from '../support/browser.ts';

test.skipIf(browserLacking() !== undefined)(
  'the card opens with the network off, barcode within a second; the offline till verifies it and refuses a copy and a forgery',
  async () => {
    const beganAt = performance.now();
    const card = await openCardOffline();
    recordProof({
      claim:
        'The card page opened with the network off after one visit: barcode visible within 1 s; the offline till verifies it, refuses a copy older than its window and a forged one',
      measured: `barcode ${Math.round(card.barcodeMs)} ms after the page was opened without a line; read from the screen: number and signed code; copy ${card.later}, forgery ${card.forged}; gone after sign-out: ${card.isGoneAfterSignOut ? 'yes' : 'no'}`,
      holds: card.barcodeMs <= boundOf(1000) && card.later === 'old' && card.forged === 'forged',
      seconds: (performance.now() - beganAt) / 1000,
    });
    expect(card.barcodeRead).toBe(card.number);
    expect(card).toMatchObject({
      isSigned: true,
      atOnce: card.number,
      later: 'old',
      forged: 'forged',
    });
    expect(card.otherPage).toEqual({ heading: 'オフラインです', isStyled: true });
    expect(card.isGoneAfterSignOut).toBe(true);
    expect(card.barcodeMs).toBeLessThanOrEqual(boundOf(1000));
  },
);
