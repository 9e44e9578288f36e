// Must show: the card page opened with the network off after one visit shows its barcode within a second; the offline till
// verifies it, refuses a copy older than its window and a forged one.
import { expect, test } from 'vitest';
import { boundOf } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { openCardOffline } from './offline-card.ts';

test.skipIf(browserLacking() !== undefined)(
  'the card opens with the network off, barcode within a second; the offline till verifies it and refuses a copy and a forgery',
  async () => {
    const card = await openCardOffline();
    expect(card.barcodeMs).toBeLessThanOrEqual(boundOf(1000));
    expect(card.barcodeRead).toBe(card.number);
    expect(card).toMatchObject({
      isSigned: true,
      atOnce: card.number,
      later: 'old',
      forged: 'forged',
    });
    expect(card.isGoneAfterSignOut).toBe(true);
  },
  240_000,
);
