// Must show: notifications by Web Push with choice: asked for in her browser, shown on her phone, gone with her sign-out.
import { expect, test } from 'vitest';
import { recordProof } from '../checks/proof-results.ts';
import { browserLacking } from '../support/browser.ts';
import { playHerNotifications } from './her-notifications.ts';

const lacking = browserLacking();
if (lacking !== undefined) {
  console.warn(`Skipped: ${lacking}.`);
}

test.skipIf(lacking !== undefined)(
  'she asks for notifications in her browser, her phone shows that her order is ready and leads to it, a sign-out ends them',
  { timeout: 240_000 },
  async () => {
    const beganAt = performance.now();
    const { subscribedWith, shown, number, opened, isUnsubscribed } = await playHerNotifications();
    const [first] = shown;
    const holds =
      shown.length === 1 &&
      first?.title === `お受け取りの準備ができました(${number})` &&
      first.body.startsWith('試し店') &&
      opened.startsWith('/shop/orders/ord_') &&
      isUnsubscribed;
    recordProof({
      claim:
        'She asks for Web Push in her browser with one tap; the message of her order is sealed for it, shown by the service worker and leads to the order; signing out ends it',
      measured: `${shown.length} shown: “${first?.title ?? ''}”, opened ${opened.slice(0, 16)}…, subscription ${isUnsubscribed ? 'gone' : 'left'} after the sign-out`,
      holds,
      seconds: (performance.now() - beganAt) / 1000,
    });
    expect(Buffer.from(subscribedWith, 'base64url')).toHaveLength(65);
    expect(shown).toMatchObject([{ title: `お受け取りの準備ができました(${number})` }]);
    expect({ opened: opened.slice(0, 17), isUnsubscribed }).toEqual({
      opened: '/shop/orders/ord_',
      isUnsubscribed: true,
    });
  },
);
