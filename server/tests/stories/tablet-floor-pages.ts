// Pages of the tablet around one customer and one clerk: asking for her consent, who comes today, the first-day tour,
// practice.
import type { Route } from './walk-pages.ts';

/** `customerId` is typed; she has not agreed to personalisation. */
export function floorRoutes(customerId: string): readonly Route[] {
  return [
    { name: 'bookings', path: '/bookings' },
    {
      name: 'customer asked for her consent',
      path: `/customers/${customerId}?present=1`,
      act: async (page) => {
        await page.locator('[data-act=ask-consent]').click();
        await page.locator('[data-act=consent-given]:enabled').waitFor();
      },
    },
    {
      name: 'first-day tour',
      path: '/customers',
      act: async (page) => {
        await page.locator('[data-act=tour-see]').click();
        await page.locator('[data-tour="1"]').waitFor();
      },
    },
    {
      name: 'practice',
      path: '/orders',
      act: async (page) => {
        await page.locator('[data-act=settings]:visible').first().click();
        await page.locator('[data-act=practise-all]').click();
        await page.locator('[data-practice-band]').waitFor();
      },
      undo: (page) => page.locator('[data-act=end-practising]').click(),
    },
  ];
}
